import type { Database, Statement } from 'better-sqlite3';
import type { Checkpoint, LogRow, PeerCheckpoint } from '#shared/std/log/log-row.ts';
import type { SessionFilter, SessionRecord } from './session-record.ts';

type Keys = {
  readonly publicKey: Uint8Array;
  readonly peerPublicKey: Uint8Array | null;
  readonly certificate: Uint8Array | null;
};
/** SQLite has no booleans. */
type StoredCheckpoint<Kind extends PeerCheckpoint> = Omit<Kind, 'closed'> & { readonly closed: number };

export type ReadingStatements = {
  readonly sessions: Statement<[Required<SessionFilter>], SessionRecord>;
  readonly keys: Statement<[string], Keys>;
  readonly rows: Statement<[string], LogRow>;
  readonly checkpoints: Statement<[string], StoredCheckpoint<Checkpoint>>;
  readonly peerCheckpoints: Statement<[string], StoredCheckpoint<PeerCheckpoint>>;
};

/** The queries, prepared once for one database. Column by column under the names of our types. */
export function prepareReading(database: Database): ReadingStatements {
  return {
    sessions: database.prepare(`
      SELECT id, name, type, technician, organisation, customer_platform AS customerPlatform,
        created_at_ms AS createdAtMs, started_at_ms AS startedAtMs, ended_at_ms AS endedAtMs,
        status, ended_by AS endedBy, end_reason AS endReason,
        (SELECT count(*) FROM log_rows WHERE session_id = sessions.id) AS rows
      FROM sessions
      WHERE instr(lower(name), lower(:nameContains)) > 0 AND created_at_ms >= :fromMs AND created_at_ms < :untilMs
      ORDER BY created_at_ms DESC, rowid DESC
      LIMIT :limit`),
    keys: database.prepare(`
      SELECT device_key AS publicKey, customer_log_key AS peerPublicKey, certificate FROM sessions WHERE id = ?`),
    rows: database.prepare(`
      SELECT row_index AS "index", wall_ms AS wallMs, monotonic_ms AS monotonicMs, actor, type, body, salt,
        body_hash AS bodyHash, hash
      FROM log_rows WHERE session_id = ? ORDER BY row_index`),
    checkpoints: database.prepare(`
      SELECT rows, head, wall_ms AS wallMs, closed, signature, counter_signature AS counterSignature
      FROM checkpoints WHERE session_id = ? ORDER BY rows, closed`),
    peerCheckpoints: database.prepare(`
      SELECT rows, head, wall_ms AS wallMs, closed, signature
      FROM peer_checkpoints WHERE session_id = ? ORDER BY rows, closed`),
  };
}
