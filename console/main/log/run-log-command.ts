import { existsSync, writeFileSync } from 'node:fs';
import { assertNever } from '#shared/std/core/assert-never.ts';
import { compareLogs } from '#shared/std/log/export/compare-logs.ts';
import { writeLogCsv } from '#shared/std/log/export/log-csv.ts';
import type { LogExport } from '#shared/std/log/export/log-export.ts';
import { writeLogJsonl } from '#shared/std/log/export/log-jsonl.ts';
import { verifyLog } from '#shared/std/log/export/verify-log.ts';
import { plainText } from '#shared/std/log/plain-text.ts';
import { englishLogSentences } from '#shared/std/messages/en/log-sentences.ts';
import { logSentence } from '#shared/std/messages/log-sentences.ts';
import { logCommandHelp, readLogCommandOptions, type LogCommandOptions } from './log-command-options.ts';
import { logContradictionText, logFaultText, logJsonlFaultText } from './log-fault-text.ts';
import { logProofText } from './log-proof-text.ts';
import type { LogReader } from './log-reader.ts';
import { openLogReader } from './open-log-database.ts';
import { readLogFile } from './read-log-file.ts';

type Output = {
  /** Standard output. */
  readonly print: (text: string) => void;
  /** Standard error. */
  readonly printError: (text: string) => void;
};

/** 0: all is well; 1: tampered with; 2: nothing to look at, or a wrong command. */
type ExitCode = 0 | 1 | 2;

/** `npm run log`: lists, checks and exports the console's logs, and checks exported ones. */
export function runLogCommand(words: readonly string[], defaultDatabase: string, output: Output): ExitCode {
  const options = readLogCommandOptions(words);
  if (!options.ok) {
    output.printError(`${options.reason}\nnpm run log -- --help tells more.\n`);
    return 2;
  }
  try {
    return run(options.value, defaultDatabase, output);
  } catch (error) {
    output.printError(`${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
}

function run(options: LogCommandOptions, defaultDatabase: string, output: Output): ExitCode {
  switch (options.action) {
    case 'help':
      output.print(logCommandHelp);
      return 0;
    case 'verifyFile':
      return verify(readFile(options.file), options.against, output);
    case 'list':
      return withReader(options.database ?? defaultDatabase, (reader) => list(reader, output));
    case 'verify':
      return withReader(options.database ?? defaultDatabase, (reader) => {
        const logs = chosenSessions(reader, options.session).map((id) => readSession(reader, id));
        // The worst of them decides.
        return logs.map((log) => verify(log, options.against, output)).includes(1) ? 1 : 0;
      });
    case 'export':
      return withReader(options.database ?? defaultDatabase, (reader) => {
        if (options.session === 'all') throw new Error('An export is of one session: --session ID or latest.');
        const [id = ''] = chosenSessions(reader, options.session);
        return writeExport(readSession(reader, id), options, output);
      });
    default:
      return assertNever(options);
  }
}

function withReader(path: string, use: (reader: LogReader) => ExitCode): ExitCode {
  if (!existsSync(path)) throw new Error(`There is no log at ${path}. It is made when the console first starts.`);
  const reader = openLogReader(path);
  try {
    return use(reader);
  } finally {
    reader.close();
  }
}

function chosenSessions(reader: LogReader, session: string): readonly string[] {
  if (session !== 'latest' && session !== 'all') return [session];
  const ids = reader.listSessions(session === 'latest' ? { limit: 1 } : { limit: 100_000 }).map(({ id }) => id);
  if (ids.length === 0) throw new Error('There are no sessions in this log yet.');
  return ids;
}

function readSession(reader: LogReader, id: string): LogExport {
  const log = reader.readExport(id);
  if (log === null) throw new Error(`There is no session ${plainText(id)}. "npm run log -- list" shows all.`);
  return log;
}

function readFile(path: string): LogExport {
  const log = readLogFile(path);
  if (!log.ok) throw new Error(`${path}: ${logJsonlFaultText(log.reason)}`);
  return log.value;
}

function list(reader: LogReader, { print }: Output): ExitCode {
  const sessions = reader.listSessions();
  if (sessions.length === 0) print('There are no sessions in this log yet.\n');
  for (const { id, createdAtMs, status, rows, name, endedBy } of sessions) {
    const ended = endedBy === null ? status : `${status} by ${endedBy}`;
    print(`${plainText(id)}  ${new Date(createdAtMs).toISOString()}  ${ended}  ${rows} rows  ${plainText(name)}\n`);
  }
  return 0;
}

function verify(log: LogExport, against: string | null, { print, printError }: Output): ExitCode {
  const proof = verifyLog(log);
  if (!proof.ok) {
    printError(`TAMPERED WITH: session ${plainText(log.sessionId)}. ${logFaultText(proof.reason)}\n`);
    return 1;
  }
  print(`${logProofText(log, proof.value)}\n`);
  if (against === null) return 0;
  const other = readFile(against);
  const otherProof = verifyLog(other);
  if (!otherProof.ok) {
    printError(`TAMPERED WITH: ${against}. ${logFaultText(otherProof.reason)}\n`);
    return 1;
  }
  const compared = compareLogs(log, other);
  if (!compared.ok) {
    printError(`TAMPERED WITH: ${logContradictionText(compared.reason)}\n`);
    return 1;
  }
  print(`The two sides' logs agree: all ${compared.value.heads} heads that they showed each other are in them.\n`);
  return 0;
}

function writeExport(
  log: LogExport,
  { format, out }: { readonly format: 'jsonl' | 'csv'; readonly out: string | null },
  { print, printError }: Output,
): ExitCode {
  const text =
    format === 'jsonl' ? writeLogJsonl(log) : writeLogCsv(log, (row) => logSentence(englishLogSentences, row));
  if (out === null) print(text);
  else {
    writeFileSync(out, text, { mode: 0o600 });
    printError(`Written to ${out}: ${log.rows.length} rows.\n`);
  }
  const proof = verifyLog(log);
  if (proof.ok) return 0;
  printError(`TAMPERED WITH: ${logFaultText(proof.reason)} It was exported as it is.\n`);
  return 1;
}
