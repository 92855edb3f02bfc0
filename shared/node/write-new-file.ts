import { mkdir, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';

/** After this many files of one name something else is wrong. */
const maxSameNames = 1_000;

/**
 * Writes a text under `name` in `folder`, or "name (2)" and so on where that is taken, and says where. Never over an
 * existing file, and never through a link. Readable by this user alone. Throws what the file system throws.
 */
export async function writeNewFile(folder: string, name: string, text: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { name: stem, ext } = parse(name);
  for (let copy = 1; copy <= maxSameNames; copy += 1) {
    const path = join(folder, copy === 1 ? name : `${stem} (${copy})${ext}`);
    try {
      await writeFile(path, text, { mode: 0o600, flag: 'wx' });
      return path;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
  throw new Error('too many files of one name');
}
