import { deflateRawSync } from 'node:zlib';
import { inflateSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ScreenStreamer } from '#applet/core/applet-ports.ts';
import { silentLogger } from '#shared/std/core/logger.ts';
import { decodeScreenMessage } from '#shared/std/screen/screen-message.ts';
import { LaneSender } from '#shared/std/screen/lane-sender.ts';
import { FakeScreenSource, testMonitor } from '#shared/std/screen/testing/fake-screen-source.ts';
import { samePixelsByLoop } from '#shared/std/screen/testing/test-lane.ts';
import { TestViewer } from '#shared/std/screen/testing/test-viewer.ts';
import { askAndAnswer, sessionWhere, startedSession } from '#tests/support/loopback-session.ts';
import { startMemorySession } from '#tests/support/memory-session.ts';
import { turns } from '#tests/support/turns.ts';

const area = { x: 0, y: 0, width: 64, height: 64 };

/** A whole session, applet's core to console's core, on a clock that stands still; its line is slow once `slow` was called. */
async function viewing() {
  const source = new FakeScreenSource([testMonitor(0, { width: 320, height: 200 })]);
  const box: { clock: ReturnType<typeof startMemorySession>['clock'] | null } = { clock: null };
  const screenStreamer: ScreenStreamer = {
    start: (events) => {
      if (box.clock === null) throw new Error('no clock yet');
      const sender = new LaneSender({
        source,
        samePixels: samePixelsByLoop,
        deflate: (bytes) => deflateRawSync(bytes, { level: 1 }),
        openVideo: null,
        clock: box.clock,
        logger: silentLogger,
        send: (bytes) => events.onMessage(bytes),
      });
      queueMicrotask(() => events.onStarted(source.monitors));
      return {
        watch: (watch) => sender.watch(watch),
        receive: (bytes) => sender.receive(bytes),
        stop: () => sender.close(),
      };
    },
  };
  const session = startMemorySession({ applet: { screenStreamer } });
  box.clock = session.clock;
  const { desk, network, pass } = session;
  const id = await startedSession(session);
  const viewer = new TestViewer((bytes, sizeBytes) => inflateSync(bytes, { out: new Uint8Array(sizeBytes) }));
  const drawnAtMs: { readonly colour: number | undefined; readonly atMs: number }[] = [];
  desk.onScreenMessage(({ bytes }) => {
    const drawn = viewer.receive(bytes);
    const message = drawn && decodeScreenMessage(drawn);
    if (message?.kind !== 'drawn') return;
    drawnAtMs.push({ colour: viewer.pixel(0, area.x, area.y), atMs: session.clock.monotonicMs() });
    desk.session(id)?.tools?.screen.drawn(message.lane, message.sequence);
  });
  await askAndAnswer(session, id, 'viewScreen', true);
  await sessionWhere(desk, id, ({ screen }) => screen.state === 'live');
  desk.session(id)?.tools?.screen.watch({ lanes: [0], codecs: [], preference: 'automatic', restart: true });
  await pass(500, 5);
  return { ...session, id, source, viewer, network, drawnAtMs };
}

describe('the screen over a slow line', () => {
  it('SL2 shows fewer pictures, never old ones, and chat is not held up behind them', async () => {
    const { clock, source, viewer, network, drawnAtMs, pass, desk, applet, id } = await viewing();
    // Twenty messages a second pass, each after 75 ms.
    network.delayMs = 75;
    network.spacingMs = 50;
    const paintedAtMs = new Map<number, number>();
    drawnAtMs.length = 0;
    for (let colour = 1; colour <= 600; colour += 1) {
      paintedAtMs.set(colour, clock.monotonicMs());
      source.draw(0, area, colour);
      if (colour === 300) desk.session(id)?.writeChat('still there?');
      await pass(16, 16);
    }
    const chatted = applet.view.chat.map(({ text }) => text);
    await pass(2_000, 16);
    const ages = drawnAtMs.map(({ colour = 0, atMs }) => atMs - (paintedAtMs.get(colour) ?? Number.NaN));
    expect(chatted).toEqual(['still there?']);
    expect(ages.length).toBeGreaterThan(50);
    expect(ages.length).toBeLessThan(250);
    expect(ages.toSorted((a, b) => a - b)[Math.floor(ages.length * 0.95)]).toBeLessThan(500);
    expect(viewer.shows(0, source.screen(0))).toBe(true);
    expect(desk.view.sessions[0]?.status.name).toBe('active');
  });

  it('PRM4 over such a line too nothing is captured, and nothing sent, after the large X', async () => {
    const { source, network, applet, pass } = await viewing();
    network.delayMs = 75;
    network.spacingMs = 50;
    for (let colour = 1; colour <= 60; colour += 1) {
      source.draw(0, area, colour);
      await pass(16, 16);
    }
    await applet.handlers.calls['permission/revokeAll']({});
    const sentBefore = network.connections.flatMap(({ sent }) => sent).filter(({ channel }) => channel === 'screen');
    const { updates } = source;
    source.draw(0, area, 1_000);
    await pass(3_000, 50);
    await turns(2);
    const sent = network.connections.flatMap((each) => each.sent).filter(({ channel }) => channel === 'screen');
    const pictures = (list: typeof sent): number =>
      list.filter(({ bytes }) => decodeScreenMessage(bytes)?.kind === 'piece').length;
    expect(pictures(sent)).toBe(pictures(sentBefore));
    expect([source.updates, source.closed]).toEqual([updates, true]);
  });
});
