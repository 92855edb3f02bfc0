import { beforeEach, describe, expect, it } from 'vitest';
import { compareLogs } from '#shared/std/log/export/compare-logs.ts';
import type { LogExport } from '#shared/std/log/export/log-export.ts';
import { readLogJsonl } from '#shared/std/log/export/log-jsonl.ts';
import type { LogProof } from '#shared/std/log/export/log-proof.ts';
import { verifyLog } from '#shared/std/log/export/verify-log.ts';
import type { LogEventName } from '#shared/std/log/log-events.ts';
import { utf8 } from '#shared/std/crypto/bytes.ts';
import { linkSilenceMs } from '#shared/std/protocol/limits.ts';
import { MemoryFileSource } from '#shared/std/transfer/testing/memory-file-source.ts';
import {
  appletWhere,
  askAndAnswer,
  createSession,
  pinOf,
  playWindow,
  sessionWhere,
  startedSession,
} from '#tests/support/loopback-session.ts';
import { startMemorySession, type MemorySession } from '#tests/support/memory-session.ts';
import { turns } from '#tests/support/turns.ts';

let memory: MemorySession;
let files: MemoryFileSource[];

beforeEach(() => {
  files = [];
  memory = startMemorySession({ applet: { takeFile: () => files.shift() ?? null } });
  playWindow(memory.applet);
});

/** The customer's log as they would keep it. */
async function customerLog(): Promise<LogExport> {
  await memory.applet.handlers.calls['log/keep']({});
  const read = readLogJsonl(memory.kept.at(-1) ?? '');
  if (!read.ok) throw new Error(`unreadable: ${JSON.stringify(read.reason)}`);
  return read.value;
}

function proofOf(log: LogExport): LogProof {
  const proof = verifyLog(log);
  if (!proof.ok) throw new Error(`does not verify: ${JSON.stringify(proof.reason)}`);
  return proof.value;
}

/** Both logs verify, each on its own and held against the other. */
async function expectProven(id: string, expected: Partial<LogProof> = {}): Promise<void> {
  const technician = memory.archive.readExport(id);
  const customer = await customerLog();
  for (const log of [technician, customer]) {
    const proof = proofOf(log);
    expect(proof, log.role).toMatchObject({ closed: true, signedRows: log.rows.length, ...expected });
    if (expected.countersignedRows === undefined) expect(proof.countersignedRows, log.role).toBe(log.rows.length);
    expect(proof.certified).toMatchObject({ technician: 'Anna Weber', organisation: 'Acme IT' });
  }
  expect(compareLogs(technician, customer).ok).toBe(true);
  expect(compareLogs(customer, technician).ok).toBe(true);
}

describe('both logs', () => {
  it.each<[string, (id: string) => unknown]>([
    ['the technician ends it', (id) => memory.desk.session(id)?.end()],
    ['the customer ends it', () => memory.applet.handlers.calls['session/end']({})],
    [
      'both end it at once',
      (id) => {
        memory.desk.session(id)?.end();
        return memory.applet.handlers.calls['session/end']({});
      },
    ],
  ])('LOG3 are signed and counter-signed to the last row when %s', async (_, end) => {
    const id = await startedSession(memory);
    await askAndAnswer(memory, id, 'viewScreen', true);
    memory.desk.session(id)?.writeChat('Hello');
    await appletWhere(memory.applet, ({ chat }) => chat.length === 1);
    await end(id);
    await memory.pass(2_000, 100);
    await expectProven(id);
  });

  it('LOG3 are signed to the last row after a checkpoint whose answer was still on its way at the end', async () => {
    const id = await startedSession(memory);
    // Without the relay the end comes behind everything else.
    memory.relay.stop();
    memory.network.delayMs = 60;
    memory.network.spacingMs = 2;
    // Rows enough for a checkpoint, and the end right behind it.
    for (let line = 0; line < 64; line += 1) memory.desk.session(id)?.writeChat(`line ${line}`);
    memory.desk.session(id)?.end();
    await memory.pass(4_000, 1);
    const technician = proofOf(memory.archive.readExport(id));
    expect([technician.closed, technician.countersignedRows]).toEqual([true, technician.rows]);
    const customer = proofOf(await customerLog());
    expect(customer.checkpoints).toBe(2);
    expect([customer.closed, customer.countersignedRows]).toEqual([true, customer.rows]);
  });

  it('LOG3 after a broken protocol are signed by their owners, and do not contradict each other', async () => {
    const id = await startedSession(memory);
    memory.network.tamper = ({ from, channel, bytes }) =>
      from.role === 'offerer' && channel === 'control' ? [utf8('{')] : [bytes];
    memory.desk.session(id)?.writeChat('garbled on the way');
    await appletWhere(memory.applet, ({ step }) => step.name === 'ended');
    await memory.pass(2_000, 100);
    expect(memory.applet.view.step).toMatchObject({ reason: 'protocolBroken' });
    const { status } = await sessionWhere(memory.desk, id, ({ status: now }) => now.name === 'closed');
    expect(status).toMatchObject({ reason: 'protocolBroken' });
    await expectProven(id, { countersignedRows: expect.any(Number) });
  });

  it('LOG3 after a connection that never came back are signed by their owners', async () => {
    const id = await startedSession(memory);
    await memory.pass(31_000, 1_000);
    memory.network.silent = true;
    memory.relay.stop();
    await memory.pass(linkSilenceMs * 3);
    await memory.applet.handlers.calls['session/end']({});
    memory.desk.session(id)?.end();
    await memory.pass(2_000, 100);
    const technician = memory.archive.readExport(id);
    // What was counter-signed while they were connected is still worth something.
    expect(proofOf(technician).countersignedRows).toBeGreaterThan(0);
    await expectProven(id, { countersignedRows: expect.any(Number) });
    expect(technician.rows.map(({ type }) => type)).toEqual(expect.arrayContaining(['relay/lost', 'connection/lost']));
  });

  it('LOG3 a customer who edits theirs is found out by the technician’s', async () => {
    const id = await startedSession(memory);
    memory.desk.session(id)?.writeChat('The price is 10');
    await appletWhere(memory.applet, ({ chat }) => chat.length === 1);
    memory.desk.session(id)?.end();
    await memory.pass(2_000, 100);
    await memory.applet.handlers.calls['log/keep']({});
    const edited = (memory.kept.at(-1) ?? '').replace('The price is 10', 'The price is 99');
    expect(edited).not.toBe(memory.kept.at(-1));
    const read = readLogJsonl(edited);
    expect(read.ok && verifyLog(read.value).ok).toBe(false);
  });

  it('LOG4 a session whose log fills the disk ends on both sides, and no new one begins', async () => {
    const id = await startedSession(memory);
    memory.archive.full = true;
    memory.desk.session(id)?.writeChat('one too many');
    const { step } = await appletWhere(memory.applet, ({ step: now }) => now.name === 'ended');
    expect(step).toMatchObject({ by: 'technician', reason: 'logUnwritable' });
    expect(memory.applet.view.chat).toEqual([]);
    const refused = memory.desk.createSession({ name: 'x', type: 'remoteSupport', method: 'pin' });
    await turns();
    expect(await refused).toEqual({ ok: false, reason: 'logUnwritable' });
    await memory.pass(2_000, 100);
    expect(memory.network.openCount).toBe(0);
    // What was written before verifies; that it has no signed end says that it was cut short.
    expect(proofOf(memory.archive.readExport(id)).closed).toBe(false);
  });
});

/** Plays one session in which everything happens that both sides log. */
async function playEverything(): Promise<string> {
  const { desk, applet, network, relay } = memory;
  const session = await createSession(desk);
  const { id } = session;
  applet.join(pinOf(session));
  await appletWhere(applet, ({ step }) => step.name === 'terms');
  await applet.handlers.calls['terms/answer']({ accepted: true, locale: 'en' });
  const { verification } = await sessionWhere(desk, id, ({ status }) => status.name === 'waiting');
  if (verification.state !== 'awaitingCode') throw new Error('no code');
  await applet.handlers.calls['verification/enter']({ code: '0' });
  await applet.handlers.calls['verification/enter']({ code: verification.code });
  await sessionWhere(desk, id, (now) => now.verification.state === 'verified');
  await desk.session(id)?.start();
  await sessionWhere(desk, id, ({ connection }) => connection.state === 'connected');

  await askAndAnswer(memory, id, 'sendFile', false);
  await askAndAnswer(memory, id, 'viewScreen', true);
  await sessionWhere(desk, id, ({ screen }) => screen.state === 'live');
  await askAndAnswer(memory, id, 'control', true);
  desk.session(id)?.tools?.release('control');
  desk.session(id)?.hold(true);
  desk.session(id)?.hold(false);
  desk.session(id)?.writeChat('Hello');
  await applet.handlers.calls['chat/send']({ text: 'Hello back' });
  await sessionWhere(desk, id, ({ chat }) => chat.length === 2);

  await askAndAnswer(memory, id, 'sendFile', true);
  const source = new MemoryFileSource('settings.txt', utf8('x = 1'));
  desk.session(id)?.tools?.sendFiles([source]);
  await sessionWhere(desk, id, ({ transfers }) => transfers.some(({ state }) => state.name === 'done'));
  files.push(new MemoryFileSource('refused.txt', utf8('1')), new MemoryFileSource('failed.txt', utf8('2')));
  await applet.handlers.calls['file/send']({ tickets: ['a'] });
  const refused = await sessionWhere(desk, id, ({ transfers }) => transfers.length === 2);
  desk.session(id)?.tools?.cancelTransfer(refused.transfers[1]?.id ?? '');
  await applet.handlers.calls['file/send']({ tickets: ['b'] });
  const offered = await sessionWhere(desk, id, ({ transfers }) => transfers.length === 3);
  memory.stores.technician.freeBytes = 1;
  memory.stores.technician.gate = new Promise(() => {});
  desk.session(id)?.tools?.acceptTransfer(offered.transfers[2]?.id ?? '');
  await applet.handlers.calls['permission/revokeAll']({});
  await sessionWhere(desk, id, ({ permissions }) => permissions.viewScreen.state === 'revoked');

  relay.breakSocket(0);
  await memory.pass(3_000);
  network.cut();
  await memory.pass(10_000);
  await sessionWhere(desk, id, ({ status }) => status.name === 'active');
  desk.session(id)?.end();
  await appletWhere(applet, ({ step }) => step.name === 'ended');
  await memory.pass(2_000, 100);
  return id;
}

describe('a whole session', () => {
  it('LOG1 leaves a row of every kind in the log of each side that has to do with it', async () => {
    const id = await playEverything();
    const shared: readonly LogEventName[] = [
      'customer/joined',
      'handshake/done',
      'terms/accepted',
      'verification/wrong',
      'verification/done',
      'session/started',
      'session/held',
      'session/resumed',
      'connection/opened',
      'connection/lost',
      'permission/asked',
      'permission/allowed',
      'permission/denied',
      'permission/revoked',
      'permission/released',
      'screen/started',
      'screen/stopped',
      'control/started',
      'control/stopped',
      'chat/message',
      'file/offered',
      'file/accepted',
      'file/refused',
      'file/done',
      'file/failed',
      'session/ended',
    ];
    const technicianOnly: readonly LogEventName[] = ['session/created', 'pin/created', 'relay/lost', 'relay/back'];
    const technician = new Set(memory.archive.readExport(id).rows.map(({ type }) => type));
    const customer = new Set((await customerLog()).rows.map(({ type }) => type));
    expect(
      shared.filter((type) => !customer.has(type)),
      'missing at the customer’s',
    ).toEqual([]);
    expect(
      [...shared, ...technicianOnly].filter((type) => !technician.has(type)),
      'missing at the technician’s',
    ).toEqual([]);
    await expectProven(id);
  });

  it('LOG1 both windows show what their logs hold, row by row', async () => {
    const id = await playEverything();
    const session = memory.desk.view.sessions.find((each) => each.id === id);
    const types = (log: LogExport): readonly string[] => log.rows.map(({ index, type }) => `${index} ${type}`);
    const shown = (log: readonly { index: number; type: string }[] | undefined): readonly string[] =>
      (log ?? []).map(({ index, type }) => `${index} ${type}`);
    expect(shown(session?.log)).toEqual(types(memory.archive.readExport(id)));
    expect(shown(memory.applet.view.log)).toEqual(types(await customerLog()));
  });

  it('LOG1 the order of what both saw is the same in both', async () => {
    const id = await playEverything();
    const acts = (log: LogExport): readonly string[] =>
      log.rows
        .filter(({ type }) =>
          ['permission/allowed', 'permission/denied', 'control/started', 'terms/accepted'].includes(type),
        )
        .map(({ type, body }) => `${type} ${body?.includes('hash') ? '' : body}`);
    expect(acts(memory.archive.readExport(id))).toEqual(acts(await customerLog()));
  });
});
