import { homedir } from 'node:os';
import { dataFolder } from '#shared/node/data-folder.ts';
import { runInBrowser } from '#shared/shell/browser/run-in-browser.ts';
import { consoleHelp, readConsoleOptions } from './options.ts';
import { runConsole } from './run-console.ts';
import { spawnRelay } from './spawn-relay.ts';

// Entry point of the console in an installed browser's window.

async function main(): Promise<number> {
  const folder = dataFolder({ platform: process.platform, environment: process.env, homeFolder: homedir() });
  const options = readConsoleOptions(process.argv.slice(2), folder);
  if (!options.ok) {
    process.stderr.write(`${options.reason}\nnpm start -- --help tells more.\n`);
    return 2;
  }
  if (options.value === null) {
    process.stdout.write(consoleHelp);
    return 0;
  }
  const { settings, logLevel } = options.value;
  return runInBrowser('console', logLevel, (shell, logger) =>
    runConsole(settings, shell, spawnRelay, logger, (text) => process.stdout.write(text)),
  );
}

process.exit(await main());
