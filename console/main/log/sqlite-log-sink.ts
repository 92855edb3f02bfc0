import type { Database } from 'better-sqlite3';
import { LogUnwritableError } from '#shared/std/log/log-unwritable-error.ts';
import type { Checkpoint, LogRow, LogSink, PeerCheckpoint } from '#shared/std/log/log-row.ts';
import { assertDurable } from './assert-durable.ts';
import type { WritingStatements } from './writing-statements.ts';

/** Writes one session's log into the console's database, each row in a transaction of its own (LOG4). */
export class SqliteLogSink implements LogSink {
  readonly #database: Database;
  readonly #statements: WritingStatements;
  readonly #sessionId: string;

  constructor(database: Database, statements: WritingStatements, sessionId: string) {
    this.#database = database;
    this.#statements = statements;
    this.#sessionId = sessionId;
  }

  appendRow(row: LogRow): void {
    this.#write(() => this.#statements.insertRow.run({ ...row, sessionId: this.#sessionId }));
  }

  saveCheckpoint(checkpoint: Checkpoint): void {
    const stored = { ...checkpoint, sessionId: this.#sessionId, closed: storedBoolean(checkpoint.closed) };
    this.#write(() => this.#statements.saveCheckpoint.run(stored));
  }

  savePeerCheckpoint(checkpoint: PeerCheckpoint): void {
    const stored = { ...checkpoint, sessionId: this.#sessionId, closed: storedBoolean(checkpoint.closed) };
    this.#write(() => this.#statements.savePeerCheckpoint.run(stored));
  }

  #write(run: () => unknown): void {
    try {
      run();
      assertDurable(this.#database);
    } catch (error) {
      throw new LogUnwritableError(error);
    }
  }
}

function storedBoolean(value: boolean): 0 | 1 {
  return value ? 1 : 0;
}
