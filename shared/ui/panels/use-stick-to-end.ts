import { useLayoutEffect, useRef, type RefObject } from 'react';

/** Closer to the end than this counts as being at it: half a line of slack for fractional sizes and a nudge. */
const slackPixels = 32;

/** Keeps a log scrolled to its newest line, unless the reader has scrolled up to read. */
export function useStickToEnd<Element extends HTMLElement>(): RefObject<Element | null> {
  const element = useRef<Element>(null);
  const atEnd = useRef(true);
  useLayoutEffect(() => {
    const log = element.current;
    if (log === null) return;
    let heightPixels = log.clientHeight;
    const remember = (): void => {
      // A log that is just growing or shrinking is scrolled by that, not by its reader.
      if (log.clientHeight !== heightPixels) return;
      atEnd.current = log.scrollHeight - log.scrollTop - log.clientHeight < slackPixels;
    };
    // A log that becomes smaller or larger stays at its end as well.
    const observer = new ResizeObserver(() => {
      heightPixels = log.clientHeight;
      if (atEnd.current) log.scrollTop = log.scrollHeight;
    });
    observer.observe(log);
    log.addEventListener('scroll', remember, { passive: true });
    return () => {
      observer.disconnect();
      log.removeEventListener('scroll', remember);
    };
  }, []);
  // After every render: any of them may have added a line.
  useLayoutEffect(() => {
    const log = element.current;
    if (log !== null && atEnd.current) log.scrollTop = log.scrollHeight;
  });
  return element;
}
