import { execFileSync } from 'node:child_process';
import { lstat, mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LogFields, Logger } from '#shared/std/core/logger.ts';
import { silentLogger } from '#shared/std/core/logger.ts';
import { diskReserveBytes } from '#shared/std/protocol/limits.ts';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import type { FileSink } from '#shared/std/transfer/file-store.ts';
import { DiskFileStore } from './disk-file-store.ts';

let root = '';

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'handrail-store-'));
});

afterEach(() => rm(root, { recursive: true, force: true }));

function storeIn(folder: string, platform: NodeJS.Platform = 'linux', logger: Logger = silentLogger): DiskFileStore {
  return new DiskFileStore({ folder, platform, clock: new FakeClock(), logger });
}

async function sinkFor(store: DiskFileStore, name: string, sizeBytes = 5): Promise<FileSink> {
  const created = await store.create(name, sizeBytes);
  if (!created.ok) throw new Error(`not created: ${created.reason}`);
  return created.value;
}

async function receive(store: DiskFileStore, name: string, text: string): Promise<string> {
  const sink = await sinkFor(store, name, text.length);
  if (text !== '') expect(await sink.write(Buffer.from(text))).toEqual({ ok: true, value: null });
  const finished = await sink.finish();
  if (!finished.ok) throw new Error(`not finished: ${finished.reason}`);
  return finished.value;
}

describe('received files on the disk', () => {
  it('FT1 show under their name only once they are whole, and belong to this user alone', async () => {
    const folder = join(root, 'made', 'fresh');
    const sink = await sinkFor(storeIn(folder), 'report.pdf');
    await sink.write(Buffer.from('hello'));
    expect(await readdir(folder)).toEqual(['report.pdf.part']);
    const path = join(folder, 'report.pdf');
    expect(await sink.finish()).toEqual({ ok: true, value: path });
    expect(await readdir(folder)).toEqual(['report.pdf']);
    expect(await readFile(path, 'utf8')).toBe('hello');
    const { mode, nlink } = await stat(path);
    expect([mode & 0o777, nlink]).toEqual([0o600, 1]);
  });

  it('FT1 may be empty', async () => {
    const path = await receive(storeIn(root), 'empty', '');
    expect((await stat(path)).size).toBe(0);
  });

  it('FT2 never take the place of an existing file', async () => {
    await writeFile(join(root, 'report.pdf'), 'mine');
    await mkdir(join(root, 'report (2).pdf'));
    expect(await receive(storeIn(root), 'report.pdf', 'theirs')).toBe(join(root, 'report (3).pdf'));
    expect(await readFile(join(root, 'report.pdf'), 'utf8')).toBe('mine');
  });

  it('FT2 never take the place of one that came while they were on their way', async () => {
    const sink = await sinkFor(storeIn(root), 'a.tar.gz');
    await writeFile(join(root, 'a.tar.gz'), 'mine');
    expect(await sink.finish()).toEqual({ ok: true, value: join(root, 'a.tar (2).gz') });
    expect(await readFile(join(root, 'a.tar.gz'), 'utf8')).toBe('mine');
  });

  it('FT2 of one name at the same time all arrive', async () => {
    const store = storeIn(root);
    const texts = Array.from({ length: 12 }, (_, index) => `content ${index}`);
    const paths = await Promise.all(texts.map((text) => receive(store, 'same.txt', text)));
    expect(new Set(paths).size).toBe(12);
    expect(await Promise.all(paths.map((path) => readFile(path, 'utf8')))).toEqual(texts);
    expect((await readdir(root)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('FT2 do not follow links planted under their names', async () => {
    const outside = join(root, 'outside');
    const folder = join(root, 'drop');
    await mkdir(folder);
    await writeFile(outside, 'untouched');
    await symlink(outside, join(folder, 'a.txt.part'));
    await symlink(outside, join(folder, 'a.txt'));
    await symlink(join(root, 'nowhere'), join(folder, 'a (2).txt'));
    expect(await receive(storeIn(folder), 'a.txt', 'theirs')).toBe(join(folder, 'a (3).txt'));
    expect(await readFile(outside, 'utf8')).toBe('untouched');
    expect((await lstat(join(folder, 'a.txt'))).isSymbolicLink()).toBe(true);
    expect((await readdir(root)).toSorted()).toEqual(['drop', 'outside']);
  });

  it('FT2 are refused under a name that was not cleaned', async () => {
    const store = storeIn(join(root, 'drop'));
    for (const name of ['../a', 'a/b', 'a\\b', 'C:a']) {
      expect(await store.create(name, 1)).toEqual({ ok: false, reason: 'internal' });
    }
    expect(await readdir(root)).toEqual([]);
  });

  it('FT2 are marked as come from elsewhere on Windows', async () => {
    await receive(storeIn(root, 'win32'), 'setup.exe', 'x');
    // Here, where a colon is a letter like others, the stream is a file of its own.
    expect(await readFile(join(root, 'setup.exe.part:Zone.Identifier'), 'utf8')).toBe('[ZoneTransfer]\r\nZoneId=3\r\n');
  });

  it('FT2 arrive without the mark where the disk cannot hold it, and that is logged', async () => {
    const warnings: [string, LogFields | undefined][] = [];
    const logger = {
      ...silentLogger,
      warn: (event: string, fields?: LogFields) => void warnings.push([event, fields]),
    };
    await writeFile(join(root, 'a.part:Zone.Identifier'), 'in the way');
    expect(await receive(storeIn(root, 'win32', logger), 'a', 'x')).toBe(join(root, 'a'));
    expect(warnings).toEqual([['file/unmarked', { code: 'EEXIST' }]]);
  });

  it('FT1 leave nothing behind when they are thrown away, before or after their end', async () => {
    const store = storeIn(root);
    const early = await sinkFor(store, 'early');
    await early.write(Buffer.from('x'));
    const late = await sinkFor(store, 'late');
    await late.finish();
    for (const sink of [early, late, early]) await sink.discard();
    expect(await readdir(root)).toEqual([]);
  });

  it('FT1 that the person removed on the way fail with a reason, and throwing them away is no error', async () => {
    const sink = await sinkFor(storeIn(root), 'a');
    await rm(join(root, 'a.part'));
    expect(await sink.finish()).toEqual({ ok: false, reason: 'fileUnwritable' });
    await sink.discard();
    expect(await readdir(root)).toEqual([]);
  });

  it('FT3 have no place where no folder can be made', async () => {
    await writeFile(join(root, 'file'), '');
    expect(await storeIn(join(root, 'file', 'drop')).create('a', 1)).toEqual({ ok: false, reason: 'fileUnwritable' });
  });

  it('FT3 larger than the free disk are known before the first byte, and what is promised counts', async () => {
    const store = storeIn(root);
    expect(await store.create('a', 2 ** 48)).toEqual({ ok: false, reason: 'diskFull' });
    expect(await readdir(root)).toEqual([]);
    const sink = await sinkFor(store, 'b');
    await sink.discard();
  });
});

describe('a small disk', () => {
  /** Room for 1 MiB beside the reserve. */
  const diskBytes = diskReserveBytes + 1024 * 1024;

  function mountSmallDisk(folder: string): boolean {
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${diskBytes}`, 'tmpfs', folder], { stdio: 'ignore' });
      return true;
    } catch {
      return false; // Not root, or not Linux: the test is skipped with a sentence.
    }
  }

  /** Lazily: a test that failed may have left a file open. */
  function unmount(folder: string): void {
    execFileSync('umount', ['--lazy', folder]);
  }

  it('FT3 has room once, not twice, for what is promised; what is thrown away frees its promise', async ({ skip }) => {
    skip(!mountSmallDisk(root), 'needs root to mount a small disk');
    try {
      const store = storeIn(root);
      const first = await sinkFor(store, 'a', 700_000);
      expect(await store.create('b', 700_000)).toEqual({ ok: false, reason: 'diskFull' });
      await first.write(Buffer.alloc(300_000));
      expect(await store.create('b', 700_000)).toEqual({ ok: false, reason: 'diskFull' });
      await first.discard();
      const second = await sinkFor(store, 'b', 700_000);
      await second.discard();
    } finally {
      unmount(root);
    }
  });

  it('FT3 that another program fills up ends the file with "diskFull", and its part goes', async ({ skip }) => {
    skip(!mountSmallDisk(root), 'needs root to mount a small disk');
    try {
      const sink = await sinkFor(storeIn(root), 'a', 900_000);
      await writeFile(join(root, 'other'), Buffer.alloc(diskBytes - 400_000));
      expect(await sink.write(Buffer.alloc(128 * 1024))).toEqual({ ok: true, value: null });
      expect(await sink.write(Buffer.alloc(700_000))).toEqual({ ok: false, reason: 'diskFull' });
      await sink.discard();
      expect(await readdir(root)).toEqual(['other']);
    } finally {
      unmount(root);
    }
  });
});
