import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootFolder } from './root-folder.mjs';
import { readStamp, writeStamp } from './stamp.mjs';

const folder = join(rootFolder, 'node_modules', 'electron');
/** A computer that cannot reach the download says so in this time, before anybody waits for it. */
const reachTimeoutMs = 4_000;
const fetchTimeoutMs = 10 * 60_000;

/** @type {Partial<Record<NodeJS.Platform, string>>} */
const programNames = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };

/** The path of Electron's program, fetched once if a person is watching; null: the browser host is used. */
export async function findElectron() {
  if (process.env['HANDRAIL_HOST'] === 'browser') return null;
  // Electron will not start its sandbox as root, and without it we will not start Electron.
  if (process.platform === 'linux' && process.getuid?.() === 0) return null;
  const present = electronPath();
  if (present !== null || process.env['HANDRAIL_HOST'] !== 'electron') {
    return present ?? (process.stdout.isTTY ? fetchElectron() : null);
  }
  return fetchElectron();
}

/** Where Electron's program is, or null. */
export function electronPath() {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const name = programNames[process.platform] ?? 'electron';
  const path = join(override ?? join(folder, 'dist'), name);
  return existsSync(path) ? path : null;
}

async function fetchElectron() {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (readStamp('electron-fetch')?.['version'] === version) return null; // It was tried, and said so then.
  if (await isReachable(version)) {
    console.error(`handrail: fetching Electron ${version} (once, about 110 MB)`);
    // Electron's own installer: it checks the download against the hashes in the package, which the lock file pins.
    spawnSync(process.execPath, [join(folder, 'install.js')], { stdio: ['ignore', 2, 2], timeout: fetchTimeoutMs });
  }
  const path = electronPath();
  if (path === null) {
    console.error('handrail: Electron cannot be fetched here; using the installed browser instead');
    writeStamp('electron-fetch', { version });
  }
  return path;
}

/** @param {string} version */
async function isReachable(version) {
  if (process.env['ELECTRON_MIRROR'] || process.env['npm_config_electron_mirror']) return true;
  const address = `https://github.com/electron/electron/releases/download/v${version}/SHASUMS256.txt`;
  try {
    const response = await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(reachTimeoutMs) });
    return response.ok;
  } catch {
    return false; // No network, no name, no answer: all mean the same here.
  }
}
