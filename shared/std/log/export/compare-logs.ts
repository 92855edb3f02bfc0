import { fail, succeed, type Result } from '../../core/result.ts';
import { equalBytes } from '../../crypto/bytes.ts';
import type { LogExport } from './log-export.ts';

/** How two logs contradict each other. `row` is in the log of `role`. */
export type LogContradiction =
  | { readonly code: 'notTheSameSession' }
  /** The logs name other keys for each other than each names for itself. */
  | { readonly code: 'keysDiffer' }
  /** The log of `role` is not the one that its owner showed the other side while the session ran. */
  | { readonly code: 'rewritten'; readonly role: LogExport['role']; readonly row: number }
  /** The log of `role` ends before what its owner had already signed to the other side. */
  | { readonly code: 'cutOff'; readonly role: LogExport['role']; readonly row: number };

/**
 * Holds the two sides' logs of one session against each other: each must contain every head that its owner signed to the
 * other. This finds what one log alone cannot show: an owner who rewrote a log and signed it anew. Both must have
 * verified on their own before.
 */
export function compareLogs(one: LogExport, other: LogExport): Result<{ readonly heads: number }, LogContradiction> {
  if (one.sessionId !== other.sessionId || one.role === other.role) return fail({ code: 'notTheSameSession' });
  if (!isSameKey(one.publicKey, other.peerPublicKey) || !isSameKey(other.publicKey, one.peerPublicKey)) {
    return fail({ code: 'keysDiffer' });
  }
  const contradiction = findUnmetHead(one, other) ?? findUnmetHead(other, one);
  if (contradiction !== null) return fail(contradiction);
  return succeed({ heads: one.peerCheckpoints.length + other.peerCheckpoints.length });
}

function findUnmetHead(log: LogExport, witness: LogExport): LogContradiction | null {
  for (const { rows, head, closed } of witness.peerCheckpoints) {
    const row = log.rows[rows - 1];
    if (row === undefined) return { code: 'cutOff', role: log.role, row: log.rows.length + 1 };
    if (!equalBytes(row.hash, head)) return { code: 'rewritten', role: log.role, row: rows };
    if (closed && log.rows.length > rows) return { code: 'rewritten', role: log.role, row: rows + 1 };
  }
  return null;
}

function isSameKey(key: Uint8Array, named: Uint8Array | null): boolean {
  return named !== null && equalBytes(key, named);
}
