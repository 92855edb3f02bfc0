import { useCallback, useSyncExternalStore } from 'react';
import type { Clock } from '#shared/std/core/clock.ts';
import { everyTogether } from './shared-ticks.ts';

/**
 * What the time makes of something: waiting times, countdowns. Worked out every `intervalMs`, and rendered again only when it
 * comes out different, so that a window in which nothing happens costs nothing.
 */
export function useTimed<Value extends string | number | boolean | null>(
  clock: Clock,
  valueAt: (nowMs: number) => Value,
  intervalMs = 1_000,
): Value {
  const subscribe = useCallback((onTick: () => void) => everyTogether(clock, intervalMs, onTick), [clock, intervalMs]);
  return useSyncExternalStore(subscribe, () => valueAt(clock.wallMs()));
}
