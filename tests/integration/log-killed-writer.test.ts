import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openLogDatabase, openLogReader } from '#console/main/log/open-log-database.ts';
import { storeSession, temporaryFolder } from '#console/main/log/testing/stored-session.ts';
import { verifyLog } from '#shared/std/log/export/verify-log.ts';
import { checkpointRows } from '#shared/std/protocol/limits.ts';

const writer = fileURLToPath(new URL('log-writing-process.ts', import.meta.url));
/** Each ends at another moment: 1 row, then more and more, past several checkpoints. */
const killedAfterRows = [1, 2, 3, 10, 63, 64, 65, 100, 129, 200, 301, 500];

/** Runs the writer until it said `rows` rows are stored, kills it, and answers with the last row it spoke of. */
async function writeAndKill(path: string, sessionId: string, rows: number): Promise<number> {
  const child = spawn(process.execPath, [writer, path, sessionId], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  let acknowledged = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged = Number(line);
    if (acknowledged === rows) child.kill('SIGKILL');
  }
  const [, signal] = await ended;
  expect(signal).toBe('SIGKILL');
  return acknowledged;
}

describe('a console killed while it writes its log', () => {
  it('LOG4 has every row that it acknowledged, in a log that verifies, and goes on', { timeout: 120_000 }, async () => {
    using folder = temporaryFolder();
    const path = folder.file('log.sqlite');
    for (const rows of killedAfterRows) {
      const sessionId = `session-${rows}`;
      const acknowledged = await writeAndKill(path, sessionId, rows);
      expect(acknowledged).toBeGreaterThanOrEqual(rows);

      const reader = openLogReader(path);
      const log = reader.readExport(sessionId);
      reader.close();
      if (log === null) throw new Error('the session is gone');
      expect(log.rows.length).toBeGreaterThanOrEqual(acknowledged);
      const proof = verifyLog(log);
      if (!proof.ok) throw new Error(proof.reason.code);
      expect(proof.value.closed).toBe(false);
      // A row is acknowledged after the checkpoint that it made due.
      expect(proof.value.signedRows).toBeGreaterThanOrEqual(acknowledged - (acknowledged % checkpointRows));
    }
    const database = openLogDatabase(path);
    expect(database.listSessions().length).toBe(killedAfterRows.length);
    const next = storeSession(database, 'session-next');
    next.append('technician', 'session/started', {});
    next.close();
    database.close();
  });

  it('LOG4 can be read while it writes', { timeout: 60_000 }, async () => {
    using folder = temporaryFolder();
    const path = folder.file('log.sqlite');
    const child = spawn(process.execPath, [writer, path, 'session-live'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(child, 'close');
    let checks = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      if (Number(line) % 50 !== 0 || checks >= 5) continue;
      const reader = openLogReader(path);
      const log = reader.readExport('session-live');
      reader.close();
      if (log === null) throw new Error('the session is gone');
      expect(log.rows.length).toBeGreaterThanOrEqual(Number(line));
      expect(verifyLog(log).ok).toBe(true);
      checks += 1;
      if (checks === 5) child.kill('SIGKILL');
    }
    await ended;
    expect(checks).toBe(5);
  });
});
