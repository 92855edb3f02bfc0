import * as v from 'valibot';
import { fail, succeed, type Result } from '../../core/result.ts';
import { fromBase64Url, toBase64Url } from '../../crypto/bytes.ts';
import { decodeJson } from '../../protocol/decode-json.ts';
import { maxLogExportCharacters, maxLogExportLineCharacters } from './export-limits.ts';
import type { Checkpoint, LogRow, PeerCheckpoint } from '../log-row.ts';
import type { LogExport } from './log-export.ts';

// The lossless form of a log: one JSON object a line. First the header, then rows, checkpoints, and the other side's
// checkpoints. Bytes are base64url. A body is the very text that was hashed, as a string.

const format = 'handrail-log/1';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Lone surrogates all become the same bytes when hashed: two such texts would be "the same". */
const text = (maxCharacters: number) =>
  v.pipe(
    v.string(),
    v.maxLength(maxCharacters),
    v.check((value) => value.isWellFormed()),
  );
const bytes = (accepts: (length: number) => boolean) =>
  v.pipe(
    v.string(),
    v.rawTransform<string, Uint8Array>(({ dataset, addIssue, NEVER }) => {
      const decoded = fromBase64Url(dataset.value);
      if (decoded !== null && accepts(decoded.length)) return decoded;
      addIssue();
      return NEVER;
    }),
  );
const exactly = (length: number) => bytes((actual) => actual === length);

const headerSchema = v.strictObject({
  t: v.literal('header'),
  format: v.literal(format),
  session: text(128),
  role: v.picklist(['technician', 'customer']),
  publicKey: exactly(32),
  peerPublicKey: v.nullable(exactly(32)),
  certificate: v.nullable(bytes((length) => length <= 8192)),
  rows: count,
  checkpoints: count,
  peerCheckpoints: count,
});

const rowSchema = v.strictObject({
  t: v.literal('row'),
  index: count,
  wallMs: count,
  monotonicMs: count,
  actor: v.picklist(['technician', 'customer', 'handrail']),
  type: text(64),
  body: v.nullable(text(maxLogExportLineCharacters)),
  salt: v.nullable(exactly(16)),
  bodyHash: exactly(32),
  hash: exactly(32),
});

const statement = { rows: count, head: exactly(32), wallMs: count, closed: v.boolean(), signature: exactly(64) };
const checkpointSchema = v.strictObject({
  t: v.literal('checkpoint'),
  ...statement,
  counterSignature: v.nullable(exactly(64)),
});
const peerCheckpointSchema = v.strictObject({ t: v.literal('peerCheckpoint'), ...statement });

/** Writes a log as JSONL. */
export function writeLogJsonl(log: LogExport): string {
  const { sessionId, rows, checkpoints, peerCheckpoints } = log;
  const lines = [
    line('header', {
      format,
      session: sessionId,
      role: log.role,
      publicKey: log.publicKey,
      peerPublicKey: log.peerPublicKey,
      certificate: log.certificate,
      rows: rows.length,
      checkpoints: checkpoints.length,
      peerCheckpoints: peerCheckpoints.length,
    }),
    ...rows.map((row) => line('row', rowFields(row))),
    ...checkpoints.map((checkpoint) => line('checkpoint', checkpointFields(checkpoint))),
    ...peerCheckpoints.map((checkpoint) => line('peerCheckpoint', peerCheckpointFields(checkpoint))),
  ];
  return `${lines.join('\n')}\n`;
}

/** Why a text is not an exported log: `line` counts from 1. */
export type LogJsonlFault = { readonly code: 'tooLarge' | 'notALog' | 'incomplete'; readonly line: number };

/** Reads what `writeLogJsonl` wrote, and nothing else: any other spelling of the same is refused. */
export function readLogJsonl(source: string): Result<LogExport, LogJsonlFault> {
  if (source.length > maxLogExportCharacters) return fail({ code: 'tooLarge', line: 1 });
  // Mail programs and editors on Windows turn line ends; nothing inside a line depends on them.
  const lines = source.replaceAll('\r\n', '\n').split('\n');
  if (lines.at(-1) === '') lines.pop();
  const header = decodeLine(headerSchema, lines[0] ?? '');
  if (header === null) return fail({ code: 'notALog', line: 1 });
  if (lines.length !== 1 + header.rows + header.checkpoints + header.peerCheckpoints) {
    return fail({ code: 'incomplete', line: lines.length });
  }
  const afterRows = 1 + header.rows;
  const afterCheckpoints = afterRows + header.checkpoints;
  const rows = decodeLines(rowSchema, lines, 1, afterRows);
  if (!rows.ok) return rows;
  const checkpoints = decodeLines(checkpointSchema, lines, afterRows, afterCheckpoints);
  if (!checkpoints.ok) return checkpoints;
  const peerCheckpoints = decodeLines(peerCheckpointSchema, lines, afterCheckpoints, lines.length);
  if (!peerCheckpoints.ok) return peerCheckpoints;
  return succeed({
    sessionId: header.session,
    role: header.role,
    publicKey: header.publicKey,
    peerPublicKey: header.peerPublicKey,
    certificate: header.certificate,
    rows: rows.value.map(rowFields),
    checkpoints: checkpoints.value.map(checkpointFields),
    peerCheckpoints: peerCheckpoints.value.map(peerCheckpointFields),
  });
}

function decodeLines<Schema extends v.GenericSchema>(
  schema: Schema,
  lines: readonly string[],
  from: number,
  until: number,
): Result<v.InferOutput<Schema>[], LogJsonlFault> {
  const decoded: v.InferOutput<Schema>[] = [];
  for (let at = from; at < until; at += 1) {
    const value = decodeLine(schema, lines[at] ?? '');
    if (value === null) return fail({ code: 'notALog', line: at + 1 });
    decoded.push(value);
  }
  return succeed(decoded);
}

function decodeLine<Schema extends v.GenericSchema>(schema: Schema, source: string): v.InferOutput<Schema> | null {
  const decoded = decodeJson(schema, source, maxLogExportLineCharacters);
  if (!decoded.ok) return null;
  // Repeated keys, 1.0 for 1, or another escape for the same letter: a person and a program would read two things.
  return JSON.stringify(JSON.parse(source)) === source ? decoded.value : null;
}

// Exactly these fields, in this order, on the way out and on the way in.

function rowFields({ index, wallMs, monotonicMs, actor, type, body, salt, bodyHash, hash }: LogRow): LogRow {
  return { index, wallMs, monotonicMs, actor, type, body, salt, bodyHash, hash };
}

function peerCheckpointFields({ rows, head, wallMs, closed, signature }: PeerCheckpoint): PeerCheckpoint {
  return { rows, head, wallMs, closed, signature };
}

function checkpointFields(checkpoint: Checkpoint): Checkpoint {
  return { ...peerCheckpointFields(checkpoint), counterSignature: checkpoint.counterSignature };
}

type Field = string | number | boolean | Uint8Array | null;

function line(t: string, fields: Readonly<Record<string, Field>>): string {
  // Not in a replacer of JSON.stringify: Node's Buffer has a toJSON, which comes first.
  const spelled = Object.entries(fields).map(([name, value]) => [
    name,
    value instanceof Uint8Array ? toBase64Url(value) : value,
  ]);
  return JSON.stringify({ t, ...Object.fromEntries(spelled) });
}
