import { inflateSync } from 'fflate';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { RtcDataConnection } from '#shared/node/rtc-data-connection.ts';
import { silentLogger } from '#shared/std/core/logger.ts';
import type { DataConnection, OpenDataConnection } from '#shared/std/session/data-connection.ts';
import { decodeScreenMessage } from '#shared/std/screen/screen-message.ts';
import { FakeScreenSource, testMonitor } from '#shared/std/screen/testing/fake-screen-source.ts';
import { TestViewer } from '#shared/std/screen/testing/test-viewer.ts';
import { MemoryFileSource } from '#shared/std/transfer/testing/memory-file-source.ts';
import { InProcessScreenStreamer } from '#tests/support/in-process-screen-streamer.ts';
import {
  appletWhere,
  askAndAnswer,
  sessionWhere,
  startedSession,
  startLoopback,
  type Loopback,
} from '#tests/support/loopback-session.ts';

const changesPerSecond = 60;
const megabytes = 120;

let loopback: Loopback | null = null;
/** The applet's ends, oldest first. */
let network: DataConnection[] = [];

afterEach(async () => {
  await loopback?.close();
  loopback = null;
  network = [];
});

/** A session over real WebRTC whose technician sees a full HD screen by the lane. */
async function viewing() {
  const source = new FakeScreenSource([testMonitor(0, { width: 1_920, height: 1_080 })]);
  const streamer = new InProcessScreenStreamer(source);
  const file = new MemoryFileSource('large.bin', new Uint8Array(megabytes * 1_000_000), { pieceBytes: [131_072] });
  const openDataConnection: OpenDataConnection = (role) => {
    const connection = new RtcDataConnection({ role, iceServers: [], logger: silentLogger });
    network.push(connection);
    return connection;
  };
  loopback = await startLoopback({ applet: { screenStreamer: streamer, takeFile: () => file, openDataConnection } });
  const { desk, applet } = loopback;
  const viewer = new TestViewer((bytes, sizeBytes) => inflateSync(bytes, { out: new Uint8Array(sizeBytes) }));
  const id = await startedSession(loopback);
  const screen = () => desk.session(id)?.tools?.screen;
  desk.onScreenMessage(({ bytes }) => {
    const drawn = viewer.receive(bytes);
    const message = drawn && decodeScreenMessage(drawn);
    if (message?.kind === 'drawn') screen()?.drawn(message.lane, message.sequence);
  });
  await askAndAnswer(loopback, id, 'viewScreen', true);
  await sessionWhere(desk, id, ({ screen: { state } }) => state === 'live');
  screen()?.watch({ lanes: [0], codecs: [], preference: 'automatic', restart: true });
  await vi.waitFor(() => expect(viewer.shows(0, source.screen(0))).toBe(true), { timeout: 10_000, interval: 50 });
  return { desk, applet, id, source, streamer, viewer };
}

type Seen = { readonly perSecond: number; readonly medianMs: number; readonly p95Ms: number };

/** Draws a counter sixty times a second, for as long as told, and says how often and how late the viewer had it. */
async function watchCounter({ source, viewer }: Awaited<ReturnType<typeof viewing>>, seconds: number): Promise<Seen> {
  const area = { x: 400, y: 300, width: 160, height: 40 };
  const drawnAtMs = new Map<number, number>();
  const tookMs: number[] = [];
  const before = viewer.frames.length;
  const receive = viewer.receive.bind(viewer);
  viewer.receive = (bytes) => {
    const drawn = receive(bytes);
    const shown = drawn === null ? undefined : viewer.pixel(0, area.x, area.y);
    const paintedMs = shown === undefined ? undefined : drawnAtMs.get(shown);
    if (shown !== undefined && paintedMs !== undefined) {
      tookMs.push(performance.now() - paintedMs);
      drawnAtMs.delete(shown);
    }
    return drawn;
  };
  const startMs = performance.now();
  await new Promise<void>((resolve) => {
    let count = 0;
    const timer = setInterval(() => {
      const dueMs = (count * 1_000) / changesPerSecond;
      if (performance.now() - startMs < dueMs) return;
      if (count >= seconds * changesPerSecond) {
        clearInterval(timer);
        resolve();
        return;
      }
      count += 1;
      drawnAtMs.set(count, performance.now());
      source.draw(0, area, count);
    }, 2);
  });
  const sorted = tookMs.toSorted((a, b) => a - b);
  return {
    perSecond: (viewer.frames.length - before) / ((performance.now() - startMs) / 1_000),
    medianMs: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
    p95Ms: sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN,
  };
}

describe('the screen lane over real WebRTC', () => {
  it('SL2 sixty changes a second are sixty frames, each seen at once', async () => {
    const session = await viewing();
    const seen = await watchCounter(session, 2);
    expect(seen.perSecond).toBeGreaterThan(50);
    expect(seen.medianMs).toBeLessThan(20);
  }, 60_000);

  it('SL2 DC3 a file on its way beside it, in the same direction, leaves it usable', async () => {
    const session = await viewing();
    const { desk, applet, id } = session;
    await askAndAnswer(session, id, 'takeFile', true);
    await applet.handlers.calls['file/send']({ tickets: ['large'] });
    await sessionWhere(desk, id, ({ transfers }) => transfers.some(({ state }) => state.name === 'running'));
    const seen = await watchCounter(session, 2);
    const [transfer] = desk.view.sessions[0]?.transfers ?? [];
    expect(transfer?.state.name === 'running' && transfer.state.doneBytes).toBeGreaterThan(5_000_000);
    expect(seen.perSecond).toBeGreaterThan(35);
    expect(seen.p95Ms).toBeLessThan(150);
    await sessionWhere(desk, id, ({ transfers }) => transfers.every(({ state }) => state.name === 'done'));
  }, 60_000);

  it('PRM4 a large X stops it within 100 ms, and nothing of it comes any more', async () => {
    const { applet, desk, id, source, streamer, viewer } = await viewing();
    const drawing = setInterval(() => source.draw(0, { x: 0, y: 0, width: 800, height: 600 }, 'noise'), 5);
    const shown = viewer.frames.length;
    await vi.waitFor(() => expect(viewer.frames.length).toBeGreaterThan(shown + 10), { timeout: 10_000 });
    const pressedMs = performance.now();
    await applet.handlers.calls['permission/revokeAll']({});
    const { updates } = source;
    await vi.waitFor(() => expect(streamer.running).toBe(0), { interval: 1 });
    expect(performance.now() - pressedMs).toBeLessThan(100);
    await sessionWhere(desk, id, ({ screen: { state } }) => state === 'none');
    const after = viewer.heard.length;
    await askAndAnswer({ applet, desk }, id, 'takeFile', true);
    clearInterval(drawing);
    expect([source.updates, viewer.heard.length]).toEqual([updates, after]);
  }, 60_000);

  it('PRM3 SL4 a connection that is lost comes back with the whole picture, and without a question', async () => {
    const { applet, desk, id, source, viewer } = await viewing();
    const before = viewer.frames.length;
    network.at(-1)?.close();
    await appletWhere(applet, ({ connection }) => connection.state !== 'connected');
    source.draw(0, { x: 0, y: 0, width: 800, height: 600 }, 'noise');
    await sessionWhere(desk, id, ({ screen: { state } }) => state === 'starting');
    await sessionWhere(desk, id, ({ screen: { state } }) => state === 'live');
    await vi.waitFor(() => expect(viewer.shows(0, source.screen(0))).toBe(true), { timeout: 10_000, interval: 50 });
    expect(viewer.frames[before]).toMatchObject({ anew: true });
    expect(applet.view.prompt).toBeNull();
  }, 60_000);
});
