import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DiskFileStore } from '#shared/node/disk-file-store.ts';
import { systemClock } from '#shared/node/system-clock.ts';
import { silentLogger } from '#shared/std/core/logger.ts';
import { LogExporter } from './log-exporter.ts';
import { openLogDatabase } from './log/open-log-database.ts';

it('an export never replaces a file of the same name, whoever put it there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'handrail-export-'));
  const database = openLogDatabase(join(folder, 'log.sqlite'));
  try {
    database.createSession({
      id: 'session-1',
      name: 'Otto Beck',
      type: 'remoteSupport',
      technician: 'Anna Weber',
      organisation: 'Acme IT',
      deviceKey: new Uint8Array(32),
      certificate: null,
      createdAtMs: 0,
    });
    const downloads = join(folder, 'downloads');
    const store = new DiskFileStore({
      folder: downloads,
      platform: process.platform,
      clock: systemClock,
      logger: silentLogger,
    });
    const exporter = new LogExporter(database, store, silentLogger);
    const first = await exporter.export('session-1', 'jsonl');
    if (!first.ok) throw new Error(first.reason);
    writeFileSync(first.value.path, 'from the customer');
    const second = await exporter.export('session-1', 'jsonl');
    expect(second.ok && second.value.path).not.toBe(first.value.path);
    expect(readFileSync(first.value.path, 'utf8')).toBe('from the customer');
  } finally {
    database.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
