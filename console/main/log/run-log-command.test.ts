import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { writeLogJsonl } from '#shared/std/log/export/log-jsonl.ts';
import { TwoLogs } from '#shared/std/log/testing/two-logs.ts';
import { openLogDatabase } from './open-log-database.ts';
import { runLogCommand } from './run-log-command.ts';
import { storeSession, temporaryFolder } from './testing/stored-session.ts';

function run(words: readonly string[], database = '/nowhere/log.sqlite') {
  let out = '';
  let error = '';
  const code = runLogCommand(words, database, {
    print: (text) => (out += text),
    printError: (text) => (error += text),
  });
  return { code, out, error };
}

function storedLog(path: string): void {
  const database = openLogDatabase(path);
  for (const [at, name] of ['Printer', 'Laptop\u001b[2J'].entries()) {
    const log = storeSession(database, `session-000${at + 1}`, { name, createdAtMs: 1_000 * at });
    log.append('technician', 'session/created', { name, sessionType: 'remoteSupport' });
    log.append('customer', 'chat/message', { text: '=1+1' });
    log.checkpoint(true);
    log.close();
  }
  database.close();
}

describe('npm run log', () => {
  it('explains itself, and says what was wrong with a command', () => {
    expect(run(['--help'])).toMatchObject({
      code: 0,
      error: '',
      out: expect.stringContaining('npm run log -- verify'),
    });
    expect(run([]).code).toBe(0);
    for (const words of [
      ['paint'],
      ['list', 'x'],
      ['verify', '--sesion', 'x'],
      ['export', '--format', 'pdf'],
      ['verify', 'a.jsonl', '--session', 'x'],
      ['verify', 'a.jsonl', 'b.jsonl'],
      ['list'],
      ['verify', '/nowhere/log.jsonl'],
    ]) {
      const { code, out, error } = run(words);
      expect({ words, code, out }).toEqual({ words, code: 2, out: '' });
      expect(error.length).toBeGreaterThan(10);
    }
  });

  it('lists sessions without letting a name colour the terminal', () => {
    using folder = temporaryFolder();
    const path = folder.file('log.sqlite');
    openLogDatabase(path).close();
    expect(run(['list'], path)).toMatchObject({ code: 0, out: 'There are no sessions in this log yet.\n' });
    expect(run(['verify'], path).code).toBe(2);
    storedLog(path);
    expect(run(['list', '--database', path]).out).toBe(
      'session-0002  1970-01-01T00:00:01.000Z  connecting  2 rows  Laptop\n' +
        'session-0001  1970-01-01T00:00:00.000Z  connecting  2 rows  Printer\n',
    );
  });

  it('LOG2 verifies the latest session, a given one, or all', () => {
    using folder = temporaryFolder();
    const path = folder.file('log.sqlite');
    storedLog(path);
    expect(run(['verify'], path)).toMatchObject({ code: 0, error: '' });
    expect(run(['verify'], path).out).toContain('session session-0002 is unchanged: 2 rows');
    expect(run(['verify', '--session', 'session-0001'], path).out).toContain('session-0001 is unchanged');
    expect(run(['verify', '--session', 'all'], path).out.match(/is unchanged/g)).toHaveLength(2);
    expect(run(['verify', '--session', 'session-0003'], path)).toMatchObject({ code: 2, out: '' });
  });

  it('LOG1 exports to a file or to standard output, and the file verifies', () => {
    using folder = temporaryFolder();
    const path = folder.file('log.sqlite');
    storedLog(path);
    const file = folder.file('log.jsonl');
    expect(run(['export', '--session', 'session-0001', '--out', file], path)).toMatchObject({ code: 0, out: '' });
    expect(run(['verify', file])).toMatchObject({ code: 0, error: '' });
    expect(run(['export', '--session', 'session-0001'], path).out).toBe(readFileSync(file, 'utf8'));
    expect(run(['export', '--format', 'csv'], path).out).toContain('"The customer wrote: =1+1"');
    expect(run(['export', '--session', 'all'], path).code).toBe(2);
  });

  it('LOG3 checks a file of either side, and one side against the other', () => {
    using folder = temporaryFolder();
    const logs = new TwoLogs();
    logs.connect();
    for (let line = 0; line < 80; line += 1) logs.chat(`line ${line}`);
    logs.end();
    const technician = logs.technicianExport();
    const [ours, theirs, cut, edited, foreign, binary] = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) =>
      folder.file(name),
    );
    if (!ours || !theirs || !cut || !edited || !foreign || !binary) throw new Error('no names');
    writeFileSync(ours, writeLogJsonl(technician));
    writeFileSync(theirs, writeLogJsonl(logs.customerExport()));
    const checkpoints = technician.checkpoints.slice(0, 1);
    writeFileSync(cut, writeLogJsonl({ ...technician, rows: technician.rows.slice(0, 64), checkpoints }));
    writeFileSync(edited, readFileSync(ours, 'utf8').replace('line 7', 'line 8'));
    writeFileSync(foreign, '{"hello":"world"}');
    writeFileSync(binary, Buffer.from([0xff, 0xfe, 0x00]));

    const good = run(['verify', ours, '--against', theirs]);
    expect(good).toMatchObject({ code: 0, error: '' });
    expect(good.out).toContain('It is closed');
    expect(good.out).toContain('confirmed it up to row 82');
    expect(good.out).toContain('Technician: Anna Weber (Acme IT)');
    expect(good.out).toContain('agree');
    expect(run(['verify', theirs, '--against', ours]).code).toBe(0);

    expect(run(['verify', cut])).toMatchObject({ code: 0, out: expect.stringContaining('It is not closed') });
    expect(run(['verify', cut, '--against', theirs])).toMatchObject({
      code: 1,
      error: expect.stringContaining('cut off'),
    });
    expect(run(['verify', edited])).toMatchObject({
      code: 1,
      error: expect.stringContaining('text of row 9 was changed'),
    });
    expect(run(['verify', ours, '--against', edited]).code).toBe(1);
    for (const file of [foreign, binary]) {
      expect(run(['verify', file])).toMatchObject({ code: 2, error: expect.stringContaining('no exported log') });
    }
  });
});
