import { constants, copyFile, link } from 'node:fs/promises';
import { join, parse } from 'node:path';

/** After this many files of one name something else is wrong. */
const maxSameNames = 1_000;

type Operations = { readonly link: typeof link; readonly copyFile: typeof copyFile };

/**
 * Gives a finished file its name in `folder`, or "name (2)" and so on where that is taken, and says which. An existing
 * file is never replaced, not even one that appears at this moment: `rename` would do that, `link` and an exclusive copy
 * cannot. The unfinished name stays; removing it is the caller's. Throws what the file system throws.
 */
export async function placeFile(
  partPath: string,
  folder: string,
  name: string,
  operations: Operations = { link, copyFile },
): Promise<string> {
  const { name: stem, ext } = parse(name);
  for (let copy = 1; copy <= maxSameNames; copy += 1) {
    const path = join(folder, copy === 1 ? name : `${stem} (${copy})${ext}`);
    if (await placed(partPath, path, operations)) return path;
  }
  throw new Error('too many files of one name');
}

/** False if the name is taken. */
async function placed(partPath: string, path: string, operations: Operations): Promise<boolean> {
  try {
    await operations.link(partPath, path);
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
  }
  // FAT, and some network drives, have no links; whatever else was wrong, the copy fails of as well.
  try {
    await operations.copyFile(partPath, path, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
