import { describe, expect, it } from 'vitest';
import { systemClock } from './system-clock.ts';

describe('systemClock', () => {
  it('calls back once, after the delay', async () => {
    const startMs = systemClock.monotonicMs();
    await new Promise<void>((resolve) => {
      systemClock.after(20, resolve);
    });
    expect(systemClock.monotonicMs() - startMs).toBeGreaterThanOrEqual(19);
  });

  it('does not call back once disposed, and may be disposed twice', async () => {
    let called = false;
    const dispose = systemClock.after(0, () => {
      called = true;
    });
    dispose();
    dispose();
    await new Promise<void>((resolve) => {
      systemClock.after(5, resolve);
    });
    expect(called).toBe(false);
  });

  it('refuses a delay that Node would turn into one millisecond', () => {
    expect(() => systemClock.after(2 ** 31, () => {})).toThrow(RangeError);
    expect(() => systemClock.after(Number.NaN, () => {})).toThrow(RangeError);
  });
});
