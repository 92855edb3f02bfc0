import { copyFile, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeFile } from './place-file.ts';

/** A disk without links: FAT, some network drives. */
const withoutLinks = {
  link: () => Promise.reject(Object.assign(new Error('not supported'), { code: 'EPERM' })),
  copyFile,
};

describe('a place for a finished file', () => {
  let folder = '';

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'handrail-place-'));
    await writeFile(join(folder, 'part'), 'theirs');
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('FT2 is never another file’s, on a disk without links either', async () => {
    await writeFile(join(folder, 'a.txt'), 'mine');
    expect(await placeFile(join(folder, 'part'), folder, 'a.txt', withoutLinks)).toBe(join(folder, 'a (2).txt'));
    expect(await placeFile(join(folder, 'part'), folder, 'b', withoutLinks)).toBe(join(folder, 'b'));
    expect(await readFile(join(folder, 'a.txt'), 'utf8')).toBe('mine');
    expect(await readFile(join(folder, 'a (2).txt'), 'utf8')).toBe('theirs');
  });

  it('FT2 is found once by each of many who look at the same time', async () => {
    const places = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        placeFile(join(folder, 'part'), folder, 'a.txt', index % 2 === 0 ? withoutLinks : undefined),
      ),
    );
    expect(new Set(places).size).toBe(20);
    expect((await readdir(folder)).length).toBe(21);
  });

  it('FT2 is not looked for for ever', async () => {
    await expect(placeFile(join(folder, 'gone'), folder, 'a.txt')).rejects.toThrow('ENOENT');
  });
});
