import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { verifyLog } from '#shared/std/log/export/verify-log.ts';
import { linkPingIntervalMs, linkSilenceMs } from '#shared/std/protocol/limits.ts';
import { decodeScreenMessage } from '#shared/std/screen/screen-message.ts';
import { MemoryFileSource } from '#shared/std/transfer/testing/memory-file-source.ts';
import { InProcessScreenStreamer } from '#tests/support/in-process-screen-streamer.ts';
import {
  appletWhere,
  createSession,
  pinOf,
  sessionWhere,
  startLoopback,
  type Loopback,
} from '#tests/support/loopback-session.ts';
import { RecordingDriver } from '#tests/support/recording-driver.ts';

/** As long as silence takes to be noticed, and half as long again on a busy computer. */
const noticedMs = (linkSilenceMs + linkPingIntervalMs) * 1.5;

let loopback: Loopback | null = null;
let child: ChildProcess | null = null;
/** What a killed process leaves behind is in here. */
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'handrail-killed-'));
});

afterEach(async () => {
  child?.kill('SIGKILL');
  child = null;
  await loopback?.close();
  loopback = null;
  rmSync(folder, { recursive: true, force: true });
});

type Lines = {
  readonly process: ChildProcess;
  readonly next: () => Promise<string>;
  readonly write: (line: string) => void;
};

function start(script: string): Lines {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const started = spawn(process.execPath, [path], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, TMPDIR: folder },
  });
  child = started;
  const lines = createInterface({ input: started.stdout })[Symbol.asyncIterator]();
  return {
    process: started,
    next: async () => {
      const line = await lines.next();
      if (line.done === true) throw new Error(`${script} ended early`);
      return line.value;
    },
    write: (line) => started.stdin.write(`${line}\n`),
  };
}

async function kill({ process: victim }: Lines): Promise<void> {
  const gone = once(victim, 'close');
  victim.kill('SIGKILL');
  await gone;
}

describe('the other side’s computer dies in the middle', () => {
  it('DC2 DC4 the technician’s: what is held goes up within two seconds, the customer is told, and can end', async () => {
    const technician = start('session-technician-process.ts');
    const { relayUrl, pin } = JSON.parse(await technician.next()) as { relayUrl: string; pin: string };
    const driver = new RecordingDriver();
    const screenStreamer = new InProcessScreenStreamer();
    loopback = await startLoopback({ applet: { relayUrl, driver, screenStreamer } });
    const drawing = setInterval(
      () => screenStreamer.source.draw(0, { x: 0, y: 0, width: 200, height: 100 }, 'noise'),
      4,
    );
    const { applet } = loopback;
    const { calls } = applet.handlers;
    applet.on('view', () => {
      const { prompt } = applet.view;
      if (prompt !== null) void calls['permission/answer']({ prompt: prompt.id, allowed: true });
    });
    applet.join({ method: 'pin', pin });
    await appletWhere(applet, ({ step }) => step.name === 'terms');
    await calls['terms/answer']({ accepted: true, locale: 'en' });
    const { code } = JSON.parse(await technician.next()) as { code: string };
    await calls['verification/enter']({ code });
    await appletWhere(applet, ({ transfers }) =>
      transfers.some(({ state }) => state.name === 'running' && state.doneBytes > 1_000_000),
    );
    await driver.whenDone(50);
    expect(driver.acts).toEqual(expect.arrayContaining(['ControlLeft down', 'left down']));
    expect(driver.acts).not.toContain('ControlLeft up');
    const { updates } = screenStreamer.source;
    await vi.waitFor(() => expect(screenStreamer.source.updates).toBeGreaterThan(updates + 20), { timeout: 10_000 });

    await kill(technician);
    const diedMs = performance.now();
    await driver.whenActs(['ControlLeft up', 'left up']);
    expect(performance.now() - diedMs).toBeLessThan(2_500);
    await appletWhere(applet, ({ connection }) => connection.state === 'reconnecting');
    expect(performance.now() - diedMs).toBeLessThan(noticedMs);
    expect(applet.view.relay.state).toBe('lost');
    await vi.waitFor(() => expect(screenStreamer.running).toBe(0));
    expect(applet.view.activity.screenSeen).toBe(false);
    clearInterval(drawing);
    expect(applet.view.transfers.every(({ state }) => state.name === 'failed')).toBe(true);

    const pressedMs = performance.now();
    await calls['session/end']({});
    expect(applet.view.step).toMatchObject({ name: 'ended', by: 'customer' });
    await applet.close();
    expect(performance.now() - pressedMs).toBeLessThan(1_500);
  }, 60_000);

  it('DC4 LOG4 the customer’s: the technician is told, waits, can end, and the log is whole', async () => {
    loopback = await startLoopback();
    const { desk, target, database } = loopback;
    const session = await createSession(desk);
    const customer = start('session-customer-process.ts');
    customer.write(`${target.socketUrl} ${pinOf(session).pin}`);
    const { verification } = await sessionWhere(desk, session.id, ({ status }) => status.name === 'waiting');
    customer.write(verification.state === 'awaitingCode' ? verification.code : '');
    await sessionWhere(desk, session.id, (view) => view.verification.state === 'verified');
    await desk.session(session.id)?.start();
    await sessionWhere(desk, session.id, ({ connection }) => connection.state === 'connected');
    const tools = desk.session(session.id)?.tools;
    tools?.ask('control');
    await sessionWhere(desk, session.id, ({ permissions }) => permissions.control.state === 'granted');
    tools?.sendFiles([new MemoryFileSource('large.bin', new Uint8Array(200_000_000), { pieceBytes: [131_072] })]);
    await sessionWhere(desk, session.id, ({ transfers }) =>
      transfers.some(({ state }) => state.name === 'running' && state.doneBytes > 1_000_000),
    );
    let pieces = 0;
    desk.onScreenMessage(({ bytes }) => {
      const message = decodeScreenMessage(bytes);
      if (message?.kind !== 'piece' || !message.last) return;
      pieces += 1;
      tools?.screen.drawn(0, pieces - 1);
    });
    tools?.screen.watch({ lanes: [0], codecs: [], preference: 'automatic', restart: true });
    await vi.waitFor(() => expect(pieces).toBeGreaterThan(20), { timeout: 10_000 });
    desk.session(session.id)?.writeChat('last words');

    await kill(customer);
    const diedMs = performance.now();
    const lost = await sessionWhere(desk, session.id, ({ status }) => status.name === 'reconnecting');
    expect(performance.now() - diedMs).toBeLessThan(noticedMs);
    expect(lost.connection.state).toBe('reconnecting');
    await sessionWhere(desk, session.id, ({ transfers }) => transfers.every(({ state }) => state.name === 'failed'));
    desk.session(session.id)?.end();
    await desk.close();
    const log = database.readExport(session.id);
    const proof = log && verifyLog(log);
    expect(proof).toMatchObject({ ok: true, value: { closed: true, signedRows: log?.rows.length } });
    expect(log?.rows.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['chat/message', 'connection/lost', 'file/failed', 'session/ended']),
    );
  }, 60_000);
});
