import { useEffect, useRef, useState, type SyntheticEvent } from 'react';
import type { Clock } from '#shared/std/core/clock.ts';
import { DisposeBag } from '#shared/std/core/dispose.ts';
import { promptGuardMs } from '../window/applet-limits.ts';

/** Whether an answer counts: only a person's own press, and only once the question was in sight for a moment. */
function answerCounts(event: { readonly isTrusted: boolean }, isReady: boolean): boolean {
  return event.isTrusted && isReady;
}

/** Counts the moment from when the page is visible, anew for every question. */
export function usePromptGuard(clock: Clock): {
  readonly isReady: boolean;
  readonly counts: (event: SyntheticEvent | Event) => boolean;
} {
  const [isReady, setIsReady] = useState(false);
  const ready = useRef(false);
  useEffect(() => {
    const bag = new DisposeBag();
    const start = (): void => {
      if (document.visibilityState !== 'visible') return;
      bag.dispose();
      bag.add(
        clock.after(promptGuardMs, () => {
          ready.current = true;
          setIsReady(true);
        }),
      );
    };
    document.addEventListener('visibilitychange', start);
    bag.add(() => document.removeEventListener('visibilitychange', start));
    start();
    return () => bag.dispose();
  }, [clock]);
  return {
    isReady,
    counts: (event) => answerCounts('nativeEvent' in event ? event.nativeEvent : event, ready.current),
  };
}
