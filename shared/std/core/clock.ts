import type { Dispose } from './dispose.ts';

/** Time, as an argument: real in the entry points, by hand in tests. */
export interface Clock {
  /** Milliseconds since 1970 by the wall; may jump. For people and records, never for durations. */
  wallMs(): number;
  /** Milliseconds since some fixed moment; never goes back. */
  monotonicMs(): number;
  /** Calls back once after `delayMs` (0 to 2^31-1). */
  after(delayMs: number, callback: () => void): Dispose;
}

/** Calls back every `intervalMs` until disposed. */
export function every(clock: Clock, intervalMs: number, callback: () => void): Dispose {
  let stopTimer: Dispose = () => {};
  let stopped = false;
  const arm = (): void => {
    stopTimer = clock.after(intervalMs, () => {
      callback();
      if (!stopped) arm();
    });
  };
  arm();
  return () => {
    stopped = true;
    stopTimer();
  };
}
