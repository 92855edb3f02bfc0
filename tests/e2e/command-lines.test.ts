import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLogDatabase } from '#console/main/log/open-log-database.ts';
import { appletWhere, sessionWhere, startedSession, startLoopback } from '#tests/support/loopback-session.ts';
import { runToEnd } from './run-to-end.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'handrail-command-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (script: string, ...line: readonly string[]) => runToEnd(script, line, { HANDRAIL_DATA: folder });

describe.concurrent('--help', () => {
  it.each([
    ['console/main/main.ts', ['--relay', '--certificate', '--listen', '--technician', '--organisation', '--downloads']],
    ['applet/main/main.ts', ['--relay', '--pin', '--downloads', 'HANDRAIL_LINK']],
    ['relay/main.ts', ['serve', 'init', 'certify', '--pin-life-minutes', '--organisation-keys']],
    ['console/main/log-command.ts', ['list', 'verify', 'export', '--against']],
    ['demo/main.ts', ['--out', '--json']],
    ['build/test.ts', ['--only', '--check']],
  ])('of %s names every option, and starts nothing', async (script, words) => {
    const { code, output, errors } = await run(script, '--help');
    expect(code).toBe(0);
    expect(errors).toBe('');
    for (const word of words) expect(output).toContain(word);
  });
});

describe.concurrent('a wrong command line', () => {
  it.each([
    ['console/main/main.ts', ['--rely', 'x'], '--rely'],
    ['console/main/main.ts', ['--relay', 'no address'], 'is not the address of a relay'],
    ['applet/main/main.ts', ['--relay', 'ftp://example.org'], 'is not the address of a relay'],
    ['relay/main.ts', ['serve', '--port', 'many'], 'port'],
    ['relay/main.ts', ['fly'], 'There is no command "fly"'],
    ['console/main/log-command.ts', ['burn'], 'There is no command "burn"'],
  ])('%s %j ends with 2 and a sentence', async (script, line, sentence) => {
    const { code, output, errors } = await run(script, ...line);
    expect(code).toBe(2);
    expect(`${output}${errors}`).toContain(sentence);
    expect(`${output}${errors}`).not.toMatch(/^ {4}at /m);
  });

  it('of an applet that was given half a link says what to do, and does not repeat the link', async () => {
    const { code, errors } = await runToEnd('applet/main/main.ts', [], {
      HANDRAIL_LINK: 'https://example.org/j#1.half',
    });
    expect(code).toBe(2);
    expect(errors).toContain('is not a session link. Ask for a new one.');
    expect(errors).not.toContain('half');
  });
});

describe('npm run log, on the database that a session left', () => {
  const command = 'console/main/log-command.ts';
  let exported = '';

  beforeAll(async () => {
    const database = openLogDatabase(join(folder, 'session-log.sqlite'));
    const loopback = await startLoopback({ console: { archive: database } });
    try {
      const id = await startedSession(loopback);
      loopback.desk.session(id)?.writeChat('Good morning');
      await appletWhere(loopback.applet, ({ chat }) => chat.length === 1);
      await loopback.applet.handlers.calls['session/end']({});
      await sessionWhere(loopback.desk, id, ({ status }) => status.name === 'closed');
    } finally {
      await loopback.close();
      database.close();
    }
    exported = join(folder, 'exported.jsonl');
  });

  it('lists it', async () => {
    const { code, output } = await run(command, 'list');
    expect(code).toBe(0);
    expect(output).toContain('Otto Beck');
  });

  it('LOG2 LOG3 verifies it to its signed end', async () => {
    const { code, output } = await run(command, 'verify');
    expect({ code, output }).toMatchObject({ code: 0 });
  });

  it('exports it, and what was exported verifies too', async () => {
    expect(await run(command, 'export', '--out', exported)).toMatchObject({ code: 0 });
    expect(readFileSync(exported, 'utf8')).toContain('Good morning');
    expect(await run(command, 'verify', exported)).toMatchObject({ code: 0 });
    const csv = await run(command, 'export', '--format', 'csv');
    expect(csv.code).toBe(0);
    expect(csv.output).toContain('Good morning');
  });

  it('LOG2 finds one changed word, and says so with 1', async () => {
    const changed = join(folder, 'changed.jsonl');
    writeFileSync(changed, readFileSync(exported, 'utf8').replace('Good morning', 'Good evening'));
    const { code, output, errors } = await run(command, 'verify', changed);
    expect(code).toBe(1);
    expect(`${output}${errors}`).not.toBe('');
  });
});
