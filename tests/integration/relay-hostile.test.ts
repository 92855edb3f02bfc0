import { connect as connectTcp, type Socket } from 'node:net';
import { once } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { get } from 'node:https';
import { connect as connectTls } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RelayConfig } from '#relay/relay-config.ts';
import { maxAnonymousSocketsPerAddress, maxBadMessages, maxTcpConnectionsPerAddress } from '#relay/relay-limits.ts';
import {
  firstMessageTimeoutMs,
  loginChallengeTtlMs,
  maxRelayFragments,
  maxRelayMessageBytes,
  relayPingIntervalMs,
} from '#shared/std/protocol/limits.ts';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import { TestTechnician } from '#relay/testing/technician.ts';
import { logIn, readMetric, RelayBench } from './relay-fixture.ts';

let bench: RelayBench;
let clock: FakeClock;

beforeEach(async () => {
  clock = new FakeClock(Date.now());
  bench = await RelayBench.start({}, clock);
});
afterEach(() => bench.close());

const hello = JSON.stringify({ v: 1, t: 'login/start' });

const file = (name: string) => fileURLToPath(new URL(`certificates/${name}`, import.meta.url));
const tls = { certificateFile: file('localhost.pem'), keyFile: file('localhost-key.pem') };

const publicOrigin = 'https://help.example.org';

/** What a page may say of itself, and whether it gets in. */
const origins: readonly (readonly [what: string, origin: string | undefined, status: number])[] = [
  ['no origin, as our programs have none', undefined, 101],
  ['the public origin', 'https://help.example.org', 101],
  ['a configured origin', 'https://join.example.org:8443', 101],
  ['another site', 'https://evil.example', 403],
  ['a subdomain', 'https://a.help.example.org', 403],
  ['a longer name', 'https://help.example.org.evil.example', 403],
  ['the other scheme', 'http://help.example.org', 403],
  ['another port', 'https://help.example.org:8443', 403],
  ['other letters', 'https://HELP.example.org', 403],
  ['a path behind', 'https://help.example.org/', 403],
  ['an opaque origin', 'null', 403],
  ['an empty origin', '', 403],
  ['a file', 'file://', 403],
  ['the address listened on, which is not the public one', 'https://127.0.0.1', 403],
  ['two origins', 'https://help.example.org, https://evil.example', 403],
];

/** The check must not depend on how the relay is run: products were broken into through the mode nobody tested. */
const modes: readonly (readonly [mode: string, config: Partial<RelayConfig>])[] = [
  ['with TLS of its own', { tls }],
  ['without TLS', {}],
  ['behind a proxy', { trustProxy: true }],
];

describe('strangers', () => {
  it.each([
    ['no JSON', 'not JSON at all'],
    ['an unknown type', '{"v":1,"t":"admin/everything"}'],
    ['another version', '{"v":2,"t":"login/start"}'],
    ['extra fields', '{"v":1,"t":"login/start","__proto__":{"admin":true},"admin":true}'],
    ['a wrong field', '{"v":1,"t":"session/claim","pin":123456}'],
    ['a PIN with other digits', '{"v":1,"t":"session/claim","pin":"١٢٣٤٥٦"}'],
    ['deep nesting', '['.repeat(30_000)],
    ['nothing', ''],
  ])('RL1 %s is answered once and shown out', async (_what, text) => {
    const client = await bench.connect();
    client.socket.send(text);
    expect((await client.next('error')).code).toBe('malformed');
    expect(await client.closed).toBe(1008);
  });

  it('RL1 a binary frame closes the socket', async () => {
    const client = await bench.connect();
    client.socket.send(Buffer.from(hello), { binary: true });
    expect(await client.closed).toBe(1003);
  });

  it('RL1 a frame above 64 KiB closes the socket, and one of exactly that much does not', async () => {
    const client = await bench.connect();
    client.socket.send(hello.padEnd(maxRelayMessageBytes, ' '));
    await client.next('login/challenge');
    client.socket.send(hello.padEnd(maxRelayMessageBytes + 1, ' '));
    expect(await client.closed).toBe(1009);
  });

  it('RL1 a message in more than sixteen fragments closes the socket', async () => {
    const client = await bench.connect();
    for (let round = 0; round <= maxRelayFragments; round++) client.socket.send(' ', { fin: false });
    expect(await client.closed).toBe(1008);
  });

  it('RL1 there is no compression to blow up', async () => {
    const client = await bench.connect({ perMessageDeflate: true });
    expect(client.socket.extensions).toBe('');
  });

  it('RL1 who says nothing for ten seconds is shown out; who spoke stays', async () => {
    const [silent, slow] = [await bench.connect(), await bench.connect()];
    slow.send({ v: 1, t: 'login/start' });
    await slow.next('login/challenge');
    clock.advance(firstMessageTimeoutMs);
    expect(await silent.closed).toBe(1008);
    expect(slow.socket.readyState).toBe(slow.socket.OPEN);
  });

  it('RL1 asks for a log-in first', async () => {
    const client = await bench.connect();
    client.send({ v: 1, t: 'session/create', request: 'r', type: 'lens', method: 'pin' });
    expect((await client.next('error')).code).toBe('notLoggedIn');
    expect(await client.closed).toBe(1008);
    const other = await bench.connect();
    other.send({ v: 1, t: 'signal/send', session: 'A'.repeat(22), data: 'AA' });
    expect((await other.next('error')).code).toBe('notLoggedIn');
  });

  it('KEY3 an answer that comes after 30 seconds is refused', async () => {
    const client = await bench.connect();
    client.send({ v: 1, t: 'login/start' });
    const { nonce, host } = await client.next('login/challenge');
    clock.advance(loginChallengeTtlMs);
    client.send(new TestTechnician(clock.wallMs()).answer(host, nonce));
    expect((await client.next('error')).code).toBe('loginRefused');
  });

  it('RL1 one address has room for twenty strangers; those who log in make room', async () => {
    for (let round = 0; round < maxAnonymousSocketsPerAddress; round++) await bench.connect();
    const tooMany = await bench.connect();
    expect((await tooMany.next('error')).code).toBe('relayFull');
    expect(await tooMany.closed).toBe(1013);
    clock.advance(firstMessageTimeoutMs);
    await expect.poll(() => readMetric(bench, 'connections{role="anonymous"}')).toBe(0);
    for (let round = 0; round <= maxAnonymousSocketsPerAddress; round++) {
      await bench.console(new TestTechnician(clock.wallMs(), { seed: 100 + round }));
    }
    expect(await readMetric(bench, 'connections{role="console"}')).toBe(maxAnonymousSocketsPerAddress + 1);
  });

  it('RL1 has room for as many sockets as configured', async () => {
    await bench.close();
    bench = await RelayBench.start({ maxConnections: 10 }, clock);
    for (let round = 0; round < 10; round++) await bench.connect();
    const tooMany = await bench.connect();
    expect((await tooMany.next('error')).code).toBe('relayFull');
  });
});

describe('addresses', () => {
  it('RL1 one address cannot take every connection', async () => {
    const open: Socket[] = [];
    for (let round = 0; round < maxTcpConnectionsPerAddress; round++) {
      const tcp = connectTcp(bench.relay.address.port, '127.0.0.1');
      open.push(tcp);
      await once(tcp, 'connect');
    }
    const tooMany = connectTcp(bench.relay.address.port, '127.0.0.1');
    tooMany.resume().on('error', () => {});
    await once(tooMany, 'close');
    open.pop()?.destroy();
    await expect.poll(() => upgrade('/ws', '').catch(() => 0)).toBe(101);
    for (const tcp of open) tcp.destroy();
  });
});

describe('members', () => {
  it('RL1 a few messages that do not decode are answered; at the tenth the socket is closed', async () => {
    const console = await bench.console(new TestTechnician(clock.wallMs()));
    for (let round = 1; round <= maxBadMessages; round++) {
      console.socket.send('{"v":1,"t":"from/theFuture"}');
      expect((await console.next('error')).code).toBe('malformed');
    }
    expect(await console.closed).toBe(1008);
  });

  it('RL1 who floods is shown out', async () => {
    const console = await bench.console(new TestTechnician(clock.wallMs()));
    const { session } = await bench.createPin(console);
    for (let round = 0; round < 300; round++) console.send({ v: 1, t: 'session/confirm', session });
    for (;;) {
      const { code } = await console.next('error');
      if (code === 'tooManyMessages') break;
      expect(code).toBe('malformed');
    }
    expect(await console.closed).toBe(1008);
  });

  it('RL1 a console that claims, or a customer that claims twice, is out of order', async () => {
    const console = await bench.console(new TestTechnician(clock.wallMs()));
    const { pin, customer } = await bench.join(console);
    customer.send({ v: 1, t: 'session/claim', pin });
    expect((await customer.next('error')).code).toBe('malformed');
    expect((await console.next('session/state')).state).toBe('peerLost');
    console.send({ v: 1, t: 'session/claim', pin });
    expect((await console.next('error')).code).toBe('malformed');
    expect(await console.closed).toBe(1008);
  });

  it('KEY3 a certificate that ran out while connected creates nothing more', async () => {
    const technician = new TestTechnician(clock.wallMs(), { notAfterMs: clock.wallMs() + 60_000 });
    const console = await bench.console(technician);
    clock.jumpWall(61_000);
    console.send({ v: 1, t: 'session/create', request: 'r', type: 'lens', method: 'pin' });
    expect((await console.next('error')).code).toBe('loginRefused');
  });

  it('RL1 who does not read is cut off at the backlog, and the other side is told', async () => {
    const console = await bench.console(new TestTechnician(clock.wallMs()));
    const { session, customer } = await bench.join(console);
    customer.socket.pause();
    const data = 'A'.repeat(50_000);
    // The system's own buffers take some megabytes before the relay has to.
    while ((await readMetric(bench, 'slow_readers_closed_total')) === 0) {
      for (let round = 0; round < 10; round++) console.send({ v: 1, t: 'signal/send', session, data });
      // A second a round, so that the sender stays within its rates.
      clock.advance(1_000);
      if (clock.monotonicMs() > 600_000) throw new Error('the slow reader was never cut off');
    }
    expect((await console.next('session/state')).state).toBe('peerLost');
  });

  it('RL1 a socket that answers no ping is closed, and one that does stays', async () => {
    const technician = new TestTechnician(clock.wallMs());
    const dead = await bench.connect({ autoPong: false });
    await logIn(dead, technician, bench.relay.address.loginHost);
    const alive = await bench.console(new TestTechnician(clock.wallMs(), { seed: 5 }));
    const pinged = once(alive.socket, 'ping');
    clock.advance(relayPingIntervalMs);
    await pinged;
    // The pong of the living is with the relay once it answered something sent after it.
    await bench.createPin(alive);
    clock.advance(relayPingIntervalMs);
    expect(await dead.closed).toBe(1006);
    expect(alive.socket.readyState).toBe(alive.socket.OPEN);
  });
});

describe('upgrade', () => {
  describe.each(modes)('%s', (_mode, config) => {
    it.each(origins)('RL3 %s', async (_what, origin, status) => {
      await bench.close();
      const allowedOrigins = ['https://join.example.org:8443'];
      bench = await RelayBench.start({ publicUrl: publicOrigin, allowedOrigins, ...config }, clock);
      const header = origin === undefined ? '' : `Origin: ${origin}\r\n`;
      expect(await upgrade('/ws', header, config.tls !== undefined)).toBe(status);
    });
  });

  it('RL3 a whole session runs over TLS', async () => {
    await bench.close();
    bench = await RelayBench.start({ tls }, clock);
    expect(bench.relay.address.socketUrl).toBe(`wss://127.0.0.1:${bench.relay.address.port}/ws`);
    const { session, customer } = await bench.join(await bench.console(new TestTechnician(clock.wallMs())));
    customer.send({ v: 1, t: 'session/end', session });
    expect((await customer.next('session/state')).state).toBe('ended');
    const page = await fetchTls('/health');
    expect(page['strict-transport-security']).toBe('max-age=31536000');
  });

  it.each([
    ['/ws', 101],
    ['/ws?x=1', 101],
    ['/', 404],
    ['/ws/', 404],
    ['/j', 404],
    ['/../ws', 404],
  ])('RL3 the path %s gives %i', async (path, status) => {
    expect(await upgrade(path, '')).toBe(status);
  });

  it('RL3 sets no cookie and reads none', async () => {
    const socket = await rawUpgrade('/ws', 'Cookie: session=stolen\r\n');
    expect(socket.head.toLowerCase()).not.toContain('set-cookie');
    socket.tcp.destroy();
  });
});

async function upgrade(path: string, extra: string, secure = false): Promise<number> {
  const { head, tcp } = await rawUpgrade(path, extra, secure);
  tcp.destroy();
  return Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]);
}

/** The bytes of an upgrade, so that nothing between the test and the relay tidies them up. */
async function rawUpgrade(
  path: string,
  extra: string,
  secure = false,
): Promise<{ readonly head: string; readonly tcp: Socket }> {
  const to = { port: bench.relay.address.port, host: '127.0.0.1' };
  const tcp = secure ? connectTls({ ...to, rejectUnauthorized: false }) : connectTcp(to);
  await once(tcp, secure ? 'secureConnect' : 'connect');
  tcp.write(
    `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n${extra}\r\n`,
  );
  const ended = once(tcp, 'close').then(() => [Buffer.alloc(0)]);
  const [chunk] = (await Promise.race([once(tcp, 'data'), ended])) as [Buffer];
  return { head: chunk.toString('latin1'), tcp };
}

/** The headers of an answer over TLS. */
async function fetchTls(path: string): Promise<IncomingHttpHeaders> {
  const request = get({
    host: '127.0.0.1',
    port: bench.relay.address.port,
    path,
    rejectUnauthorized: false,
    agent: false,
  });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  response.resume();
  return response.headers;
}
