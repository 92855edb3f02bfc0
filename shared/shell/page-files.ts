import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';

/**
 * The files of a built page by the path they are asked for (`/`, `/assets/x.js`). The list is made once: a request can
 * only name a file that is on it, so no path can lead out of the folder.
 */
export function listPageFiles(folder: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(join(folder, sep).length).split(sep).join('/');
    files.set(`/${name}`, path);
    if (name === 'index.html') files.set('/', path);
  }
  return files;
}
