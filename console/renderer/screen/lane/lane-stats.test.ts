import { describe, expect, it } from 'vitest';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import { historySeconds, LaneStats } from './lane-stats.ts';

const frame = (loopMs: number, moved = 0, lossless = 0, video = 0) => ({
  loopMs,
  bytes: moved + lossless + video + 20,
  bytesByKind: { moved, lossless, video, other: 20 },
});

describe('figures of lanes', () => {
  it('are those of whole seconds', () => {
    const clock = new FakeClock();
    const stats = new LaneStats(clock);
    for (let second = 0; second < 3; second++) {
      for (let count = 0; count < 30; count++) {
        stats.add(frame(10 + count, 12, 1_000, 500));
        clock.advance(1_000 / 30);
      }
    }
    clock.advance(1);
    stats.add(frame(900));
    const figures = stats.figures();
    expect(figures.framesPerSecond).toBeCloseTo(30, 0);
    expect(figures.bitsPerSecond).toBeCloseTo(8 * 30 * 1_532, -3);
    expect(figures.bytesPerSecondByKind.lossless).toBeCloseTo(30_000, -3);
    expect(figures.bytesPerSecondByKind.video).toBeCloseTo(15_000, -3);
    expect(figures.latencyMs).toBe(25);
    expect(figures.history.length).toBe(3);
  });

  it('keep the last latency while nothing moves, and leave a gap in the past', () => {
    const clock = new FakeClock();
    const stats = new LaneStats(clock);
    expect(stats.figures()).toMatchObject({ framesPerSecond: 0, latencyMs: null, history: [] });
    stats.add(frame(14));
    stats.add(frame(0));
    clock.advance(5_000);
    const { latencyMs, framesPerSecond, history } = stats.figures();
    expect([latencyMs, framesPerSecond]).toEqual([14, 0]);
    expect(history.map((second) => second.latencyMs)).toEqual([14, null, null, null, null]);
  });

  it('go back one minute, also after a sleep of hours', () => {
    const clock = new FakeClock();
    const stats = new LaneStats(clock);
    stats.add(frame(14));
    clock.advance(3 * 3_600_000);
    const { history } = stats.figures();
    expect(history.length).toBe(historySeconds);
    clock.advance(2_000);
    expect(stats.figures().history.length).toBe(historySeconds);
  });
});
