import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { rootFolder } from './root-folder.mjs';
import { readStamp, writeStamp } from './stamp.mjs';

/** @typedef {'console' | 'applet' | 'web'} PageName */

/**
 * Each page: where its index.html is, and every folder that a change of it may come from.
 * @type {Record<PageName, { root: string; sources: string[] }>}
 */
export const pages = {
  console: { root: 'console/renderer', sources: ['shared/std', 'shared/dom', 'shared/ui', 'console/renderer'] },
  applet: { root: 'applet/ui', sources: ['shared/std', 'shared/dom', 'shared/ui', 'applet/ui'] },
  web: {
    root: 'applet/web',
    sources: ['shared/std', 'shared/dom', 'shared/ui', 'applet/core', 'applet/lens', 'applet/ui', 'applet/web'],
  },
};

/**
 * Whether every page is built from the sources as they are now.
 * @param {readonly PageName[]} names
 */
export function pagesAreFresh(names) {
  return names.every(
    (name) =>
      existsSync(join(rootFolder, 'dist', name, 'index.html')) &&
      readStamp(`page-${name}`)?.['sources'] === fingerprint(name),
  );
}

/**
 * To be called with the fingerprint taken before the build: what changes meanwhile is built the next time.
 * @param {PageName} name
 * @param {string} sources
 */
export function notePageBuilt(name, sources) {
  writeStamp(`page-${name}`, { sources });
}

/**
 * Names, sizes and times of the sources: a few hundred look-ups, and no file is read.
 * @param {PageName} name
 */
export function fingerprint(name) {
  const hash = createHash('sha256');
  for (const source of [...pages[name].sources, 'build', 'package-lock.json']) addTree(hash, join(rootFolder, source));
  return hash.digest('hex');
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} path
 */
function addTree(hash, path) {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) return;
  if (status.isDirectory()) {
    for (const name of readdirSync(path).toSorted()) addTree(hash, join(path, name));
  } else if (!/\.test\.tsx?$/.test(path)) {
    hash.update(`${path}\0${status.size}\0${status.mtimeMs}\n`);
  }
}
