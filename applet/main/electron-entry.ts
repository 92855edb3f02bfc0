import { app } from 'electron';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { dataFolder } from '#shared/node/data-folder.ts';
import { createJsonLogger } from '#shared/node/json-logger.ts';
import { systemClock } from '#shared/node/system-clock.ts';
import { ElectronShell } from '#shared/shell/electron/electron-shell.ts';
import { appletHelp, readAppletOptions } from './options.ts';
import { runApplet } from './run-applet.ts';

// Entry point of the applet under Electron; bundled to dist/electron/applet.mjs.

async function main(): Promise<number> {
  const options = readAppletOptions(process.argv.slice(app.isPackaged ? 1 : 2), process.env);
  if (!options.ok) {
    process.stderr.write(`${options.reason}\n`);
    return 2;
  }
  if (options.value === null) {
    process.stdout.write(appletHelp);
    return 0;
  }
  const logger = createJsonLogger(process.stderr, options.value.logLevel);
  const folder = dataFolder({ platform: process.platform, environment: process.env, homeFolder: homedir() });
  const shell = await ElectronShell.start({
    clock: systemClock,
    logger,
    dataFolder: join(folder, 'applet'),
    pagesFolder: join(import.meta.dirname, '..'),
    preloadPath: join(import.meta.dirname, 'preload.cjs'),
    screenPicker: {
      question: 'Which screen may your technician see?',
      detail: 'Nothing is shown to anyone before you choose. You can stop at any time.',
      screen: (number) => `Screen ${number}`,
      cancel: 'Show nothing',
    },
  });
  const screenWorker = pathToFileURL(join(import.meta.dirname, 'screen-worker.mjs'));
  await runApplet(options.value.settings, shell, logger, screenWorker);
  return 0;
}

app.exit(await main());
