import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FailureCode } from '#shared/std/core/failure.ts';
import type { Logger } from '#shared/std/core/logger.ts';
import { fail, succeed, type Result } from '#shared/std/core/result.ts';
import { writeLogCsv } from '#shared/std/log/export/log-csv.ts';
import { writeLogJsonl } from '#shared/std/log/export/log-jsonl.ts';
import { verifyLog } from '#shared/std/log/export/verify-log.ts';
import { englishLogSentences } from '#shared/std/messages/en/log-sentences.ts';
import { logSentence } from '#shared/std/messages/log-sentences.ts';
import type { LogReader } from './log/log-reader.ts';

/** Writes a session's log where the technician finds it, and checks it, for the console's window. */
export class LogExporter {
  readonly #database: LogReader;
  readonly #folder: string;
  readonly #logger: Logger;

  constructor(database: LogReader, folder: string, logger: Logger) {
    this.#database = database;
    this.#folder = folder;
    this.#logger = logger;
  }

  export(sessionId: string, format: 'csv' | 'jsonl'): Result<{ readonly path: string }, FailureCode> {
    const log = this.#database.readExport(sessionId);
    if (log === null) return fail('sessionNotFound');
    const text =
      format === 'csv' ? writeLogCsv(log, (row) => logSentence(englishLogSentences, row)) : writeLogJsonl(log);
    const path = join(this.#folder, `handrail-session-${sessionId}.${format}`);
    try {
      mkdirSync(this.#folder, { recursive: true });
      writeFileSync(path, text, { mode: 0o600 });
      return succeed({ path });
    } catch (error) {
      this.#logger.warn('log/export-failed', { error: String(error) });
      return fail('fileUnwritable');
    }
  }

  verify(sessionId: string): Result<{ readonly rows: number; readonly checkpoints: number }, FailureCode> {
    const log = this.#database.readExport(sessionId);
    if (log === null) return fail('sessionNotFound');
    const verified = verifyLog(log);
    if (!verified.ok) this.#logger.error('log/tampered', { session: sessionId, code: verified.reason.code });
    return verified.ok ? succeed(verified.value) : fail('logTampered');
  }
}
