import { keepText } from '#shared/node/keep-text.ts';
import type { FailureCode } from '#shared/std/core/failure.ts';
import type { Logger } from '#shared/std/core/logger.ts';
import { fail, succeed, type Result } from '#shared/std/core/result.ts';
import { writeLogCsv } from '#shared/std/log/export/log-csv.ts';
import { writeLogJsonl } from '#shared/std/log/export/log-jsonl.ts';
import { verifyLog } from '#shared/std/log/export/verify-log.ts';
import { englishLogSentences } from '#shared/std/messages/en/log-sentences.ts';
import { logSentence } from '#shared/std/messages/log-sentences.ts';
import type { FileStore } from '#shared/std/transfer/file-store.ts';
import type { LogReader } from './log/log-reader.ts';

/** Writes a session's log where the technician finds it, and checks it, for the console's window. */
export class LogExporter {
  readonly #database: Pick<LogReader, 'readExport'>;
  readonly #store: FileStore;
  readonly #logger: Logger;

  constructor(database: Pick<LogReader, 'readExport'>, store: FileStore, logger: Logger) {
    this.#database = database;
    this.#store = store;
    this.#logger = logger;
  }

  /** Every export is a file of its own; an earlier one stays as it is. */
  async export(sessionId: string, format: 'csv' | 'jsonl'): Promise<Result<{ readonly path: string }, FailureCode>> {
    const log = this.#database.readExport(sessionId);
    if (log === null) return fail('sessionNotFound');
    const text =
      format === 'csv' ? writeLogCsv(log, (row) => logSentence(englishLogSentences, row)) : writeLogJsonl(log);
    const kept = await keepText(this.#store, `handrail-session-${sessionId}.${format}`, text);
    return kept.ok ? succeed({ path: kept.value }) : kept;
  }

  verify(sessionId: string): Result<{ readonly rows: number; readonly checkpoints: number }, FailureCode> {
    const log = this.#database.readExport(sessionId);
    if (log === null) return fail('sessionNotFound');
    const verified = verifyLog(log);
    if (!verified.ok) this.#logger.error('log/tampered', { session: sessionId, code: verified.reason.code });
    return verified.ok ? succeed(verified.value) : fail('logTampered');
  }
}
