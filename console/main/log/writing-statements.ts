import type { Database, Statement } from 'better-sqlite3';
import type { Checkpoint, LogRow, PeerCheckpoint } from '#shared/std/log/log-row.ts';
import type { NewSessionRecord, SessionRecordChange } from '../../core/console-ports.ts';

type Nullable<Kind> = { readonly [Name in keyof Kind]-?: Exclude<Kind[Name], undefined> | null };
/** SQLite has no booleans. */
type StoredCheckpoint<Kind extends PeerCheckpoint> = Omit<Kind, 'closed'> & {
  readonly sessionId: string;
  readonly closed: 0 | 1;
};

export type WritingStatements = {
  readonly insertSession: Statement<[NewSessionRecord]>;
  readonly updateSession: Statement<[Nullable<SessionRecordChange> & { readonly id: string }]>;
  readonly insertRow: Statement<[LogRow & { readonly sessionId: string }]>;
  readonly saveCheckpoint: Statement<[StoredCheckpoint<Checkpoint>]>;
  readonly savePeerCheckpoint: Statement<[StoredCheckpoint<PeerCheckpoint>]>;
  readonly eraseBody: Statement<[string, number]>;
};

/** The statements that write, prepared once for one database. */
export function prepareWriting(database: Database): WritingStatements {
  return {
    insertSession: database.prepare(`
      INSERT INTO sessions (id, name, type, technician, organisation, device_key, certificate, created_at_ms, status)
      VALUES (:id, :name, :type, :technician, :organisation, :deviceKey, :certificate, :createdAtMs, 'connecting')`),
    updateSession: database.prepare(`
      UPDATE sessions SET
        status = coalesce(:status, status),
        customer_log_key = coalesce(:customerLogKey, customer_log_key),
        customer_platform = coalesce(:customerPlatform, customer_platform),
        started_at_ms = coalesce(:startedAtMs, started_at_ms),
        ended_at_ms = coalesce(:endedAtMs, ended_at_ms),
        ended_by = coalesce(:endedBy, ended_by),
        end_reason = coalesce(:endReason, end_reason)
      WHERE id = :id`),
    insertRow: database.prepare(`
      INSERT INTO log_rows (session_id, row_index, wall_ms, monotonic_ms, actor, type, body, salt, body_hash, hash)
      VALUES (:sessionId, :index, :wallMs, :monotonicMs, :actor, :type, :body, :salt, :bodyHash, :hash)`),
    saveCheckpoint: database.prepare(`
      INSERT INTO checkpoints (session_id, rows, closed, head, wall_ms, signature, counter_signature)
      VALUES (:sessionId, :rows, :closed, :head, :wallMs, :signature, :counterSignature)
      ON CONFLICT (session_id, rows, closed) DO UPDATE SET counter_signature = excluded.counter_signature`),
    savePeerCheckpoint: database.prepare(`
      INSERT INTO peer_checkpoints (session_id, rows, closed, head, wall_ms, signature)
      VALUES (:sessionId, :rows, :closed, :head, :wallMs, :signature)`),
    eraseBody: database.prepare(`
      UPDATE log_rows SET body = NULL, salt = NULL WHERE session_id = ? AND row_index = ?`),
  };
}
