import type { SessionView } from '#shared/std/view/console-view.ts';

export type SavedFile = { readonly name: string; readonly sizeBytes: number };

/** What a session's own log says of it. */
export type SessionFacts = {
  /** From Start to the end; null for a session that never began. */
  readonly lastedMs: number | null;
  /** Pictures and recordings that were saved, in their order. */
  readonly saved: readonly SavedFile[];
};

export function sessionFacts({ log }: Pick<SessionView, 'log'>): SessionFacts {
  const startedAtMs = log.find(({ type }) => type === 'session/started')?.atMs;
  const endedAtMs = log.find(({ type }) => type === 'session/ended')?.atMs;
  const hasLasted = startedAtMs !== undefined && endedAtMs !== undefined;
  return {
    lastedMs: hasLasted ? Math.max(0, endedAtMs - startedAtMs) : null,
    saved: log.flatMap(({ type, body }) =>
      type === 'picture/saved' ? [{ name: String(body['name']), sizeBytes: Number(body['sizeBytes']) }] : [],
    ),
  };
}
