import { app, utilityProcess } from 'electron';
import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { dataFolder } from '#shared/node/data-folder.ts';
import { createJsonLogger } from '#shared/node/json-logger.ts';
import { systemClock } from '#shared/node/system-clock.ts';
import { ElectronShell } from '#shared/shell/electron/electron-shell.ts';
import { drawAtOnceSwitches } from '#shared/std/view/draw-at-once-switches.ts';
import type { StartRelayProcess } from './embedded-relay.ts';
import { consoleHelp, readConsoleOptions } from './options.ts';
import { runConsole } from './run-console.ts';

// Entry point of the console under Electron; bundled to dist/electron/console.mjs.

/** The relay in one of Electron's utility processes: the fuses keep Electron from posing as Node. */
const joinPage = join(import.meta.dirname, '..', 'web');

const forkRelay: StartRelayProcess = (flags) => {
  const child = utilityProcess.fork(
    join(import.meta.dirname, 'relay.mjs'),
    ['serve', ...flags, `--page-dir=${joinPage}`],
    {
      serviceName: `handrail-relay-${randomUUID()}`,
      stdio: 'pipe',
    },
  );
  return {
    log: Readable.from(child.stderr ?? []),
    lifeline: null,
    onExit: (listener) => {
      child.once('exit', (code) => listener(code));
    },
    kill: () => {
      child.kill();
    },
  };
};

async function main(): Promise<number> {
  const folder = dataFolder({ platform: process.platform, environment: process.env, homeFolder: homedir() });
  const options = readConsoleOptions(process.argv.slice(app.isPackaged ? 1 : 2), folder);
  if (!options.ok) {
    process.stderr.write(`${options.reason}\n`);
    return 2;
  }
  if (options.value === null) {
    process.stdout.write(consoleHelp);
    return 0;
  }
  const logger = createJsonLogger(process.stderr, options.value.logLevel);
  for (const name of drawAtOnceSwitches) app.commandLine.appendSwitch(name);
  const shell = await ElectronShell.start({
    clock: systemClock,
    logger,
    dataFolder: join(folder, 'console'),
    pagesFolder: join(import.meta.dirname, '..'),
    preloadPath: join(import.meta.dirname, 'preload.cjs'),
    // The console shares no screen; the host asks for the words all the same.
    screenPicker: { question: '', detail: '', screen: String, cancel: 'Cancel' },
  });
  return runConsole(options.value.settings, shell, forkRelay, logger, (text) => process.stdout.write(text));
}

app.exit(await main());
