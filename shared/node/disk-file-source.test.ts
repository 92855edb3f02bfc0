import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFile, mkdtemp, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileSource } from '#shared/std/transfer/file-source.ts';
import { openDiskFileSource } from './disk-file-source.ts';

const bytes = randomBytes(2_500_000);

describe('a file to send', () => {
  let folder = '';

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'handrail-source-'));
    await writeFile(join(folder, 'a.bin'), bytes);
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function opened(name = 'a.bin'): Promise<FileSource> {
    const source = openDiskFileSource(join(folder, name));
    if (!source.ok) throw new Error(source.reason);
    return source.value;
  }

  async function readAll(source: FileSource, offset = 0): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for await (const piece of source.read(offset)) pieces.push(Buffer.from(piece));
    return Buffer.concat(pieces);
  }

  it('FT1 is read whole, or from any byte on', async () => {
    const source = await opened();
    expect([source.name, source.sizeBytes]).toEqual(['a.bin', bytes.length]);
    expect((await readAll(source)).equals(bytes)).toBe(true);
    expect((await readAll(source, 1_234_567)).equals(bytes.subarray(1_234_567))).toBe(true);
    expect((await readAll(source, bytes.length)).length).toBe(0);
    source.close();
    source.close();
  });

  it('FT1 may be empty, and may be reached by a link that the person chose', async () => {
    await writeFile(join(folder, 'empty'), '');
    await symlink(join(folder, 'empty'), join(folder, 'link'));
    const source = await opened('link');
    expect((await readAll(source)).length).toBe(0);
    source.close();
  });

  it('FT1 is a regular file: nothing that is missing, a folder, a device or a pipe', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    for (const path of [join(folder, 'missing'), folder, '/dev/zero', '/dev/null', join(folder, 'pipe')]) {
      expect(openDiskFileSource(path)).toEqual({ ok: false, reason: 'fileUnreadable' });
    }
  });

  it.each([
    ['shrinks', (path: string) => truncate(path, 2_000_000)],
    ['grows', (path: string) => appendFile(path, 'x')],
    ['is written over', (path: string) => writeFile(path, randomBytes(bytes.length))],
  ])('FT1 that %s while it is read is unreadable', async (_what, change) => {
    // Long ago: some disks keep time in steps of seconds.
    await utimes(join(folder, 'a.bin'), 1, 1);
    const source = await opened();
    const reading = source.read(0)[Symbol.asyncIterator]();
    expect((await reading.next()).done).toBe(false);
    await change(join(folder, 'a.bin'));
    const rest = async (): Promise<void> => {
      while (!(await reading.next()).done);
    };
    await expect(rest()).rejects.toThrow('while it was read');
    source.close();
  });

  it('FT1 that is closed in the middle ends the reading', async () => {
    const source = await opened();
    const reading = source.read(0)[Symbol.asyncIterator]();
    await reading.next();
    source.close();
    await expect(reading.next()).rejects.toThrow();
  });
});
