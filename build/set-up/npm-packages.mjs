import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootFolder } from './root-folder.mjs';
import { SetUpError } from './set-up-error.mjs';
import { readStamp, writeStamp } from './stamp.mjs';

/** The first Node that runs TypeScript and carries the binary interface of our native packages. */
const leastNodeMajor = 24;

/**
 * Installs the npm packages if the lock file is not what was installed last. No package's install script runs: the
 * native ones ship their builds, and Node 24 is a package of the lock file too.
 */
export function ensureNpmPackages() {
  const lockText = readFileSync(join(rootFolder, 'package-lock.json'), 'utf8');
  const lock = createHash('sha256').update(lockText).digest('hex');
  if (readStamp('npm-packages')?.['lock'] === lock && existsSync(nodePath())) return;
  // Somebody ran `npm ci` by hand: what it put there counts.
  if (!installedMatches(JSON.parse(lockText))) install();
  if (!existsSync(nodePath())) throw new SetUpError('npm reported success, but Node 24 is not there');
  writeStamp('npm-packages', { lock });
}

/** The Node that runs our programs: the lock file's, or on other computers this one if it is new enough. */
export function nodePath() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  const locked = join(rootFolder, 'node_modules', `node-${platform}-${process.arch}`, 'bin', program);
  if (existsSync(locked)) return locked;
  if (Number.parseInt(process.versions.node, 10) >= leastNodeMajor) return process.execPath;
  // Before the first install it is not there yet; on these computers it will be.
  if (['linux-x64', 'linux-arm64', 'win-x64'].includes(`${platform}-${process.arch}`)) return locked;
  throw new SetUpError(
    `Handrail needs Node ${leastNodeMajor} or later here; this is ${process.version}. See https://nodejs.org`,
  );
}

function install() {
  console.error('handrail: installing npm packages (once)');
  const line = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env['npm_execpath'];
  // Under Windows npm is a batch file, which only a shell can start; nothing of the line comes from outside.
  const done = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...line], { cwd: rootFolder, stdio: ['ignore', 2, 2], env: quietEnvironment() })
    : spawnSync('npm', line, {
        cwd: rootFolder,
        stdio: ['ignore', 2, 2],
        env: quietEnvironment(),
        shell: process.platform === 'win32',
      });
  if (done.status !== 0) throw new SetUpError('npm could not install the packages; the messages above say why');
}

/** Without what an outer `npm run` tells its scripts: it would be taken for this npm's own settings. */
function quietEnvironment() {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^npm_(config_(local_prefix|prefix|global)|lifecycle|package|command)/.test(name),
  );
  return Object.fromEntries(kept);
}

/**
 * @typedef {{ version?: string; optional?: boolean; os?: string | string[]; cpu?: string | string[]; libc?: unknown }} LockedPackage
 */

/**
 * Whether node_modules holds the lock file's version of everything that belongs on this computer.
 * @param {{ packages: Record<string, LockedPackage> }} lock
 */
function installedMatches(lock) {
  /** @type {Record<string, LockedPackage>} */
  let installed;
  try {
    installed = JSON.parse(readFileSync(join(rootFolder, 'node_modules', '.package-lock.json'), 'utf8')).packages;
  } catch {
    return false; // Nothing is installed, or not by npm.
  }
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === '') return true;
    const found = installed[path];
    return found === undefined ? wanted.optional === true && !belongsHere(wanted) : found.version === wanted.version;
  });
}

/**
 * Whether npm had to put it here. Which C library this is cannot be told cheaply, and packages without a system are
 * parts of others: both may be missing.
 * @param {LockedPackage} wanted
 */
function belongsHere({ os, cpu, libc }) {
  if (os === undefined || libc !== undefined) return false;
  /** @type {(list: string | string[] | undefined, value: string) => boolean} */
  const fits = (list, value) => list === undefined || [list].flat().includes(value);
  return fits(os, process.platform) && fits(cpu, process.arch);
}
