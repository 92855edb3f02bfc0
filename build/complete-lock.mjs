// `node build/complete-lock.mjs [--check]`: adds to package-lock.json the optional packages of other systems that npm
// left out because the registry it asked did not carry them. `npm ci` refuses a lock file without them, on every system.
// They come without a hash; a lock file made at the public registry has them all, and then this changes nothing.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootFolder } from './set-up/root-folder.mjs';

/**
 * @typedef {object} Entry
 * @property {string} [version]
 * @property {boolean} [dev]
 * @property {boolean} [devOptional]
 * @property {boolean} [optional]
 * @property {Record<string, string>} [optionalDependencies]
 * @property {string | string[]} [os]
 * @property {string | string[]} [cpu]
 * @property {string[]} [libc]
 */

/**
 * The lock file's packages with every optional one that is missing, and the paths of those.
 * @param {Record<string, Entry>} packages
 */
export function completePackages(packages) {
  /** @type {Record<string, Entry>} */
  const added = {};
  for (const [path, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isLocked(packages, path, name)) continue;
      const kind = entry.dev ? { dev: true } : entry.devOptional ? { devOptional: true } : {};
      added[`node_modules/${name}`] = { version, ...systemOf(name), ...kind, optional: true };
    }
  }
  const complete = Object.entries({ ...packages, ...added }).toSorted(([a], [b]) => a.localeCompare(b, 'en'));
  return { packages: Object.fromEntries(complete), added: Object.keys(added) };
}

/**
 * Whether Node, and so npm, would find `name` from the package at `path`.
 * @param {Record<string, Entry>} packages
 * @param {string} path
 * @param {string} name
 */
function isLocked(packages, path, name) {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (`${folder}${folder === '' ? '' : '/'}node_modules/${name}` in packages) return true;
    if (folder === '') return false;
  }
}

/**
 * The system a package is for, as its name says it.
 * @param {string} name
 * @returns {Entry}
 */
function systemOf(name) {
  const match =
    /(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)-([a-z0-9]+)(?:-([a-z]+))?$/.exec(name);
  if (match === null) throw new Error(`${name} does not say which system it is for: add it to the lock file by hand`);
  const [, os = '', cpu = '', kind = ''] = match;
  const libc =
    os !== 'linux' ? undefined : { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' }[kind];
  return { cpu: [cpu], os: [os], ...(libc === undefined ? {} : { libc: [libc] }) };
}

if (process.argv[1] === import.meta.filename) {
  const path = join(rootFolder, 'package-lock.json');
  const lock = JSON.parse(readFileSync(path, 'utf8'));
  const { packages, added } = completePackages(lock.packages);
  if (process.argv.includes('--check')) {
    if (added.length > 0)
      console.error(`package-lock.json lacks ${added.join(', ')}: run node build/complete-lock.mjs`);
    process.exitCode = added.length > 0 ? 1 : 0;
  } else {
    writeFileSync(path, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`);
    console.error(`added ${added.length} packages of other systems`);
  }
}
