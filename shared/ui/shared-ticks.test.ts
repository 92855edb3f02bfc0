import { describe, expect, it } from 'vitest';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import { everyTogether } from './shared-ticks.ts';

describe('ticks that are shared', () => {
  it('come to all at the same moment, whenever they began', () => {
    const clock = new FakeClock();
    const heard: string[] = [];
    everyTogether(clock, 1_000, () => heard.push(`a ${clock.monotonicMs()}`));
    clock.advance(400);
    everyTogether(clock, 1_000, () => heard.push(`b ${clock.monotonicMs()}`));
    const before = clock.monotonicMs();
    clock.advance(600);
    expect(heard).toEqual([`a ${before + 600}`, `b ${before + 600}`]);
    expect(clock.timerCount).toBe(1);
  });

  it('end with the last who listens, and begin again', () => {
    const clock = new FakeClock();
    let count = 0;
    const stops = [1, 2].map(() => everyTogether(clock, 1_000, () => count++));
    stops[0]?.();
    stops[0]?.();
    clock.advance(1_000);
    expect(count).toBe(1);
    stops[1]?.();
    expect(clock.timerCount).toBe(0);
    const stop = everyTogether(clock, 1_000, () => count++);
    clock.advance(1_000);
    expect(count).toBe(2);
    stop();
  });
});
