import { describe, expect, it } from 'vitest';
import { silentLogger } from '#shared/std/core/logger.ts';
import { maxPinFailuresPerAddress, pinFailureWindowMs } from '#shared/std/protocol/limits.ts';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import { EntryThrottle } from './entry-throttle.ts';
import { Metrics } from './metrics.ts';
import { maxRememberedAddresses } from './relay-limits.ts';

function throttled() {
  const clock = new FakeClock();
  const metrics = new Metrics();
  const alarms: string[] = [];
  const logger = { ...silentLogger, error: (event: string) => void alarms.push(event) };
  return { clock, metrics, alarms, throttle: new EntryThrottle(clock, logger, metrics) };
}

describe('EntryThrottle', () => {
  it('PIN4 refuses an address after ten failures in ten minutes, and no other', () => {
    const { clock, throttle } = throttled();
    for (let round = 0; round < maxPinFailuresPerAddress; round++) {
      expect(throttle.mayTry('192.0.2.1')).toBe(true);
      throttle.recordFailure('192.0.2.1');
      clock.advance(30_000);
    }
    expect(throttle.mayTry('192.0.2.1')).toBe(false);
    expect(throttle.mayTry('192.0.2.2')).toBe(true);
  });

  it('PIN4 lets an address try again as its failures leave the window', () => {
    const { clock, throttle } = throttled();
    for (let round = 0; round < maxPinFailuresPerAddress; round++) throttle.recordFailure('a');
    clock.advance(pinFailureWindowMs - 1);
    expect(throttle.mayTry('a')).toBe(false);
    clock.advance(1);
    expect(throttle.mayTry('a')).toBe(true);
    expect(throttle.rememberedAddresses).toBe(0);
  });

  it('PIN4 raises the alarm once past ten failures a minute from everywhere, until it has been calm', () => {
    const { clock, metrics, alarms, throttle } = throttled();
    for (let round = 0; round < 10; round++) throttle.recordFailure(`place ${round}`);
    expect(throttle.underAttack).toBe(false);
    throttle.recordFailure('place 10');
    expect(throttle.underAttack).toBe(true);
    for (let round = 0; round < 100; round++) throttle.recordFailure(`place ${round}`);
    expect(alarms).toEqual(['entry/alarm']);
    expect(metrics.alarms).toBe(1);
    clock.advance(pinFailureWindowMs);
    expect(throttle.underAttack).toBe(false);
  });

  it('PIN4 ten failures in each minute are no attack', () => {
    const { clock, throttle } = throttled();
    for (let round = 0; round < 60; round++) {
      throttle.recordFailure(`place ${round}`);
      clock.advance(6_000);
    }
    expect(throttle.underAttack).toBe(false);
  });

  it('PIN4 never refuses an address for the failures of others', () => {
    const { throttle } = throttled();
    for (let round = 0; round < 5_000; round++) throttle.recordFailure(`place ${round}`);
    expect(throttle.mayTry('an honest customer')).toBe(true);
  });

  it('forgets the oldest addresses first, so that its memory is bounded', () => {
    const { throttle } = throttled();
    for (let round = 0; round < maxRememberedAddresses + 10; round++) throttle.recordFailure(`place ${round}`);
    expect(throttle.rememberedAddresses).toBe(maxRememberedAddresses);
  });
});
