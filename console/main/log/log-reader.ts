import type { Database } from 'better-sqlite3';
import type { LogExport } from '#shared/std/log/export/log-export.ts';
import type { Checkpoint, LogRow, PeerCheckpoint } from '#shared/std/log/log-row.ts';
import { prepareReading, type ReadingStatements } from './reading-statements.ts';
import type { SessionFilter, SessionRecord } from './session-record.ts';

const defaultSessionLimit = 1_000;
const maxSessionLimit = 100_000;

/** The console's stored sessions and logs, for reading. */
export class LogReader {
  readonly #database: Database;
  readonly #statements: ReadingStatements;

  constructor(database: Database) {
    this.#database = database;
    this.#statements = prepareReading(database);
  }

  /** Newest first. */
  listSessions(filter: SessionFilter = {}): readonly SessionRecord[] {
    return this.#statements.sessions.all({
      nameContains: filter.nameContains ?? '',
      fromMs: filter.fromMs ?? Number.MIN_SAFE_INTEGER,
      untilMs: filter.untilMs ?? Number.MAX_SAFE_INTEGER,
      limit: Math.min(Math.max(1, filter.limit ?? defaultSessionLimit), maxSessionLimit),
    });
  }

  /** One session's log with all that is needed to check it; null if there is no such session. */
  readExport(sessionId: string): LogExport | null {
    // One transaction: a console that goes on writing must not put a checkpoint in that covers rows not read.
    return this.#database.transaction(() => this.#readExport(sessionId))();
  }

  close(): void {
    this.#database.close();
  }

  #readExport(sessionId: string): LogExport | null {
    const keys = this.#statements.keys.get(sessionId);
    if (keys === undefined) return null;
    return {
      sessionId,
      role: 'technician',
      publicKey: bytes(keys.publicKey),
      peerPublicKey: keys.peerPublicKey && bytes(keys.peerPublicKey),
      certificate: keys.certificate && bytes(keys.certificate),
      rows: this.#statements.rows.all(sessionId).map(readRow),
      checkpoints: this.#statements.checkpoints.all(sessionId).map(readCheckpoint),
      peerCheckpoints: this.#statements.peerCheckpoints.all(sessionId).map(readPeerCheckpoint),
    };
  }
}

type Stored<Statement> = Omit<Statement, 'closed'> & { readonly closed: number };

function readRow(row: LogRow): LogRow {
  return { ...row, salt: row.salt && bytes(row.salt), bodyHash: bytes(row.bodyHash), hash: bytes(row.hash) };
}

function readPeerCheckpoint(stored: Stored<PeerCheckpoint>): PeerCheckpoint {
  return { ...stored, closed: stored.closed === 1, head: bytes(stored.head), signature: bytes(stored.signature) };
}

function readCheckpoint(stored: Stored<Checkpoint>): Checkpoint {
  return {
    ...readPeerCheckpoint(stored),
    counterSignature: stored.counterSignature && bytes(stored.counterSignature),
  };
}

/** SQLite's Buffers as plain bytes: a Buffer is a Uint8Array that prints, compares and serialises in its own way. */
function bytes(stored: Uint8Array): Uint8Array {
  return new Uint8Array(stored);
}
