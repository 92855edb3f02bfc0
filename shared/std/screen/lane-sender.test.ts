import { deflateRawSync } from 'node:zlib';
import { inflateSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { turns } from '#tests/support/turns.ts';
import { silentLogger } from '../core/logger.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { maxFramesInFlight, maxScreenMessageBytes } from './screen-limits.ts';
import { encodeScreenMessage, type CursorShape } from './screen-message.ts';
import { LaneSender } from './lane-sender.ts';
import type { ScreenWatch } from './screen-watch.ts';
import { FakeScreenSource, testMonitor } from './testing/fake-screen-source.ts';
import { samePixelsByLoop } from './testing/test-lane.ts';
import { TestViewer } from './testing/test-viewer.ts';

const watch = (change: Partial<ScreenWatch> = {}): ScreenWatch => ({
  lanes: [0],
  codecs: [],
  preference: 'automatic',
  restart: true,
  ...change,
});

const arrow: CursorShape = { width: 2, height: 1, hotX: 0, hotY: 0, pixels: Uint32Array.of(1, 2) };

/** A computer with these monitors, and a viewer that draws whatever comes `wayMs` after it was sent, unless told not to. */
function setUp(monitors = [testMonitor(0)]) {
  const clock = new FakeClock();
  const source = new FakeScreenSource(monitors);
  const viewer = new TestViewer((bytes, sizeBytes) => inflateSync(bytes, { out: new Uint8Array(sizeBytes) }));
  const link = { wayMs: 4, draws: true, sizes: [] as number[] };
  const sender: LaneSender = new LaneSender({
    source,
    samePixels: samePixelsByLoop,
    deflate: (bytes) => deflateRawSync(bytes, { level: 1 }),
    openVideo: null,
    clock,
    logger: silentLogger,
    send: (bytes) => {
      link.sizes.push(bytes.length);
      const drawn = viewer.receive(bytes);
      if (drawn !== null && link.draws) clock.after(link.wayMs, () => sender.receive(drawn));
    },
  });
  const pass = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += 1) {
      clock.advance(1);
      await turns();
    }
  };
  return { clock, source, viewer, link, sender, pass };
}

const everywhere = { x: 0, y: 0, width: 200, height: 100 };
const corner = { x: 3, y: 5, width: 20, height: 10 };

describe('LaneSender', () => {
  it('SL4 a monitor that could not be read for a moment does not stand still for ever', async () => {
    const { source, viewer, sender, pass } = setUp();
    sender.watch(watch());
    await pass(100);
    source.failingUpdates = 2;
    source.draw(0, corner, 7);
    await pass(1_500);
    expect(viewer.shows(0, source.screen(0))).toBe(true);
  });

  it('SL4 a monitor that can never be read again ends the lanes', async () => {
    const { source, sender, pass } = setUp();
    const ended: string[] = [];
    sender.onEnded((reason) => ended.push(reason));
    sender.watch(watch());
    await pass(100);
    source.failingUpdates = 1_000;
    source.draw(0, corner, 7);
    await pass(10_000);
    expect(ended).toEqual(['screenCaptureFailed']);
  });

  it('SL1 nothing is looked at before somebody watches, and then everything is sent at once', async () => {
    const { source, viewer, sender, pass } = setUp();
    source.draw(0, everywhere, 'noise');
    await pass(50);
    expect([source.updates, viewer.heard]).toEqual([0, []]);
    sender.watch(watch());
    await turns();
    expect(viewer.frames[0]).toMatchObject({ anew: true });
    await pass(100);
    expect(viewer.shows(0, source.screen(0))).toBe(true);
  });

  it('SL2 sixty changes a second are sixty frames', async () => {
    const { source, viewer, sender, pass } = setUp();
    sender.watch(watch());
    await pass(100);
    const before = viewer.frames.length;
    for (let change = 1; change <= 60; change += 1) {
      source.draw(0, corner, change);
      await pass(16);
    }
    expect(viewer.frames.length - before).toBe(60);
    expect(viewer.shows(0, source.screen(0))).toBe(true);
  });

  it('SL2 while nothing is drawn nothing queues, and what is sent then is the newest state', async () => {
    const { source, viewer, link, sender, pass, clock } = setUp();
    sender.watch(watch());
    await pass(100);
    link.draws = false;
    const before = viewer.frames.length;
    for (let change = 1; change <= 500; change += 1) {
      source.draw(0, corner, change);
      await pass(2);
    }
    const stuck = viewer.frames.slice(before);
    expect(stuck.length).toBeLessThanOrEqual(maxFramesInFlight);
    expect(viewer.shows(0, source.screen(0))).toBe(false);
    expect(clock.timerCount).toBe(0);
    link.draws = true;
    const { sequence } = stuck.at(-1) ?? { sequence: 0 };
    sender.receive(encodeScreenMessage({ kind: 'drawn', lane: 0, sequence }));
    await turns();
    expect(viewer.frames.length).toBe(before + stuck.length + 1);
    expect(viewer.shows(0, source.screen(0))).toBe(true);
  });

  it('SL2 a screen that stands still costs nothing', async () => {
    const { source, viewer, sender, pass, clock } = setUp();
    sender.watch(watch());
    await pass(200);
    const [updates, heard] = [source.updates, viewer.heard.length];
    await pass(2_000);
    expect([source.updates, viewer.heard.length, clock.timerCount]).toEqual([updates, heard, 0]);
  });

  it('SL2 no message is larger than one may be, however much there is to say', async () => {
    const { source, viewer, link, sender, pass } = setUp([testMonitor(0, { width: 1_000, height: 800 })]);
    const all = { x: 0, y: 0, width: 1_000, height: 800 };
    sender.watch(watch());
    for (let round = 0; round < 8; round += 1) {
      source.draw(0, all, 'noise');
      await pass(60);
    }
    await pass(300);
    expect(Math.max(...link.sizes)).toBeLessThanOrEqual(maxScreenMessageBytes);
    expect(viewer.shows(0, source.screen(0))).toBe(true);
    expect(viewer.malformed).toBe(0);
  });

  it('SL4 a viewer that lost its window gets a full state, and what was on the way does not hold it up', async () => {
    const { source, viewer, link, sender, pass } = setUp();
    source.draw(0, everywhere, 'noise');
    sender.watch(watch());
    await pass(100);
    link.draws = false;
    for (let change = 0; change < 20; change += 1) {
      source.draw(0, corner, 'noise');
      await pass(10);
    }
    viewer.reload();
    link.draws = true;
    const before = viewer.frames.length;
    sender.watch(watch());
    await pass(100);
    expect(viewer.frames[before]).toMatchObject({ anew: true });
    expect(viewer.shows(0, source.screen(0))).toBe(true);
  });

  it('SL4 watching in another way needs no reload; watching the same again sends nothing', async () => {
    const { viewer, sender, pass } = setUp();
    sender.watch(watch());
    await pass(100);
    const before = viewer.frames.length;
    sender.watch(watch({ restart: false }));
    await pass(50);
    expect(viewer.frames.length).toBe(before);
    sender.watch(watch({ restart: false, preference: 'sharper' }));
    await pass(50);
    expect(viewer.frames.length).toBeGreaterThan(before);
  });

  it('SL4 each monitor is a lane; one that is not watched is not looked at', async () => {
    const two = [testMonitor(0), testMonitor(4, { x: 200, width: 64, height: 64 })];
    const { source, viewer, sender, pass } = setUp(two);
    sender.watch(watch({ lanes: [0, 4, 9] }));
    source.draw(0, corner, 1);
    source.draw(4, { x: 0, y: 0, width: 64, height: 64 }, 'noise');
    await pass(150);
    expect([0, 4, 9].map((lane) => viewer.shows(lane, source.screen(lane)))).toEqual([true, true, false]);
    sender.watch(watch({ lanes: [4], restart: false }));
    const before = viewer.frames.length;
    source.draw(0, everywhere, 'noise');
    source.draw(4, { x: 0, y: 0, width: 64, height: 64 }, 7);
    await pass(50);
    expect(new Set(viewer.frames.slice(before).map(({ lane }) => lane))).toEqual(new Set([4]));
  });

  it('SL4 no lane keeps the others waiting', async () => {
    const large = { width: 600, height: 400 };
    const { source, viewer, sender, pass } = setUp([testMonitor(0, large), testMonitor(1, large)]);
    sender.watch(watch({ lanes: [0, 1] }));
    await pass(100);
    const before = viewer.frames.length;
    for (let change = 0; change < 60; change += 1) {
      for (const monitor of [0, 1]) source.draw(monitor, { x: 0, y: 0, ...large }, 'noise');
      await pass(4);
    }
    const counts = [0, 1].map((lane) => viewer.frames.slice(before).filter((frame) => frame.lane === lane).length);
    expect(Math.min(...counts)).toBeGreaterThan(Math.max(...counts) * 0.8);
  });

  it('SL4 a monitor that is turned begins anew, one that is unplugged ends, one that is moved goes on', async () => {
    const { source, viewer, sender, pass } = setUp([testMonitor(0), testMonitor(1)]);
    const told: number[][] = [];
    sender.onMonitors((monitors) => told.push(monitors.map(({ id }) => id)));
    sender.watch(watch({ lanes: [0, 1] }));
    await pass(100);
    source.plug([testMonitor(0, { width: 100, height: 200 }), testMonitor(1, { x: 100 })]);
    source.draw(0, { x: 0, y: 0, width: 100, height: 200 }, 'noise');
    await pass(100);
    expect([0, 1].map((lane) => viewer.shows(lane, source.screen(lane)))).toEqual([true, true]);
    expect(viewer.frames.filter(({ lane, anew }) => anew && lane === 1)).toHaveLength(1);
    source.plug([testMonitor(1)]);
    const before = viewer.frames.length;
    source.draw(1, corner, 9);
    await pass(50);
    expect(viewer.frames.slice(before).map(({ lane }) => lane)).toEqual([1]);
    source.plug([testMonitor(0), testMonitor(1)]);
    await pass(100);
    expect([0, 1].map((lane) => viewer.shows(lane, source.screen(lane)))).toEqual([true, true]);
    expect(told).toEqual([[0, 1], [1], [0, 1]]);
  });

  it('SL5 the pointer is told in pixels of the lane that shows it, the newest place once a frame', async () => {
    const { source, viewer, sender, pass } = setUp([testMonitor(0), testMonitor(1, { x: 200, y: 50 })]);
    source.shapeCursor(arrow);
    source.moveCursor({ x: 10, y: 20 });
    sender.watch(watch({ lanes: [0, 1] }));
    await pass(50);
    viewer.heard.length = 0;
    for (let x = 0; x < 64; x += 1) {
      source.moveCursor({ x: 150 + x, y: 60 });
      await pass(1);
    }
    source.moveCursor(null);
    await pass(50);
    const places = viewer.heard.flatMap((heard) => (heard.kind === 'cursorAt' ? [heard] : []));
    expect(places[0]).toEqual({ kind: 'cursorAt', lane: 0, at: { x: 150, y: 60 } });
    expect(places.length).toBeLessThan(9);
    expect(places).toContainEqual({ kind: 'cursorAt', lane: 0, at: null });
    expect(places.at(-2)).toEqual({ kind: 'cursorAt', lane: 1, at: { x: 13, y: 10 } });
    expect(places.at(-1)).toEqual({ kind: 'cursorAt', lane: 1, at: null });
  });

  it('SL5 its shape is sent when it changes, to whoever begins to watch, and an animated one takes no link', async () => {
    const { source, viewer, sender, pass } = setUp();
    const shapes = (): number => viewer.heard.filter(({ kind }) => kind === 'cursorShape').length;
    source.shapeCursor(arrow);
    expect(shapes()).toBe(0);
    sender.watch(watch());
    await pass(200);
    expect(shapes()).toBe(1);
    sender.watch(watch());
    await pass(200);
    expect(shapes()).toBe(2);
    for (let change = 0; change < 1_000; change += 1) {
      source.shapeCursor({ ...arrow, pixels: Uint32Array.of(change, 2) });
      await pass(1);
    }
    expect(shapes()).toBeLessThan(14);
    await pass(200);
    expect(viewer.heard.at(-1)).toEqual({ kind: 'cursorShape', shape: { ...arrow, pixels: Uint32Array.of(999, 2) } });
  });

  it('SL3 what a viewer says of frames that were never sent is nothing', async () => {
    const { source, viewer, sender, pass } = setUp();
    sender.watch(watch());
    await pass(100);
    for (let lane = 0; lane < 16; lane += 1) {
      sender.receive(encodeScreenMessage({ kind: 'drawn', lane, sequence: 4_000_000_000 }));
    }
    sender.receive(encodeScreenMessage({ kind: 'cursorAt', lane: 0, at: null }));
    sender.receive(Uint8Array.of(9, 9, 9, 9, 9));
    source.draw(0, corner, 3);
    await pass(50);
    expect(viewer.shows(0, source.screen(0))).toBe(true);
  });

  it('PRM4 closed, it sends nothing more, and leaves nothing behind', async () => {
    const { source, viewer, sender, pass, clock } = setUp();
    sender.watch(watch());
    source.draw(0, everywhere, 'noise');
    // In the middle of making a frame.
    await sender.close();
    const heard = viewer.heard.length;
    source.draw(0, everywhere, 'noise');
    source.moveCursor({ x: 1, y: 1 });
    sender.watch(watch());
    await pass(200);
    expect([viewer.heard.length, source.closed, source.listenerCount, clock.timerCount]).toEqual([heard, true, 0, 0]);
  });

  it('screens that the system takes away end it, and so does a frame that cannot be made', async () => {
    const { source, sender } = setUp();
    const ended: string[] = [];
    sender.onEnded((reason) => ended.push(reason));
    source.end('captureFailed');
    source.end('captureFailed');
    expect(ended).toEqual(['captureFailed']);
    const broken = setUp();
    broken.sender.onEnded((reason) => ended.push(reason));
    broken.source.update = () => Promise.reject(new Error('gone wrong'));
    broken.sender.watch(watch());
    await turns();
    expect(ended).toEqual(['captureFailed', 'internal']);
  });
});
