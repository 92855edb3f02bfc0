import { toHex } from '../../crypto/bytes.ts';
import type { LogLine } from '../../view/session-parts.ts';
import { readLogBody } from '../log-event-parameters.ts';
import type { LogRow } from '../log-row.ts';
import { csvField } from './csv-field.ts';
import type { LogExport } from './log-export.ts';

/** Without it Excel reads UTF-8 as something else. */
const byteOrderMark = '\ufeff';
const columns = ['row', 'time', 'actor', 'event', 'sentence', 'parameters', 'hash'] as const;

/** What a row says, in one language; `body` is null where the text was erased. */
type SentenceOf = (row: Pick<LogLine, 'type' | 'actor'> & { readonly body: LogLine['body'] | null }) => string;

/** Writes a log as CSV (RFC 4180), for people and spreadsheets. It proves nothing: the lossless form is JSONL. */
export function writeLogCsv(log: LogExport, sentenceOf: SentenceOf): string {
  const records = log.rows.map((row) => columns.map((column) => cell(row, column, sentenceOf)));
  return byteOrderMark + [columns, ...records].map((record) => `${record.map(csvField).join(',')}\r\n`).join('');
}

function cell(row: LogRow, column: (typeof columns)[number], sentenceOf: SentenceOf): string {
  switch (column) {
    case 'row':
      return String(row.index);
    case 'time':
      return timeOf(row.wallMs);
    case 'actor':
      return row.actor;
    case 'event':
      return row.type;
    case 'sentence':
      return sentenceOf({ ...row, body: row.body === null ? null : (readLogBody(row.body) ?? {}) });
    case 'parameters':
      return row.body ?? '';
    case 'hash':
      return toHex(row.hash);
  }
}

/** ISO 8601 in UTC; a time no calendar holds stays the number that was stored. */
function timeOf(wallMs: number): string {
  const date = new Date(wallMs);
  return Number.isNaN(date.getTime()) ? String(wallMs) : date.toISOString();
}
