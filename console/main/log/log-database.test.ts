import { readFileSync, statSync, writeFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { verifyLog } from '#shared/std/log/export/verify-log.ts';
import { LogUnwritableError } from '#shared/std/log/log-unwritable-error.ts';
import { TwoLogs } from '#shared/std/log/testing/two-logs.ts';
import { assertDurable } from './assert-durable.ts';
import { LogDatabase } from './log-database.ts';
import { openLogDatabase, openLogReader } from './open-log-database.ts';
import { storeSession, temporaryFolder, testDevice } from './testing/stored-session.ts';

function verified(database: Pick<LogDatabase, 'readExport'>, sessionId: string) {
  const log = database.readExport(sessionId);
  if (log === null) throw new Error('no such session');
  return verifyLog(log);
}

describe('the log database', () => {
  it('LOG4 is durable at every open, and not when SQLite was left to itself', () => {
    using folder = temporaryFolder();
    for (let time = 0; time < 2; time += 1) {
      const database = openLogDatabase(folder.file('new/log.sqlite'));
      storeSession(database, `session-${time}`).append('technician', 'session/started', {});
      database.close();
    }
    const careless = new Sqlite(folder.file('new/log.sqlite'));
    expect(() => assertDurable(careless)).toThrow('synchronous 1, journal wal');
    careless.close();
    expect(statSync(folder.file('new/log.sqlite')).mode & 0o777).toBe(0o600);
    expect(statSync(folder.file('new')).mode & 0o777).toBe(0o700);
  });

  it('LOG4 a sink notices when rows would no longer be durable', () => {
    using folder = temporaryFolder();
    openLogDatabase(folder.file('log.sqlite')).close();
    const careless = new Sqlite(folder.file('log.sqlite'));
    const database = new LogDatabase(careless);
    const log = storeSession(database, 'session-0001');
    expect(() => log.append('technician', 'session/started', {})).toThrow(LogUnwritableError);
    database.close();
  });

  it('LOG3 gives back what both sides signed, after a reopening, as it was given', () => {
    using folder = temporaryFolder();
    const path = folder.file('log.sqlite');
    const database = openLogDatabase(path);
    const logs = new TwoLogs('session-0001');
    storeSession(database, 'session-0001', { deviceKey: logs.device.publicKey, certificate: logs.certificate });
    const sink = database.sinkFor('session-0001');
    logs.connect();
    for (let line = 0; line < 70; line += 1) logs.chat(`Grüße 🙂 ${line}`);
    logs.end();
    const inMemory = logs.technicianExport();
    for (const row of inMemory.rows) sink.appendRow(row);
    for (const one of inMemory.checkpoints) {
      sink.saveCheckpoint({ ...one, counterSignature: null });
      sink.saveCheckpoint(one);
    }
    for (const one of inMemory.peerCheckpoints) sink.savePeerCheckpoint(one);
    database.updateSession('session-0001', { customerLogKey: logs.customerKey.publicKey, status: 'active' });
    database.close();

    const reader = openLogReader(path);
    expect(reader.readExport('session-0001')).toEqual(inMemory);
    expect(verified(reader, 'session-0001')).toMatchObject({
      ok: true,
      value: { closed: true, countersignedRows: 72 },
    });
    expect(reader.readExport('session-0002')).toBeNull();
    reader.close();
  });

  it('LOG4 a full disk throws, keeps what was acknowledged and goes on when there is room', () => {
    using folder = temporaryFolder();
    const path = folder.file('log.sqlite');
    openLogDatabase(path).close();
    const raw = new Sqlite(path);
    raw.pragma('synchronous = FULL');
    const pages = Number(raw.pragma('page_count', { simple: true }));
    raw.pragma(`max_page_count = ${pages + 4}`);
    const database = new LogDatabase(raw);
    const log = storeSession(database, 'session-0001');
    const text = 'x'.repeat(2_000);
    const write = (): void => {
      for (let line = 0; line < 1_000; line += 1) log.append('customer', 'chat/message', { text });
    };
    expect(write).toThrow(
      expect.objectContaining({ code: 'logUnwritable', cause: expect.objectContaining({ code: 'SQLITE_FULL' }) }),
    );
    const acknowledged = log.lines.length;
    expect(acknowledged).toBeGreaterThan(1);
    expect(verified(database, 'session-0001')).toMatchObject({ ok: true, value: { rows: acknowledged } });

    raw.pragma(`max_page_count = ${pages + 400}`);
    log.append('customer', 'chat/message', { text });
    expect(log.checkpoint(true)).not.toBeNull();
    expect(verified(database, 'session-0001')).toMatchObject({
      ok: true,
      value: { rows: acknowledged + 1, closed: true },
    });
    log.close();
    database.close();
  });

  it('LOG4 a database that was closed under a log throws too', () => {
    using folder = temporaryFolder();
    const database = openLogDatabase(folder.file('log.sqlite'));
    const log = storeSession(database, 'session-0001');
    database.close();
    expect(() => log.append('technician', 'session/started', {})).toThrow(LogUnwritableError);
    expect(() => database.updateSession('session-0001', { status: 'active' })).toThrow(LogUnwritableError);
  });

  it('LOG4 what cannot be a database is left alone', () => {
    using folder = temporaryFolder();
    const path = folder.file('log.sqlite');
    writeFileSync(path, 'not a database, but somebody’s letter '.repeat(100));
    expect(() => openLogDatabase(path)).toThrow('not a database');
    expect(readFileSync(path, 'utf8')).toMatch(/^not a database, but/);
    expect(() => openLogReader(folder.file('missing.sqlite'))).toThrow();
  });

  it('LOG4 a database of a newer program is neither changed nor read', () => {
    using folder = temporaryFolder();
    const path = folder.file('log.sqlite');
    openLogDatabase(path).close();
    const newer = new Sqlite(path);
    newer.pragma('user_version = 99');
    newer.close();
    expect(() => openLogDatabase(path)).toThrow('version 99');
    expect(() => openLogReader(path)).toThrow('version 99');
  });
});

describe('rows in the database', () => {
  it('LOG2 can be erased for good: the chain verifies, and the text is in no file any more', () => {
    using folder = temporaryFolder();
    const path = folder.file('log.sqlite');
    const database = openLogDatabase(path);
    const log = storeSession(database, 'session-0001');
    log.append('customer', 'chat/message', { text: 'my password is VerySecretWord' });
    log.append('customer', 'chat/message', { text: 'thanks' });
    log.checkpoint(true);
    log.close();
    expect(readFileSync(`${path}-wal`, 'latin1')).toContain('VerySecretWord');
    expect(database.eraseBody('session-0001', 1)).toBe(true);
    expect(database.eraseBody('session-0001', 3)).toBe(false);
    for (const file of [path, `${path}-wal`]) expect(readFileSync(file, 'latin1')).not.toContain('VerySecretWord');
    expect(verified(database, 'session-0001')).toMatchObject({ ok: true, value: { rows: 2, erased: 1 } });
    database.close();
  });

  it('LOG2 cannot be changed, renumbered, skipped or half erased by a mistake of ours', () => {
    using folder = temporaryFolder();
    const path = folder.file('log.sqlite');
    const database = openLogDatabase(path);
    const log = storeSession(database, 'session-0001');
    log.append('customer', 'chat/message', { text: 'a' });
    log.append('customer', 'chat/message', { text: 'b' });
    log.close();
    const row = database.readExport('session-0001')?.rows[0];
    if (row === undefined) throw new Error('no row');
    const sink = database.sinkFor('session-0001');
    expect(() => sink.appendRow(row)).toThrow(LogUnwritableError);
    expect(() => sink.appendRow({ ...row, index: 4 })).toThrow(LogUnwritableError);
    expect(() => database.sinkFor('session-none').appendRow(row)).toThrow(LogUnwritableError);
    database.close();
    const raw = new Sqlite(path);
    for (const change of ["body = '{}'", 'salt = NULL', 'wall_ms = 1, body = NULL, salt = NULL', 'row_index = 9']) {
      expect(() => raw.exec(`UPDATE log_rows SET ${change} WHERE row_index = 2`), change).toThrow();
    }
    raw.close();
  });

  it('LOG2 edited by force are found', () => {
    using folder = temporaryFolder();
    const path = folder.file('log.sqlite');
    const database = openLogDatabase(path);
    const log = storeSession(database, 'session-0001');
    log.append('customer', 'chat/message', { text: 'a' });
    log.checkpoint(true);
    log.close();
    const raw = new Sqlite(path);
    raw.exec(`DROP TRIGGER log_rows_stay; UPDATE log_rows SET body = '{"text":"b"}'`);
    raw.close();
    expect(verified(database, 'session-0001')).toEqual({ ok: false, reason: { code: 'bodyChanged', row: 1 } });
    database.close();
  });
});

describe('the list of sessions', () => {
  it('shows the newest first, with what became known later, and can be narrowed', () => {
    using folder = temporaryFolder();
    const database = openLogDatabase(folder.file('log.sqlite'));
    storeSession(database, 'session-0001', { name: 'Printer', createdAtMs: 1_000 }).append(
      'technician',
      'session/created',
      { name: 'Printer', sessionType: 'remoteSupport' },
    );
    storeSession(database, 'session-0002', { name: '100%_VPN', type: 'lens', createdAtMs: 2_000 });
    database.updateSession('session-0001', {
      status: 'closed',
      customerPlatform: 'Windows',
      startedAtMs: 1_500,
      endedAtMs: 1_900,
      endedBy: 'customer',
      endReason: 'windowClosed',
    });
    database.updateSession('session-0001', { customerLogKey: testDevice.publicKey });
    const ids = (filter?: Parameters<LogDatabase['listSessions']>[0]): string[] =>
      database.listSessions(filter).map(({ id }) => id);
    expect(ids()).toEqual(['session-0002', 'session-0001']);
    expect(ids({ limit: 1 })).toEqual(['session-0002']);
    expect(ids({ nameContains: 'print' })).toEqual(['session-0001']);
    expect(ids({ nameContains: '%_' })).toEqual(['session-0002']);
    expect(ids({ fromMs: 1_000, untilMs: 2_000 })).toEqual(['session-0001']);
    expect(database.listSessions()[1]).toEqual({
      id: 'session-0001',
      name: 'Printer',
      type: 'remoteSupport',
      technician: 'Anna Weber',
      organisation: 'Acme IT',
      customerPlatform: 'Windows',
      createdAtMs: 1_000,
      startedAtMs: 1_500,
      endedAtMs: 1_900,
      status: 'closed',
      endedBy: 'customer',
      endReason: 'windowClosed',
      rows: 1,
    });
    expect(() => database.updateSession('session-none', { status: 'active' })).toThrow('no such session');
    database.close();
  });
});
