import { encodeFields, u64 } from '../crypto/encode-fields.ts';
import { hash32 } from '../crypto/hash.ts';
import type { LogRole, LogRow, PeerCheckpoint } from './log-row.ts';

/** Bytes of salt beside each body: enough that an erased text cannot be guessed back from its hash. */
export const bodySaltBytes = 16;

/** The hash before row 1: ties a chain to one session and one side of it, so that logs cannot be spliced (LOG2). */
export function chainStart(sessionId: string, role: LogRole): Uint8Array {
  return hash32(encodeFields('hr1/log0', sessionId, role));
}

/** How a body enters the chain: text and salt can be erased later and the chain still verifies. */
export function hashBody(salt: Uint8Array, body: string): Uint8Array {
  return hash32(encodeFields(salt, body));
}

/** The link of one row to all rows before it. */
export function hashRow(previous: Uint8Array, row: Omit<LogRow, 'body' | 'salt' | 'hash'>): Uint8Array {
  return hash32(
    encodeFields(
      'hr1/log',
      previous,
      u64(row.index),
      u64(row.wallMs),
      u64(row.monotonicMs),
      row.actor,
      row.type,
      row.bodyHash,
    ),
  );
}

/** What the owner of a log signs at a checkpoint (LOG3). */
export function checkpointBytes(
  sessionId: string,
  owner: LogRole,
  checkpoint: Omit<PeerCheckpoint, 'signature'>,
): Uint8Array {
  return encodeFields(
    'hr1/cp',
    sessionId,
    owner,
    u64(checkpoint.rows),
    checkpoint.head,
    u64(checkpoint.wallMs),
    checkpoint.closed ? '1' : '0',
  );
}

/** What the other side signs: "I was shown this head of that log" (LOG3). */
export function counterSignatureBytes(sessionId: string, owner: LogRole, rows: number, head: Uint8Array): Uint8Array {
  return encodeFields('hr1/cp-seen', sessionId, owner, u64(rows), head);
}

/** The other side of a session. */
export function otherRole(role: LogRole): LogRole {
  return role === 'technician' ? 'customer' : 'technician';
}

/** Whether a statement may follow an earlier one: a log only grows, and a closed one is over. */
export function mayFollow(
  previous: Pick<PeerCheckpoint, 'rows' | 'closed'> | undefined,
  next: Pick<PeerCheckpoint, 'rows' | 'closed'>,
): boolean {
  if (previous === undefined) return true;
  if (previous.closed) return false;
  return next.rows > previous.rows || (next.rows === previous.rows && next.closed);
}
