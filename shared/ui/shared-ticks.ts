import { every, type Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';

type Ticker = { readonly listeners: Set<() => void>; readonly stop: Dispose };

const tickers = new WeakMap<Clock, Map<number, Ticker>>();

/**
 * Calls back every `intervalMs`, at the same moments as everybody else with that interval: whatever they change is drawn at once
 * and not one after the other, which is what an idle window costs.
 */
export function everyTogether(clock: Clock, intervalMs: number, callback: () => void): Dispose {
  const ofClock = tickers.get(clock) ?? new Map<number, Ticker>();
  tickers.set(clock, ofClock);
  const ticker = ofClock.get(intervalMs) ?? startTicker(clock, intervalMs);
  ofClock.set(intervalMs, ticker);
  // One that listens twice is called twice.
  const listener = (): void => callback();
  ticker.listeners.add(listener);
  return () => {
    if (!ticker.listeners.delete(listener) || ticker.listeners.size > 0) return;
    ticker.stop();
    ofClock.delete(intervalMs);
  };
}

function startTicker(clock: Clock, intervalMs: number): Ticker {
  const listeners = new Set<() => void>();
  const stop = every(clock, intervalMs, () => {
    for (const listener of Array.from(listeners)) listener();
  });
  return { listeners, stop };
}
