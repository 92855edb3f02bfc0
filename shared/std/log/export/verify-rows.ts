import { fail, succeed, type Result } from '../../core/result.ts';
import { equalBytes } from '../../crypto/bytes.ts';
import { bodySaltBytes, chainStart, hashBody, hashRow } from '../chain.ts';
import type { LogRow } from '../log-row.ts';
import type { LogExport } from './log-export.ts';
import type { LogFault } from './log-fault.ts';

/** Checks the chain of rows (LOG2). `heads[n]` is the hash after n rows. */
export function verifyRows(
  log: Pick<LogExport, 'sessionId' | 'role' | 'rows'>,
): Result<{ readonly heads: readonly Uint8Array[]; readonly erased: number }, LogFault> {
  let head = chainStart(log.sessionId, log.role);
  const heads = [head];
  let erased = 0;
  for (const [at, row] of log.rows.entries()) {
    const fault = findRowFault(row, at + 1, head);
    if (fault !== null) return fail({ code: fault, row: at + 1 });
    if (row.body === null) erased += 1;
    head = row.hash;
    heads.push(head);
  }
  return succeed({ heads, erased });
}

function findRowFault(row: LogRow, expectedIndex: number, previous: Uint8Array): LogFault['code'] | null {
  if (![row.index, row.wallMs, row.monotonicMs].every(isCount)) return 'malformed';
  // Lone surrogates all hash as the same bytes, so they could be exchanged unseen.
  if (![row.type, row.body ?? ''].every((text) => text.isWellFormed())) return 'malformed';
  if (row.index !== expectedIndex) return 'rowOutOfOrder';
  if (!equalBytes(hashRow(previous, row), row.hash)) return 'rowChanged';
  if (row.body === null && row.salt === null) return null;
  if (row.body === null || row.salt?.length !== bodySaltBytes) return 'bodyChanged';
  return equalBytes(hashBody(row.salt, row.body), row.bodyHash) ? null : 'bodyChanged';
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
