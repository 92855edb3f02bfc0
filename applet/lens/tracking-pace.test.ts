import { describe, expect, it } from 'vitest';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import { TrackingPace, type PaceVerdict } from './tracking-pace.ts';

/** Frames that take so long each, and the camera's pause after each, for some seconds. */
function run(pace: TrackingPace, clock: FakeClock, seconds: number, costMs: number, pauseMs = 0): PaceVerdict[] {
  const verdicts: PaceVerdict[] = [];
  const untilMs = clock.monotonicMs() + 1_000 * seconds;
  while (clock.monotonicMs() < untilMs) {
    const startedMs = clock.monotonicMs();
    clock.advance(costMs);
    verdicts.push(pace.took(startedMs, clock.monotonicMs()));
    clock.advance(pauseMs);
  }
  return verdicts.filter((verdict) => verdict !== 'keeps');
}

describe('a phone', () => {
  it('that keeps up gets the largest picture', () => {
    const pace = new TrackingPace();
    expect(run(pace, new FakeClock(), 20, 60)).toEqual([]);
    expect(pace.longestSide).toBe(640);
  });

  it('that is too slow gets smaller ones before it is told so, about two seconds each', () => {
    const pace = new TrackingPace();
    const clock = new FakeClock();
    expect(run(pace, clock, 2.2, 90)).toEqual(['reduced']);
    expect(pace.longestSide).toBe(480);
    expect(run(pace, clock, 2.2, 90)).toEqual(['reduced']);
    expect(pace.longestSide).toBe(320);
    expect(run(pace, clock, 2.2, 90)[0]).toBe('tooSlow');
    expect(pace.tracksPerSecond).toBeLessThan(15);
  });

  it('stays with the size at which it keeps up', () => {
    const pace = new TrackingPace();
    const clock = new FakeClock();
    run(pace, clock, 2.2, 90);
    expect(run(pace, clock, 20, 50)).toEqual([]);
    expect(pace.longestSide).toBe(480);
  });

  it('is not slow because its camera is, or because one frame was', () => {
    const pace = new TrackingPace();
    const clock = new FakeClock();
    expect(run(pace, clock, 10, 20, 300)).toEqual([]);
    pace.took(clock.monotonicMs(), clock.monotonicMs() + 300);
    clock.advance(300);
    expect(run(pace, clock, 10, 30)).toEqual([]);
  });
});
