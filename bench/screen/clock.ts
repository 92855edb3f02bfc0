/** Milliseconds on the clock that all processes of a computer share and nobody sets (CLOCK_MONOTONIC). */
export function sharedClockMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
