import type { Database } from 'better-sqlite3';
import { LogUnwritableError } from '#shared/std/log/log-unwritable-error.ts';
import type { LogSink } from '#shared/std/log/log-row.ts';
import { LogReader } from './log-reader.ts';
import type { NewSessionRecord, SessionRecordChange } from '../../core/console-ports.ts';
import { SqliteLogSink } from './sqlite-log-sink.ts';
import { prepareWriting, type WritingStatements } from './writing-statements.ts';

/** The console's store of sessions and their logs. Whatever returned is on the disk (LOG4); whatever cannot be throws `LogUnwritableError`. */
export class LogDatabase extends LogReader {
  readonly #database: Database;
  readonly #statements: WritingStatements;

  /** Use `openLogDatabase`, which sets the database up. */
  constructor(database: Database) {
    super(database);
    this.#database = database;
    this.#statements = prepareWriting(database);
  }

  createSession(session: NewSessionRecord): void {
    this.#write(() => this.#statements.insertSession.run(session));
  }

  /** Where the rows of a session that was created go. */
  sinkFor(sessionId: string): LogSink {
    return new SqliteLogSink(this.#database, this.#statements, sessionId);
  }

  updateSession(sessionId: string, change: SessionRecordChange): void {
    const { changes } = this.#write(() =>
      this.#statements.updateSession.run({
        id: sessionId,
        status: change.status ?? null,
        customerLogKey: change.customerLogKey ?? null,
        customerPlatform: change.customerPlatform ?? null,
        startedAtMs: change.startedAtMs ?? null,
        endedAtMs: change.endedAtMs ?? null,
        endedBy: change.endedBy ?? null,
        endReason: change.endReason ?? null,
      }),
    );
    if (changes !== 1) throw new Error('no such session in the log database');
  }

  /** Erases the text of a row for good; the chain still verifies (LOG2). False if there is no such row. */
  eraseBody(sessionId: string, row: number): boolean {
    const { changes } = this.#write(() => this.#statements.eraseBody.run(sessionId, row));
    // The text also stands in the write-ahead log: emptied here, unless another program reads just now.
    if (changes > 0) this.#database.pragma('wal_checkpoint(TRUNCATE)');
    return changes > 0;
  }

  #write<Outcome>(run: () => Outcome): Outcome {
    try {
      return run();
    } catch (error) {
      throw new LogUnwritableError(error);
    }
  }
}
