import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The files of a built page by the path they are asked for (`/`, `/assets/x.js`). The list is made once: a request can
 * only name a file that is on it, so no path can lead out of the folder.
 */
export function listPageFiles(folder: string): ReadonlyMap<string, string> {
  const files = new Map(filesUnder(folder, '/'));
  const start = files.get('/index.html');
  if (start !== undefined) files.set('/', start);
  return files;
}

/** Folder by folder: inside Electron's archive a recursive listing is not to be relied on. */
function filesUnder(folder: string, prefix: string): readonly (readonly [string, string])[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesUnder(path, `${prefix}${entry.name}/`);
    return entry.isFile() ? [[`${prefix}${entry.name}`, path] as const] : [];
  });
}
