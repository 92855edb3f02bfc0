import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LoopbackServer } from '#shared/shell/browser/loopback-server.ts';
import { SocketDoor } from '#shared/shell/browser/socket-door.ts';
import { WindowAdmission } from '#shared/shell/browser/window-admission.ts';
import { admissionTimeoutMs, maxUnadmittedSockets } from '#shared/shell/shell-limits.ts';
import { silentLogger } from '#shared/std/core/logger.ts';
import { decodeFrameToPage, encodeHostFrame, refusedCloseCode } from '#shared/std/rpc/loopback-wire.ts';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import { makeTemporaryFolder } from './shell-support.ts';

let folder: ReturnType<typeof makeTemporaryFolder>;
let server: LoopbackServer;
let clock: FakeClock;
let admission: WindowAdmission;
let admitted: number;

beforeEach(async () => {
  folder = makeTemporaryFolder();
  mkdirSync(join(folder.path, 'page', 'assets'), { recursive: true });
  writeFileSync(join(folder.path, 'page', 'index.html'), '<!doctype html><title>page</title>');
  writeFileSync(join(folder.path, 'page', 'assets', 'a.js'), 'export {};');
  writeFileSync(join(folder.path, 'secret.txt'), 'secret');
  clock = new FakeClock();
  admission = new WindowAdmission((count) => randomBytes(count));
  admitted = 0;
  const door = new SocketDoor({ admission, clock, logger: silentLogger, onAdmitted: () => admitted++ });
  server = await LoopbackServer.start({
    page: 'applet',
    folder: join(folder.path, 'page'),
    logger: silentLogger,
    onSocket: (socket) => door.receive(socket),
  });
});

afterEach(async () => {
  await server.close();
  folder.remove();
});

async function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<IncomingMessage> {
  const { port } = new URL(server.origin);
  const asked = request({ host: '127.0.0.1', port, path, headers, method });
  asked.end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  response.resume();
  return response;
}

function openSocket(headers: Record<string, string> = { origin: server.origin }, path = '/link'): WebSocket {
  const socket = new WebSocket(`${server.origin.replace('http', 'ws')}${path}`, { headers });
  socket.on('error', () => {}); // A refusal is told by `close` or `unexpected-response`.
  return socket;
}

/** What the upgrade was answered with: 101, or the status that refused it. */
async function upgradeStatus(headers: Record<string, string>, path?: string): Promise<number | undefined> {
  const socket = openSocket(headers, path);
  const status = await new Promise<number | undefined>((resolve) => {
    socket.once('open', () => resolve(101));
    socket.once('unexpected-response', (_request, response: IncomingMessage) => resolve(response.statusCode));
  });
  socket.terminate();
  return status;
}

async function nextToken(socket: WebSocket, token: string): Promise<string> {
  if (socket.readyState !== socket.OPEN) await once(socket, 'open');
  socket.send(encodeHostFrame({ kind: 'hello', token }));
  const [data] = (await once(socket, 'message')) as [Buffer];
  const frame = decodeFrameToPage(data.toString());
  if (frame?.kind !== 'host' || frame.message.kind !== 'welcome') throw new Error('no welcome');
  return frame.message.token;
}

async function closeCode(socket: WebSocket): Promise<number> {
  const [code] = (await once(socket, 'close')) as [number];
  return code;
}

describe('the loopback server', () => {
  it('serves its page with headers that allow nothing else', async () => {
    const response = await get('/');
    expect(response.statusCode).toBe(200);
    const policy = String(response.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain(`connect-src 'self' ${server.origin.replace('http', 'ws')};`);
    expect(response.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    expect(response.headers['access-control-allow-origin']).toBeUndefined();
    expect((await get('/assets/a.js?v=1')).headers['content-type']).toBe('text/javascript; charset=utf-8');
  });

  it('serves nothing but the files of the page', async () => {
    for (const path of [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '//etc/passwd',
      '/assets/',
      '/assets/../../secret.txt',
    ]) {
      expect((await get(path)).statusCode, path).toBe(404);
    }
    expect((await get('/', {}, 'POST')).statusCode).toBe(405);
    expect((await get('/', {}, 'OPTIONS')).statusCode).toBe(405);
  });

  it('refuses every host name but its own, as a rebound name would arrive', async () => {
    const { port } = new URL(server.origin);
    for (const host of [`evil.example:${port}`, `localhost:${port}`, '127.0.0.1', `127.0.0.1.evil.example:${port}`]) {
      expect((await get('/', { host })).statusCode, host).toBe(403);
      expect(await upgradeStatus({ host, origin: server.origin }), host).toBe(403);
    }
  });

  it('refuses to be loaded by another site, to find out that it is there', async () => {
    const foreign = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' };
    expect((await get('/assets/a.js', foreign)).statusCode).toBe(403);
    expect((await get('/', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' })).statusCode).toBe(200);
  });

  it('refuses a socket from any other origin, or none', async () => {
    const { port } = new URL(server.origin);
    const origins = [
      'https://evil.example',
      'null',
      `http://localhost:${port}`,
      `https://127.0.0.1:${port}`,
      `${server.origin}/`,
    ];
    for (const origin of origins) expect(await upgradeStatus({ origin }), origin).toBe(403);
    expect(await upgradeStatus({})).toBe(403);
    expect(await upgradeStatus({ origin: server.origin }, '/other')).toBe(403);
    expect(await upgradeStatus({ origin: server.origin })).toBe(101);
  });

  it.runIf(process.platform === 'linux')('listens on this computer only', async () => {
    expect(new URL(server.origin).hostname).toBe('127.0.0.1');
    // 127.0.0.2 is this computer too, but not the address that was asked for.
    const socket = connect(Number(new URL(server.origin).port), '127.0.0.2');
    const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
    expect(error.code).toBe('ECONNREFUSED');
  });
});

describe('the door of a window', () => {
  it('lets the first token in once, and nobody after it with the same', async () => {
    const first = openSocket();
    await nextToken(first, admission.firstToken);
    first.send(encodeHostFrame({ kind: 'stored' }));
    await vi.waitFor(() => expect(admitted).toBe(1));

    const second = openSocket();
    await once(second, 'open');
    second.send(encodeHostFrame({ kind: 'hello', token: admission.firstToken }));
    expect(await closeCode(second)).toBe(refusedCloseCode);
    expect(admitted).toBe(1);
    first.terminate();
  });

  it('refuses a token that an earlier page used, and takes the newest', async () => {
    const first = openSocket();
    const kept = await nextToken(first, admission.firstToken);
    first.send(encodeHostFrame({ kind: 'stored' }));
    const second = openSocket();
    const newest = await nextToken(second, kept);
    second.send(encodeHostFrame({ kind: 'stored' }));
    await vi.waitFor(() => expect(admitted).toBe(2));

    const stale = openSocket();
    await once(stale, 'open');
    stale.send(encodeHostFrame({ kind: 'hello', token: kept }));
    expect(await closeCode(stale)).toBe(refusedCloseCode);

    const back = openSocket();
    expect(await nextToken(back, newest)).toHaveLength(64);
    for (const socket of [first, second, back]) socket.terminate();
  });

  it('closes a socket that says anything else first', async () => {
    for (const frame of [
      '',
      'm{}',
      'hello',
      encodeHostFrame({ kind: 'stored' }),
      Buffer.from([1]),
      'h{"kind":"hello"}',
    ]) {
      const socket = openSocket();
      await once(socket, 'open');
      socket.send(frame);
      expect(await closeCode(socket)).toBe(refusedCloseCode);
    }
    expect(admitted).toBe(0);
  });

  it('closes a socket that says nothing, and takes only a few that wait', async () => {
    const waiting = Array.from({ length: maxUnadmittedSockets }, () => openSocket());
    await Promise.all(waiting.map((socket) => once(socket, 'open')));
    // The server counts a socket when it has answered it; the one after the last is cut at once.
    await vi.waitFor(() => expect(clock.timerCount).toBe(maxUnadmittedSockets));
    expect(await closeCode(openSocket())).toBe(1006);
    const closed = Promise.all(waiting.map(closeCode));
    clock.advance(admissionTimeoutMs);
    expect(new Set(await closed)).toEqual(new Set([refusedCloseCode]));
    expect(clock.timerCount).toBe(0);
  });

  it('cuts a frame that is larger than any page sends', async () => {
    const socket = openSocket();
    await once(socket, 'open');
    socket.send('x'.repeat(2 * 1024 * 1024));
    expect([1009, 1006]).toContain(await closeCode(socket));
  });
});
