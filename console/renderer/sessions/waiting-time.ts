import type { SessionView } from '#shared/std/view/console-view.ts';

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
export function statusTimeMs(session: Pick<SessionView, 'status' | 'statusSinceMs'>, nowMs: number): number | null {
  const { name } = session.status;
  // Another computer's clock never matters here, but a clock that is put back does.
  return name === 'closed' || name === 'timedOut' ? null : Math.max(0, nowMs - session.statusSinceMs);
}
