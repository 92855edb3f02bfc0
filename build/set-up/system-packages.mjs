import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { SetUpError } from './set-up-error.mjs';

/** @typedef {'browser' | 'firefox' | 'input' | 'display' | 'desktop'} Need */

const browsers = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'microsoft-edge-stable',
  'microsoft-edge',
  'brave-browser',
  'chromium-browser',
];

/**
 * For each need: what shows that it is there, and the Debian package that brings it. Linux only.
 * @type {Record<Need, { package: string; isThere: () => boolean }[]>}
 */
const linuxParts = {
  browser: [
    { package: 'chromium', isThere: () => Boolean(process.env['HANDRAIL_BROWSER']) || browsers.some(onPath) },
    { package: 'fonts-dejavu-core', isThere: hasFonts },
  ],
  firefox: [{ package: 'firefox-esr', isThere: () => onPath('firefox-esr') || onPath('firefox') }],
  input: [{ package: 'libxtst6', isThere: () => hasLibrary('libXtst.so.6') }],
  display: [{ package: 'xvfb', isThere: () => onPath('Xvfb') }],
  desktop: [
    { package: 'openbox', isThere: () => onPath('openbox') },
    { package: 'xterm', isThere: () => onPath('xterm') },
    { package: 'xdotool', isThere: () => onPath('xdotool') },
    { package: 'x11-utils', isThere: () => onPath('xprop') },
    { package: 'imagemagick', isThere: () => onPath('import') },
  ],
};

/**
 * Installs what is missing where apt-get is there; elsewhere says in one line what to install.
 * @param {readonly Need[]} needs
 */
export function ensureSystemPackages(needs) {
  // On Windows and Macs a browser comes with the system or is found by the program, which says so if not.
  if (process.platform !== 'linux') return;
  const missing = needs.flatMap((need) => linuxParts[need].filter((part) => !part.isThere()));
  if (missing.length === 0) return;
  const names = missing.map((part) => part.package);
  if (!onPath('apt-get')) {
    throw new SetUpError(`please install these first, by their names in your distribution: ${names.join(', ')}`);
  }
  installWithApt(names);
  const still = missing.filter((part) => !part.isThere()).map((part) => part.package);
  if (still.length > 0) throw new SetUpError(`apt-get succeeded, but these are still missing: ${still.join(', ')}`);
}

/** @param {readonly string[]} names */
function installWithApt(names) {
  const prefix = process.getuid?.() === 0 ? [] : ['sudo', ...(process.stdin.isTTY ? [] : ['-n'])];
  if (prefix.length > 0 && !onPath('sudo')) {
    throw new SetUpError(`please run as root: apt-get install --no-install-recommends ${names.join(' ')}`);
  }
  console.error(`handrail: installing ${names.join(', ')} (once)`);
  const apt = (/** @type {string[]} */ ...line) => {
    const [program = '', ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', ...line];
    // To stderr: a command's own output, JSON perhaps, stays clean.
    return spawnSync(program, rest, { stdio: ['inherit', 2, 2] }).status === 0;
  };
  if (!apt('update') || !apt('install', '-y', '--no-install-recommends', ...names)) {
    throw new SetUpError(`apt-get failed; please run: apt-get install --no-install-recommends ${names.join(' ')}`);
  }
}

/** @param {string} name */
function onPath(name) {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, name)));
}

function hasFonts() {
  return ['/usr/share/fonts', '/usr/local/share/fonts'].some(
    (folder) => existsSync(folder) && readdirSync(folder).some((name) => name !== 'X11' && !name.startsWith('.')),
  );
}

/** @param {string} name */
function hasLibrary(name) {
  return ['/usr/lib', '/lib'].some((folder) => {
    if (!existsSync(folder)) return false;
    const folders = readdirSync(folder).filter(
      (entry) => entry.endsWith('-linux-gnu') || entry.includes('-linux-gnueabi'),
    );
    return [folder, `${folder}64`, ...folders.map((entry) => join(folder, entry))].some((place) =>
      existsSync(join(place, name)),
    );
  });
}
