import { randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dataFolder } from '#shared/node/data-folder.ts';
import { createJsonLogger, type LogLevel } from '#shared/node/json-logger.ts';
import { systemClock } from '#shared/node/system-clock.ts';
import type { Logger } from '#shared/std/core/logger.ts';
import { failureParagraph } from '#shared/std/messages/failure-message.ts';
import { ShellFailure } from '../shell-failure.ts';
import { BrowserShell } from './browser-shell.ts';

/**
 * Runs a program in an installed browser's window, on this computer's own data folder. Resolves with the exit code; what
 * stands in the program's way becomes a sentence on stderr and exit code 1, and nothing is left open.
 */
export async function runInBrowser(
  program: 'console' | 'applet',
  logLevel: LogLevel,
  run: (shell: BrowserShell, logger: Logger) => Promise<number>,
): Promise<number> {
  const logger = createJsonLogger(process.stderr, logLevel);
  const folder = dataFolder({ platform: process.platform, environment: process.env, homeFolder: homedir() });
  const shell = new BrowserShell({
    clock: systemClock,
    random: (count) => Uint8Array.from(randomBytes(count)),
    logger,
    dataFolder: join(folder, program),
    pagesFolder: fileURLToPath(new URL('../../../dist', import.meta.url)),
    environment: process.env,
  });
  try {
    return await run(shell, logger);
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
