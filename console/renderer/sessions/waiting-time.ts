import type { SessionView } from '#shared/std/view/console-view.ts';
import type { Formats } from '#shared/ui/format.ts';

/** A customer who waits this long should be next. */
export const longWaitMs = 2 * 60_000;
/** And one who waits this long has probably stopped believing in help. */
export const veryLongWaitMs = 5 * 60_000;

export type WaitingLevel = 'none' | 'calm' | 'long' | 'veryLong';

/** How urgent a session is: only a customer who waits to be picked up gets more urgent with time. */
export function waitingLevel(session: Pick<SessionView, 'status' | 'statusSinceMs'>, nowMs: number): WaitingLevel {
  if (session.status.name !== 'waiting') return 'none';
  const waitedMs = nowMs - session.statusSinceMs;
  if (waitedMs >= veryLongWaitMs) return 'veryLong';
  return waitedMs >= longWaitMs ? 'long' : 'calm';
}

/** How long the session has been in its status; null once it is over, where counting on would mislead. */
function statusTimeMs(session: Pick<SessionView, 'status' | 'statusSinceMs'>, nowMs: number): number | null {
  const { name } = session.status;
  // Another computer's clock never matters here, but a clock that is put back does.
  return name === 'closed' || name === 'timedOut' ? null : Math.max(0, nowMs - session.statusSinceMs);
}

const minuteMs = 60_000;

/**
 * That time in words. While a customer waits every second counts; after that nobody cares for less than a minute, and a number
 * that runs draws the eye, and the window, for nothing.
 */
export function statusTimeText(
  session: Pick<SessionView, 'status' | 'statusSinceMs'>,
  nowMs: number,
  formats: Pick<Formats, 'timer' | 'duration'>,
): string | null {
  const timeMs = statusTimeMs(session, nowMs);
  if (timeMs === null || session.status.name === 'waiting') return timeMs === null ? null : formats.timer(timeMs);
  return timeMs < minuteMs
    ? `< ${formats.duration(minuteMs)}`
    : formats.duration(Math.floor(timeMs / minuteMs) * minuteMs);
}
