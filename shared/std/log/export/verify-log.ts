import { fail, succeed, type Result } from '../../core/result.ts';
import { equalBytes } from '../../crypto/bytes.ts';
import { readCertificate } from '../../crypto/certificate.ts';
import { verifyStrictly, type VerifySignature } from '../../crypto/signature.ts';
import { checkpointBytes, counterSignatureBytes, mayFollow, otherRole } from '../chain.ts';
import type { PeerCheckpoint } from '../log-row.ts';
import type { LogExport } from './log-export.ts';
import type { LogFault } from './log-fault.ts';
import type { LogProof } from './log-proof.ts';
import { verifyRows } from './verify-rows.ts';

/**
 * Checks a whole log (LOG2, LOG3): every row, every signature. Finds rows that were edited, deleted, swapped, inserted,
 * spliced in from elsewhere or cut off behind a signature. What cut off everything behind some row leaves a log that is
 * not `closed`. `verify` is strict unless the caller says otherwise.
 */
export function verifyLog(log: LogExport, verify: VerifySignature = verifyStrictly): Result<LogProof, LogFault> {
  if (log.publicKey.length !== 32) return fail({ code: 'malformed' });
  // Cheap before dear: hashes and order first, then signatures.
  const rows = verifyRows(log);
  if (!rows.ok) return rows;
  const fault =
    findMisplacedCheckpoint(log, rows.value.heads) ??
    findPeerMisorder(log.peerCheckpoints) ??
    findWrongSignature(log, verify) ??
    findWrongPeerSignature(log, verify);
  if (fault !== null) return fail(fault);
  const certified = readCertified(log, verify);
  if (certified === 'wrong') return fail({ code: 'certificateWrong' });

  const { checkpoints } = log;
  const countersigned = checkpoints.filter((checkpoint) => checkpoint.counterSignature !== null);
  return succeed({
    rows: log.rows.length,
    checkpoints: checkpoints.length,
    countersigned: countersigned.length,
    signedRows: checkpoints.at(-1)?.rows ?? 0,
    countersignedRows: countersigned.at(-1)?.rows ?? 0,
    closed: checkpoints.at(-1)?.closed ?? false,
    erased: rows.value.erased,
    certified,
  });
}

/** `heads[n]` is the hash after n rows. */
function findMisplacedCheckpoint(log: LogExport, heads: readonly Uint8Array[]): LogFault | null {
  for (const [at, checkpoint] of log.checkpoints.entries()) {
    if (!isStatement(checkpoint)) return { code: 'malformed' };
    if (!mayFollow(log.checkpoints[at - 1], checkpoint)) return { code: 'checkpointOutOfOrder', row: checkpoint.rows };
    const head = heads[checkpoint.rows];
    if (head === undefined) return { code: 'rowsMissing', row: log.rows.length + 1 };
    if (!equalBytes(head, checkpoint.head)) return { code: 'headWrong', row: checkpoint.rows };
    if (checkpoint.closed && log.rows.length > checkpoint.rows)
      return { code: 'rowAfterEnd', row: checkpoint.rows + 1 };
  }
  return null;
}

function findPeerMisorder(checkpoints: readonly PeerCheckpoint[]): LogFault | null {
  for (const [at, checkpoint] of checkpoints.entries()) {
    if (!isStatement(checkpoint)) return { code: 'malformed' };
    if (!mayFollow(checkpoints[at - 1], checkpoint)) return { code: 'peerCheckpointOutOfOrder' };
  }
  return null;
}

function findWrongSignature(log: LogExport, verify: VerifySignature): LogFault | null {
  const { sessionId, role, publicKey, peerPublicKey } = log;
  for (const checkpoint of log.checkpoints) {
    const { rows, head, signature, counterSignature } = checkpoint;
    if (!verify(publicKey, checkpointBytes(sessionId, role, checkpoint), signature)) {
      return { code: 'checkpointSignatureWrong', row: rows };
    }
    if (counterSignature === null) continue;
    if (peerPublicKey === null) return { code: 'peerKeyMissing', row: rows };
    if (!verify(peerPublicKey, counterSignatureBytes(sessionId, role, rows, head), counterSignature)) {
      return { code: 'counterSignatureWrong', row: rows };
    }
  }
  return null;
}

function findWrongPeerSignature(log: LogExport, verify: VerifySignature): LogFault | null {
  const { sessionId, role, peerPublicKey, peerCheckpoints } = log;
  if (peerCheckpoints.length === 0) return null;
  if (peerPublicKey === null) return { code: 'peerKeyMissing' };
  const isRight = (checkpoint: PeerCheckpoint): boolean =>
    verify(peerPublicKey, checkpointBytes(sessionId, otherRole(role), checkpoint), checkpoint.signature);
  return peerCheckpoints.every(isRight) ? null : { code: 'peerSignatureWrong' };
}

/** The certificate must have been valid when the handshake was made, and be for the technician's key. */
function readCertified(log: LogExport, verify: VerifySignature): LogProof['certified'] | 'wrong' {
  const when = log.rows.find(({ type }) => type === 'handshake/done') ?? log.rows[0];
  if (log.certificate === null || when === undefined) return log.peerPublicKey === null ? null : 'wrong';
  const read = readCertificate(log.certificate, when.wallMs, verify);
  const technicianKey = log.role === 'technician' ? log.publicKey : log.peerPublicKey;
  if (read === null || technicianKey === null) return 'wrong';
  const { certificate, rootPublicKey } = read;
  if (!equalBytes(certificate.devicePublicKey, technicianKey)) return 'wrong';
  return { technician: certificate.technician, organisation: certificate.organisation, rootPublicKey };
}

function isStatement({ rows, wallMs, head }: PeerCheckpoint): boolean {
  return Number.isSafeInteger(rows) && rows > 0 && Number.isSafeInteger(wallMs) && wallMs >= 0 && head.length === 32;
}
