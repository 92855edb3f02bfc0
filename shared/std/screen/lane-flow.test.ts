import { describe, expect, it } from 'vitest';
import { FakeClock } from '../testing/fake-clock.ts';
import { LaneFlow } from './lane-flow.ts';
import { maxFramesInFlight } from './screen-limits.ts';

type Link = {
  readonly bytesPerMs: number;
  /** There and back, without anything in the way. */
  readonly wayMs: number;
  /** What the viewer needs for one frame; it draws one after the other. */
  readonly drawMs?: number;
};

type Made = { readonly madeMs: number; readonly bytes: number; readonly tookMs: number };

/**
 * Plays a screen that changes `perSecond` times, of which each frame could use `frameBytes`, over a link with one queue.
 * Gives the frames that were drawn in the last `measuredMs`.
 */
function play(
  link: Link,
  screen: { readonly perSecond: number; readonly frameBytes: number },
  seconds: number,
  measuredMs = 2_000,
): { readonly frames: readonly Made[]; readonly flow: LaneFlow } {
  const clock = new FakeClock();
  const flow = new LaneFlow(clock);
  const frames: Made[] = [];
  const startMs = clock.monotonicMs();
  let linkFreeMs = startMs;
  let viewerFreeMs = startMs;
  let sequence = 0;
  let waiting = false;
  const make = (): void => {
    const room = flow.roomFor(0);
    waiting = room === null;
    if (room === null) return;
    const bytes = Math.min(screen.frameBytes, room.budgetBytes);
    const madeMs = clock.monotonicMs();
    const number = sequence++;
    flow.sent(0, { sequence: number, bytes, noticedMs: madeMs });
    linkFreeMs = Math.max(linkFreeMs, madeMs) + bytes / link.bytesPerMs;
    viewerFreeMs = Math.max(viewerFreeMs, linkFreeMs + link.wayMs / 2) + (link.drawMs ?? 1);
    const drawnMs = viewerFreeMs;
    clock.after(drawnMs + link.wayMs / 2 - madeMs, () => {
      if (drawnMs > startMs + seconds * 1_000 - measuredMs) frames.push({ madeMs, bytes, tookMs: drawnMs - madeMs });
      expect(flow.drawn(0, number)).not.toBeNull();
      if (waiting) make();
    });
  };
  for (let ms = 0; ms < seconds * 1_000; ms += 1_000 / screen.perSecond) {
    make();
    clock.advance(1_000 / screen.perSecond);
  }
  return { frames, flow };
}

const perSecond = (frames: readonly Made[], measuredMs = 2_000): number => (frames.length * 1_000) / measuredMs;
const p95 = (frames: readonly Made[]): number =>
  frames.map(({ tookMs }) => tookMs).toSorted((a, b) => a - b)[Math.floor(frames.length * 0.95)] ?? Number.NaN;
const bytesPerMs = (frames: readonly Made[], measuredMs = 2_000): number =>
  frames.reduce((sum, { bytes }) => sum + bytes, 0) / measuredMs;
const mbit = 125;

describe('LaneFlow', () => {
  it('SL2 on loopback every sixtieth of a second has its frame', () => {
    const { frames } = play({ bytesPerMs: 30_000, wayMs: 2, drawMs: 6 }, { perSecond: 60, frameBytes: 20_000 }, 4);
    expect(perSecond(frames)).toBeGreaterThan(58);
    expect(p95(frames)).toBeLessThan(12);
  });

  it('SL2 a far viewer with a wide link gets more than twenty a second, because more are on the way', () => {
    const { frames } = play({ bytesPerMs: 50 * mbit, wayMs: 150 }, { perSecond: 60, frameBytes: 20_000 }, 6);
    expect(perSecond(frames)).toBeGreaterThan(40);
    expect(p95(frames)).toBeLessThan(75 + 60);
  });

  it.each([
    ['1 Mbit/s, 50 ms', { bytesPerMs: mbit, wayMs: 50 }],
    ['1 Mbit/s, 150 ms', { bytesPerMs: mbit, wayMs: 150 }],
    ['5 Mbit/s, 50 ms', { bytesPerMs: 5 * mbit, wayMs: 50 }],
    ['5 Mbit/s, 150 ms', { bytesPerMs: 5 * mbit, wayMs: 150 }],
    ['20 Mbit/s, 10 ms', { bytesPerMs: 20 * mbit, wayMs: 10 }],
    ['20 Mbit/s, 150 ms', { bytesPerMs: 20 * mbit, wayMs: 150 }],
  ])('SL2 a link of %s is used well, and no frame waits for long in it', (_, link) => {
    const { frames } = play(link, { perSecond: 60, frameBytes: 2_000_000 }, 30, 20_000);
    expect(p95(frames)).toBeLessThan(link.wayMs / 2 + 60 + Math.max(50, link.wayMs / 2));
    expect(bytesPerMs(frames, 20_000)).toBeGreaterThan(link.bytesPerMs * 0.75);
    expect(perSecond(frames, 20_000)).toBeGreaterThan(15);
  });

  it('SL2 a slow link is known after a second, whatever the start was', () => {
    const { frames } = play({ bytesPerMs: mbit, wayMs: 50 }, { perSecond: 60, frameBytes: 2_000_000 }, 3, 1_500);
    expect(p95(frames)).toBeLessThan(200);
  });

  it('SL2 a viewer that draws slowly has no frames waiting before it', () => {
    const { frames } = play({ bytesPerMs: 30_000, wayMs: 4, drawMs: 40 }, { perSecond: 60, frameBytes: 5_000 }, 10);
    expect(perSecond(frames)).toBeGreaterThan(20);
    expect(p95(frames)).toBeLessThan(140);
  });

  it('SL2 small changes pass at once, also where the link is slow', () => {
    const { frames } = play({ bytesPerMs: mbit, wayMs: 50 }, { perSecond: 20, frameBytes: 1_500 }, 10);
    expect(perSecond(frames)).toBeGreaterThan(19);
    expect(p95(frames)).toBeLessThan(50);
  });

  it('SL2 a link that becomes slower is noticed, and one that becomes farther too', () => {
    const clock = new FakeClock();
    const flow = new LaneFlow(clock);
    const drawAfter = (count: number, tookMs: number): void => {
      for (let index = 0; index < count; index += 1) {
        const room = flow.roomFor(0);
        if (room === null) throw new Error('no room with nothing on the way');
        flow.sent(0, { sequence: index, bytes: room.budgetBytes, noticedMs: null });
        clock.advance(tookMs);
        flow.drawn(0, index);
      }
    };
    drawAfter(20, 10);
    const quick = flow.bytesPerMs;
    drawAfter(20, 300);
    expect(flow.bytesPerMs).toBeLessThan(quick / 20);
    drawAfter(200, 300);
    expect(flow.bytesPerMs).toBeGreaterThan(quick / 20);
  });

  it('SL2 with nothing on the way there is always room, and when nothing is drawn it ends', () => {
    const clock = new FakeClock();
    const flow = new LaneFlow(clock);
    let sent = 0;
    for (let ms = 0; ms < 60_000; ms += 10) {
      if (flow.roomFor(0) !== null) flow.sent(0, { sequence: sent++, bytes: 100, noticedMs: null });
      clock.advance(10);
    }
    expect(sent).toBeLessThanOrEqual(maxFramesInFlight);
    // All are drawn at last, and word of the newest is enough.
    expect(flow.drawn(0, sent - 1)).toEqual({ noticedMs: null });
    expect(flow.framesInFlight).toBe(0);
    expect(flow.roomFor(0)).not.toBeNull();
  });

  it('SL3 what was never sent, or is drawn already, changes nothing', () => {
    const flow = new LaneFlow(new FakeClock());
    flow.sent(0, { sequence: 7, bytes: 100, noticedMs: 5 });
    for (const [lane, sequence] of [
      [0, 8],
      [1, 7],
      [0, 4_294_967_295],
    ] as const) {
      expect(flow.drawn(lane, sequence)).toBeNull();
    }
    expect(flow.drawn(0, 7)).toEqual({ noticedMs: 5 });
    expect(flow.drawn(0, 7)).toBeNull();
  });

  it('lanes share what there is, and a lane that is gone leaves its part', () => {
    const flow = new LaneFlow(new FakeClock());
    for (let sequence = 0; sequence < 2; sequence += 1) {
      flow.sent(3, { sequence, bytes: flow.roomFor(3)?.budgetBytes ?? 0, noticedMs: null });
    }
    flow.sent(3, { sequence: 2, bytes: 200_000, noticedMs: null });
    expect(flow.roomFor(4)).toBeNull();
    flow.forget(3);
    expect(flow.roomFor(4)).not.toBeNull();
  });
});
