import { mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeNewFile } from './write-new-file.ts';

describe('writeNewFile', () => {
  let folder = '';

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'handrail-new-file-'));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('LOG3 the second log of a day does not take the place of the first', async () => {
    const first = await writeNewFile(folder, 'log.jsonl', 'morning');
    const second = await writeNewFile(folder, 'log.jsonl', 'afternoon');
    expect([first, second]).toEqual([join(folder, 'log.jsonl'), join(folder, 'log (2).jsonl')]);
    expect(await readFile(first, 'utf8')).toBe('morning');
    expect(await readFile(second, 'utf8')).toBe('afternoon');
  });

  it('does not follow a link that lies under the name', async () => {
    await writeFile(join(folder, 'precious'), 'kept');
    await symlink(join(folder, 'precious'), join(folder, 'log.jsonl'));
    await writeNewFile(folder, 'log.jsonl', 'new');
    expect(await readFile(join(folder, 'precious'), 'utf8')).toBe('kept');
  });

  it('is for this user alone, in a folder that is made if need be', async () => {
    const path = await writeNewFile(join(folder, 'a', 'b'), 'log.jsonl', 'x');
    expect((await stat(path)).mode & 0o077).toBe(0);
  });

  it('throws where nothing can be written', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(writeNewFile(join(folder, 'file'), 'log.jsonl', 'x')).rejects.toThrow();
  });
});
