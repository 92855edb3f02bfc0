import { describe, expect, it } from 'vitest';
import { signerFromSeed } from '../../crypto/signature.ts';
import { chainStart, checkpointBytes, hashBody, hashRow } from '../chain.ts';
import type { LogRow } from '../log-row.ts';
import { malleate } from '../testing/malleate.ts';
import { TwoLogs } from '../testing/two-logs.ts';
import { compareLogs } from './compare-logs.ts';
import type { LogExport } from './log-export.ts';
import { verifyLog } from './verify-log.ts';

function session(chats: number, sessionId?: string): TwoLogs {
  const logs = new TwoLogs(sessionId);
  logs.technician.append('technician', 'session/created', { name: 'Herr Öz', sessionType: 'remoteSupport' });
  logs.connect();
  for (let line = 1; line <= chats; line += 1) logs.chat(`line ${line}`);
  logs.end();
  return logs;
}

const logs = session(100);
const honest = logs.technicianExport();

function changeRow(log: LogExport, index: number, change: Partial<LogRow>): LogExport {
  return { ...log, rows: log.rows.map((row) => (row.index === index ? { ...row, ...change } : row)) };
}

/** What somebody with the device key can do afterwards: a chain that hangs together, signed anew. */
function rewrite(log: LogExport, change: (rows: readonly LogRow[]) => readonly LogRow[]): LogExport {
  let head = chainStart(log.sessionId, log.role);
  const rows = change(log.rows).map((row, at) => {
    const bodyHash = row.salt === null || row.body === null ? row.bodyHash : hashBody(row.salt, row.body);
    const renumbered = { ...row, index: at + 1, bodyHash };
    head = hashRow(head, renumbered);
    return { ...renumbered, hash: head };
  });
  const statement = { rows: rows.length, head, wallMs: 1, closed: true };
  const signature = logs.device.sign(checkpointBytes(log.sessionId, log.role, statement));
  return { ...log, rows, checkpoints: [{ ...statement, signature, counterSignature: null }] };
}

describe('an honest log', () => {
  it('LOG2 LOG3 verifies on both sides, and says how far the other side confirmed it', () => {
    expect(verifyLog(honest)).toMatchObject({
      ok: true,
      value: {
        rows: 103,
        checkpoints: 2,
        countersigned: 2,
        signedRows: 103,
        countersignedRows: 103,
        closed: true,
        erased: 0,
        certified: { technician: 'Anna Weber', organisation: 'Acme IT', rootPublicKey: logs.root.publicKey },
      },
    });
    expect(verifyLog(logs.customerExport())).toMatchObject({ ok: true, value: { rows: 102, closed: true } });
    expect(compareLogs(honest, logs.customerExport())).toMatchObject({ ok: true, value: { heads: 4 } });
  });

  it('LOG2 still verifies when texts were erased, and says how many', () => {
    const erased = changeRow(honest, 50, { body: null, salt: null });
    expect(verifyLog(erased)).toMatchObject({ ok: true, value: { erased: 1, countersignedRows: 103 } });
  });

  it('LOG3 whose program was killed is not closed, which is not tampering', () => {
    const interrupted = { ...honest, rows: honest.rows.slice(0, 70), checkpoints: honest.checkpoints.slice(0, 1) };
    expect(verifyLog(interrupted)).toMatchObject({ ok: true, value: { closed: false, rows: 70, signedRows: 64 } });
  });
});

describe('a changed log', () => {
  const row = (index: number): LogRow => {
    const found = honest.rows[index - 1];
    if (found === undefined) throw new Error('no such row');
    return found;
  };
  const lastCheckpoint = honest.checkpoints.length - 1;
  const lastSignature = honest.checkpoints.at(-1)?.signature ?? new Uint8Array();
  const changeLastCheckpoint = (change: Partial<LogExport['checkpoints'][number]>): LogExport => ({
    ...honest,
    checkpoints: honest.checkpoints.map((one, at) => (at === lastCheckpoint ? { ...one, ...change } : one)),
  });

  it.each([
    ['an edited text', changeRow(honest, 50, { body: '{"text":"other"}' }), 'bodyChanged', 50],
    ['half an erasure', changeRow(honest, 50, { salt: null }), 'bodyChanged', 50],
    ['an edited time', changeRow(honest, 50, { wallMs: 1 }), 'rowChanged', 50],
    ['another actor', changeRow(honest, 50, { actor: 'technician' }), 'rowChanged', 50],
    ['a time that is none', changeRow(honest, 50, { wallMs: -1 }), 'malformed', 50],
    ['a text with half a character', changeRow(honest, 50, { body: '\ud800' }), 'malformed', 50],
    ['a deleted row', { ...honest, rows: honest.rows.toSpliced(49, 1) }, 'rowOutOfOrder', 50],
    ['an inserted row', { ...honest, rows: honest.rows.toSpliced(49, 0, row(50)) }, 'rowOutOfOrder', 51],
    ['swapped rows', { ...honest, rows: honest.rows.with(49, row(51)).with(50, row(50)) }, 'rowOutOfOrder', 50],
    ['rows cut off behind a signature', { ...honest, rows: honest.rows.slice(0, 80) }, 'rowsMissing', 81],
    ['rows after the end', { ...honest, rows: rewrite(honest, (all) => [...all, row(50)]).rows }, 'rowAfterEnd', 104],
    [
      'rows of another session',
      { ...honest, rows: session(100, 'session-0002').technicianExport().rows },
      'rowChanged',
      1,
    ],
    ['the rows of the other side', { ...honest, rows: logs.customerExport().rows }, 'rowChanged', 1],
    [
      'a rewritten chain under old signatures',
      { ...honest, rows: rewrite(honest, (all) => all.with(9, row(20))).rows },
      'headWrong',
      64,
    ],
    [
      'a malleated signature',
      changeLastCheckpoint({ signature: malleate(lastSignature) }),
      'checkpointSignatureWrong',
      103,
    ],
    [
      'a counter-signature that is none',
      changeLastCheckpoint({ counterSignature: new Uint8Array(64) }),
      'counterSignatureWrong',
      103,
    ],
    ['a checkpoint said to be open', changeLastCheckpoint({ closed: false }), 'checkpointSignatureWrong', 103],
    [
      'repeated checkpoints',
      { ...honest, checkpoints: [...honest.checkpoints, ...honest.checkpoints] },
      'checkpointOutOfOrder',
      64,
    ],
    ['counter-signatures without a key', { ...honest, peerPublicKey: null }, 'peerKeyMissing', 64],
    ['another session', { ...honest, sessionId: 'session-0002' }, 'rowChanged', 1],
    ['another side', { ...honest, role: 'customer' as const }, 'rowChanged', 1],
    ['a removed certificate', { ...honest, certificate: null }, 'certificateWrong', undefined],
    ['a broken certificate', { ...honest, certificate: logs.certificate.with(20, 1) }, 'certificateWrong', undefined],
    [
      'another device',
      { ...honest, publicKey: signerFromSeed(new Uint8Array(32).fill(8)).publicKey },
      'checkpointSignatureWrong',
      64,
    ],
  ])('LOG2 LOG3 with %s is found', (_, log, code, at) => {
    expect(verifyLog(log)).toEqual({ ok: false, reason: at === undefined ? { code } : { code, row: at } });
  });

  it('LOG3 with everything behind a row cut off is left open', () => {
    const rows = honest.rows.slice(0, 64);
    const cut = { ...honest, rows, checkpoints: honest.checkpoints.slice(0, 1) };
    expect(verifyLog(cut)).toMatchObject({ ok: true, value: { closed: false } });
    expect(compareLogs(cut, logs.customerExport())).toEqual({
      ok: false,
      reason: { code: 'cutOff', role: 'technician', row: 65 },
    });
  });

  it('LOG3 rewritten and signed anew by its owner is unconfirmed, and the other side’s log convicts it', () => {
    const rewritten = rewrite(honest, (rows) => rows.toSpliced(9, 1));
    expect(verifyLog(rewritten)).toMatchObject({ ok: true, value: { countersignedRows: 0, closed: true } });
    expect(compareLogs(rewritten, logs.customerExport())).toMatchObject({
      ok: false,
      reason: { code: 'rewritten', role: 'technician', row: 64 },
    });
    expect(compareLogs(logs.customerExport(), rewritten).ok).toBe(false);
  });

  it('LOG3 two logs that are not of one session, or name other keys, are not compared', () => {
    expect(compareLogs(honest, honest)).toEqual({ ok: false, reason: { code: 'notTheSameSession' } });
    const stranger = { ...logs.customerExport(), peerPublicKey: new Uint8Array(32).fill(1) };
    expect(compareLogs(honest, stranger)).toEqual({ ok: false, reason: { code: 'keysDiffer' } });
  });
});
