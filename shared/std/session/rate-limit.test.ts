import { expect, it } from 'vitest';
import { FakeClock } from '../testing/fake-clock.ts';
import { RateLimit } from './rate-limit.ts';

it('a burst is twice a second’s worth, and time gives it back, but never more', () => {
  const clock = new FakeClock();
  const limit = new RateLimit(clock, 10);
  const takeAll = (): number => {
    let taken = 0;
    while (limit.admit()) taken += 1;
    return taken;
  };
  expect(takeAll()).toBe(20);
  clock.advance(99);
  expect(takeAll()).toBe(0);
  clock.advance(1);
  expect(takeAll()).toBe(1);
  clock.advance(1_000);
  expect(takeAll()).toBe(10);
  clock.advance(3_600_000);
  expect(takeAll()).toBe(20);
  // A person who sets the clock gives nobody anything.
  clock.jumpWall(3_600_000);
  expect(takeAll()).toBe(0);
});

it('what is too much at once takes nothing away', () => {
  const clock = new FakeClock();
  const limit = new RateLimit(clock, 2, 3);
  expect(limit.admit(4)).toBe(false);
  expect(limit.admit(3)).toBe(true);
  clock.advance(500);
  expect([limit.admit(), limit.admit()]).toEqual([true, false]);
});
