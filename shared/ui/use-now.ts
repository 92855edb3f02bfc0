import { useEffect, useState } from 'react';
import type { Clock } from '#shared/std/core/clock.ts';
import { everyTogether } from './shared-ticks.ts';

/** The wall clock as state: renders again every `intervalMs`, for waiting times and countdowns. */
export function useNowMs(clock: Clock, intervalMs = 1_000): number {
  const [nowMs, setNowMs] = useState(() => clock.wallMs());
  useEffect(() => everyTogether(clock, intervalMs, () => setNowMs(clock.wallMs())), [clock, intervalMs]);
  return nowMs;
}
