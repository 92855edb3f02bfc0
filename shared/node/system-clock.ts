import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';

/** The computer's own time. */
export const systemClock: Clock = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  after(delayMs: number, callback: () => void): Dispose {
    // Node fires a longer timer after 1 ms and only prints a warning.
    if (!(delayMs >= 0 && delayMs < 2 ** 31)) throw new RangeError(`timer out of range: ${delayMs} ms`);
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};
