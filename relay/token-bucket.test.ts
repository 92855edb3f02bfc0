import { describe, expect, it } from 'vitest';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import { TokenBucket } from './token-bucket.ts';

describe('TokenBucket', () => {
  it('lets a burst through, then the rate, and saves no more than the burst', () => {
    const clock = new FakeClock();
    const bucket = new TokenBucket(clock, 2, 3);
    expect([1, 1, 1, 1].map((count) => bucket.take(count))).toEqual([true, true, true, false]);
    clock.advance(500);
    expect([1, 1].map((count) => bucket.take(count))).toEqual([true, false]);
    clock.advance(60_000);
    expect(bucket.take(4)).toBe(false);
    expect(bucket.take(3)).toBe(true);
  });
});
