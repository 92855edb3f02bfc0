import { randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dataFolder } from '#shared/node/data-folder.ts';
import { createJsonLogger } from '#shared/node/json-logger.ts';
import { systemClock } from '#shared/node/system-clock.ts';
import { BrowserShell } from '#shared/shell/browser/browser-shell.ts';
import { ShellFailure } from '#shared/shell/shell-failure.ts';
import { failureParagraph } from '#shared/std/messages/failure-message.ts';
import { appletHelp, readAppletOptions } from './options.ts';
import { runApplet } from './run-applet.ts';

// Entry point of the applet in an installed browser's window.

async function main(): Promise<number> {
  const options = readAppletOptions(process.argv.slice(2), process.env);
  if (!options.ok) {
    process.stderr.write(`${options.reason}\nnpm run applet -- --help tells more.\n`);
    return 2;
  }
  if (options.value === null) {
    process.stdout.write(appletHelp);
    return 0;
  }
  const logger = createJsonLogger(process.stderr, options.value.logLevel);
  const folder = dataFolder({ platform: process.platform, environment: process.env, homeFolder: homedir() });
  const shell = new BrowserShell({
    clock: systemClock,
    random: (count) => Uint8Array.from(randomBytes(count)),
    logger,
    dataFolder: join(folder, 'applet'),
    pagesFolder: fileURLToPath(new URL('../../dist', import.meta.url)),
    environment: process.env,
  });
  try {
    await runApplet(options.value.settings, shell, logger);
    return 0;
  } catch (error) {
    await shell.close();
    process.stderr.write(`${describe(error)}\n`);
    return 1;
  }
}

function describe(error: unknown): string {
  if (error instanceof ShellFailure) return failureParagraph(error.code);
  return error instanceof Error ? error.message : String(error);
}

process.exit(await main());
