import type { SessionView } from '#shared/std/view/console-view.ts';

/**
 * The session without its round trip, which changes every second while nothing else does; the one from before where nothing
 * else has changed, so that what does not show it need not be rendered again.
 */
export function quietSession(session: SessionView, before: SessionView | null): SessionView {
  const { connection } = session;
  const wasConnected = before?.connection.state === 'connected' ? before.connection : null;
  const isSamePath = connection.state === 'connected' && wasConnected?.path === connection.path;
  const quiet: SessionView = isSamePath
    ? { ...session, connection: wasConnected }
    : { ...session, connection: connection.state === 'connected' ? { ...connection, roundTripMs: null } : connection };
  return before !== null && isSame(quiet, before) ? before : quiet;
}

function isSame(a: SessionView, b: SessionView): boolean {
  return (Object.keys(a) as (keyof SessionView)[]).every((key) => Object.is(a[key], b[key]));
}
