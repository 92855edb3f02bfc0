import { systemClock } from '#shared/dom/system-clock.ts';
import { every } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';

/** Fast enough to be seen moving, slow enough to cost nothing. */
const stepMs = 100;

/**
 * Moves what has no end, such as a spinner, by a timer and not by an animation: the console's window draws without a beat
 * (draw-at-once-switches.ts), where an endless animation is drawn a thousand times a second and takes a whole core. One timer for
 * all, and none where nothing moves or the person wants no movement. For the `ref` of an element.
 */
export function moveInSteps(
  transformAt: (step: number) => string,
): (element: HTMLElement | SVGElement | null) => Dispose | undefined {
  return (element) => {
    if (element === null || matchMedia('(prefers-reduced-motion: reduce)').matches) return undefined;
    const move = (): void => {
      element.style.transform = transformAt(step);
    };
    moving.add(move);
    stopTimer ??= every(systemClock, stepMs, () => {
      step++;
      for (const each of moving) each();
    });
    return () => {
      moving.delete(move);
      element.style.removeProperty('transform');
      if (moving.size > 0) return;
      stopTimer?.();
      stopTimer = null;
    };
  };
}

const moving = new Set<() => void>();
let step = 0;
let stopTimer: Dispose | null = null;
