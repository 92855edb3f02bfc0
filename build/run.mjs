// Runs one of Handrail's programs: installs what is missing, builds pages whose sources changed, starts it on Node 24.
// Needs Node 18 or later and nothing else.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { commands } from './commands.mjs';
import { pagesAreFresh } from './set-up/built-pages.mjs';
import { findElectron } from './set-up/electron-binary.mjs';
import { ensureNpmPackages, nodePath } from './set-up/npm-packages.mjs';
import { rootFolder } from './set-up/root-folder.mjs';
import { ensureSystemPackages } from './set-up/system-packages.mjs';
import { SetUpError } from './set-up/set-up-error.mjs';

/**
 * Starts a program, passes signals on, and gives its exit code back.
 * @param {string} program
 * @param {readonly string[]} line
 * @returns {Promise<number>}
 */
function run(program, line) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, line, { cwd: rootFolder, stdio: 'inherit' });
    const forward = (/** @type {NodeJS.Signals} */ signal) => {
      // A terminal sends Ctrl-C to both of us; twice would mean "at once".
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      child.kill(signal);
    };
    const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
    for (const signal of signals) process.on(signal, forward);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      for (const name of signals) process.off(name, forward);
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}

/**
 * The pages as they must be now.
 * @param {readonly import('./set-up/built-pages.mjs').PageName[]} pages
 */
async function ensureBuilt(pages) {
  if (pagesAreFresh(pages)) return;
  const code = await run(nodePath(), ['build/build-pages.ts', ...pages]);
  if (code !== 0) throw new SetUpError('the pages could not be built; the messages above say why');
}

async function main() {
  const [name = '', ...given] = process.argv.slice(2);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    console.error(`usage: node build/run.mjs <${Object.keys(commands).join('|')}> [options]`);
    return 2;
  }
  const line = [...(command.arguments ?? []), ...given];
  const onlyHelp = given.includes('--help') || given.includes('-h');

  ensureNpmPackages();
  if (onlyHelp) return run(nodePath(), [command.entry, ...line]);
  const electron = command.electron === undefined ? null : await findElectron();
  ensureSystemPackages(electron === null ? command.needs : command.needs.filter((need) => need !== 'browser'));
  await ensureBuilt(command.pages);
  if (electron === null) return run(nodePath(), [command.entry, ...line]);

  const built = await run(nodePath(), ['build/build-electron.ts']);
  if (built !== 0) throw new SetUpError('the Electron program could not be built; the messages above say why');
  return run(electron, [`dist/electron/${command.electron}.mjs`, ...line]);
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof SetUpError)) throw error;
  console.error(`handrail: ${error.message}`);
  process.exitCode = 1;
}
