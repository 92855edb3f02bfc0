import { describe, expect, it } from 'vitest';
import { fromBase64Url, toBase64Url } from '../crypto/bytes.ts';
import { signerFromSeed, verifyStrictly } from '../crypto/signature.ts';
import { checkpointIntervalMs, checkpointRows } from '../protocol/limits.ts';
import type { PeerMessageOf } from '../protocol/peer-messages.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { checkpointBytes } from './chain.ts';
import { verifyLog } from './export/verify-log.ts';
import type { LogRow } from './log-row.ts';
import { MemoryLogSink } from './memory-log-sink.ts';
import { SessionLog } from './session-log.ts';
import { malleate } from './testing/malleate.ts';
import { TwoLogs } from './testing/two-logs.ts';

const signer = signerFromSeed(new Uint8Array(32).fill(3));

/** A disk that is full whenever a test says so. */
class FillingSink extends MemoryLogSink {
  isFull = false;

  override appendRow(row: LogRow): void {
    if (this.isFull) throw new Error('full');
    super.appendRow(row);
  }

  override saveCheckpoint(...checkpoint: Parameters<MemoryLogSink['saveCheckpoint']>): void {
    if (this.isFull) throw new Error('full');
    super.saveCheckpoint(...checkpoint);
  }
}

function openLog() {
  const clock = new FakeClock();
  const sink = new FillingSink();
  const log = new SessionLog({
    sessionId: 'session-0001',
    role: 'technician',
    signer,
    clock,
    random: (count) => new Uint8Array(count).fill(5),
    sink,
  });
  const sent: PeerMessageOf<'log/checkpoint'>[] = [];
  log.onCheckpoint((message) => sent.push(message));
  const verify = () =>
    verifyLog(
      sink.readExport({
        sessionId: 'session-0001',
        role: 'technician',
        publicKey: signer.publicKey,
        peerPublicKey: null,
        certificate: null,
      }),
    );
  return { log, clock, sink, sent, verify };
}

describe('rows', () => {
  it('LOG1 a row carries who, what, when and its parameters', () => {
    const { log, clock } = openLog();
    const line = log.append('customer', 'permission/denied', { kind: 'control', reason: 'permissionDenied' });
    expect(line).toEqual({
      index: 1,
      atMs: clock.wallMs(),
      actor: 'customer',
      type: 'permission/denied',
      body: { kind: 'control', reason: 'permissionDenied' },
    });
    expect(log.lines).toEqual([line]);
  });

  it('LOG2 rows with the same words at the same time still differ, and clocks in fractions do no harm', () => {
    const { log, clock, sink, verify } = openLog();
    clock.jumpWall(0.75);
    log.append('customer', 'chat/message', { text: 'x' });
    clock.jumpWall(-2e13);
    log.append('customer', 'chat/message', { text: 'x' });
    const [first, second] = sink.readExport({
      sessionId: '',
      role: 'technician',
      publicKey: signer.publicKey,
      peerPublicKey: null,
      certificate: null,
    }).rows;
    expect(first?.hash).not.toEqual(second?.hash);
    expect(verify().ok).toBe(true);
  });

  it('LOG4 a row that the sink refused is not in the log, and the next one takes its place', () => {
    const { log, sink, verify } = openLog();
    log.append('technician', 'session/started', {});
    sink.isFull = true;
    expect(() => log.append('customer', 'chat/message', { text: 'lost' })).toThrow('full');
    expect(log.lines.length).toBe(1);
    sink.isFull = false;
    expect(log.append('customer', 'chat/message', { text: 'kept' }).index).toBe(2);
    expect(verify()).toMatchObject({ ok: true, value: { rows: 2 } });
  });

  it('LOG1 a row too large to be sent on is our own mistake', () => {
    const { log } = openLog();
    expect(() => log.append('customer', 'chat/message', { text: 'ü'.repeat(20_000) })).toThrow(RangeError);
    expect(log.lines.length).toBe(0);
  });
});

describe('checkpoints', () => {
  it('LOG3 one is due after 64 rows', () => {
    const { log, sent } = openLog();
    for (let row = 1; row < checkpointRows; row += 1) log.append('handrail', 'relay/lost', {});
    expect(sent).toEqual([]);
    for (let row = 0; row <= checkpointRows; row += 1) log.append('handrail', 'relay/lost', {});
    expect(sent.map(({ rows }) => rows)).toEqual([64, 128]);
  });

  it('LOG3 one is due 30 s after something new, and none when nothing is', () => {
    const { log, clock, sent } = openLog();
    log.append('technician', 'session/started', {});
    clock.advance(checkpointIntervalMs - 1);
    log.append('handrail', 'relay/lost', {});
    expect(sent).toEqual([]);
    clock.advance(1);
    clock.advance(checkpointIntervalMs * 10);
    expect(sent.map(({ rows }) => rows)).toEqual([2]);
    log.append('handrail', 'relay/back', {});
    clock.advance(checkpointIntervalMs);
    expect(sent.map(({ rows }) => rows)).toEqual([2, 3]);
  });

  it('LOG3 the last one closes the log, once, also when its rows were signed before', () => {
    const { log, clock, verify } = openLog();
    expect(log.checkpoint(true)).toBeNull();
    log.append('technician', 'session/started', {});
    expect(log.checkpoint(false)).toMatchObject({ rows: 1, closed: false });
    expect(log.checkpoint(false)).toBeNull();
    expect(log.closed).toBe(false);
    expect(log.checkpoint(true)).toMatchObject({ rows: 1, closed: true });
    expect(log.closed).toBe(true);
    expect(log.checkpoint(true)).toBeNull();
    expect(() => log.append('handrail', 'relay/lost', {})).toThrow('after the end');
    expect(clock.timerCount).toBe(0);
    expect(verify()).toMatchObject({ ok: true, value: { closed: true, signedRows: 1, countersignedRows: 0 } });
  });

  it('LOG3 a checkpoint that cannot be stored is made up for, and its rows are not reported as lost', () => {
    const { log, clock, sink, sent } = openLog();
    log.append('technician', 'session/started', {});
    sink.isFull = true;
    expect(() => clock.advance(checkpointIntervalMs)).not.toThrow();
    expect(sent).toEqual([]);
    sink.isFull = false;
    log.append('handrail', 'relay/lost', {});
    clock.advance(checkpointIntervalMs);
    expect(sent.map(({ rows }) => rows)).toEqual([2]);
  });

  it('LOG3 nothing is left running after close', () => {
    const { log, clock } = openLog();
    log.append('technician', 'session/started', {});
    expect(clock.timerCount).toBe(1);
    log.close();
    log.append('handrail', 'relay/lost', {});
    expect(clock.timerCount).toBe(0);
  });
});

describe('the other side', () => {
  function statement(changes: Partial<{ rows: number; closed: boolean; head: number }>, key = 2) {
    const fields = { rows: 10, closed: false, wallMs: 5, ...changes, head: new Uint8Array(32).fill(changes.head ?? 7) };
    const bytes = checkpointBytes('session-0001', 'customer', fields);
    const signature = signerFromSeed(new Uint8Array(32).fill(key)).sign(bytes);
    return {
      t: 'log/checkpoint',
      ...fields,
      head: toBase64Url(fields.head),
      signature: toBase64Url(signature),
    } as const;
  }

  it('LOG3 a good statement is kept and answered, again in the same way when it is repeated', () => {
    const logs = new TwoLogs();
    expect(logs.technician.receiveCheckpoint(statement({}))).toBeNull(); // No peer yet.
    logs.connect();
    const answer = logs.technician.receiveCheckpoint(statement({}));
    expect(answer).toMatchObject({ t: 'log/countersign', rows: 10 });
    expect(logs.technician.receiveCheckpoint(statement({}))).toEqual(answer);
    expect(logs.technicianExport().peerCheckpoints.length).toBe(1);
  });

  it.each([
    ['goes back', statement({ rows: 9 })],
    ['contradicts what was signed', statement({ head: 8 })],
    ['contradicts what was signed, closing', statement({ head: 8, closed: true })],
    ['is signed by another key', statement({ rows: 11 }, 4)],
    ['has more rows than there are numbers', { ...statement({ rows: 11 }), rows: 2 ** 64 }],
    ['is about other rows than it signed', { ...statement({ rows: 11 }), rows: 12 }],
    ['is closed but was not signed so', { ...statement({ rows: 11 }), closed: true }],
    ['has half a head', { ...statement({ rows: 11 }), head: 'AAAA' }],
    ['has bytes that are none', { ...statement({ rows: 11 }), signature: '!' }],
  ])('LOG3 a statement that %s is refused and not kept', (_, message) => {
    const logs = new TwoLogs();
    logs.connect();
    logs.technician.receiveCheckpoint(statement({}));
    expect(logs.technician.receiveCheckpoint(message)).toBeNull();
    expect(logs.technicianExport().peerCheckpoints.length).toBe(1);
  });

  it('LOG3 nothing follows a closed statement', () => {
    const logs = new TwoLogs();
    logs.connect();
    expect(logs.technician.receiveCheckpoint(statement({ closed: true }))).not.toBeNull();
    expect(logs.technician.receiveCheckpoint(statement({ rows: 11 }))).toBeNull();
    expect(logs.technician.receiveCheckpoint(statement({ closed: false }))).toBeNull();
  });

  it('LOG3 a counter-signature is taken only over a head that was really signed', () => {
    const logs = new TwoLogs();
    logs.connect();
    const checkpoint = logs.technician.checkpoint(false);
    const seen = checkpoint && logs.customer.receiveCheckpoint(checkpoint);
    if (seen === null) throw new Error('no answer');
    const { technician } = logs;
    expect(technician.receiveCounterSignature({ ...seen, rows: 2 })).toBe(false);
    expect(technician.receiveCounterSignature({ ...seen, head: toBase64Url(new Uint8Array(32)) })).toBe(false);
    expect(technician.receiveCounterSignature({ ...seen, signature: 'AAAA' })).toBe(false);
    expect(logs.technicianExport().checkpoints[0]?.counterSignature).toBeNull();
    expect(technician.receiveCounterSignature(seen)).toBe(true);
    expect(technician.receiveCounterSignature(seen)).toBe(true);
    expect(logs.technicianExport().checkpoints[0]?.counterSignature).not.toBeNull();
  });

  it('LOG3 a malleated signature cannot get in and spoil the log that holds it', () => {
    const logs = new TwoLogs();
    logs.connect();
    // A verifier that lets everything pass, as tweetnacl does with these.
    logs.technician.setPeer({ publicKey: logs.customerKey.publicKey, verify: () => true });
    const spoil = (signature: string): string => toBase64Url(malleate(fromBase64Url(signature) ?? new Uint8Array()));
    const theirs = statement({});
    expect(logs.technician.receiveCheckpoint({ ...theirs, signature: spoil(theirs.signature) })).toBeNull();
    const ours = logs.technician.checkpoint(false);
    const seen = ours && logs.customer.receiveCheckpoint(ours);
    if (seen === null) throw new Error('no answer');
    expect(logs.technician.receiveCounterSignature({ ...seen, signature: spoil(seen.signature) })).toBe(false);
    expect(verifyLog(logs.technicianExport(), verifyStrictly).ok).toBe(true);
  });
});
