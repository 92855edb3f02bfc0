import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '#shared/std/core/clock.ts';
import type { Logger } from '#shared/std/core/logger.ts';
import type { RandomBytes } from '#shared/std/core/random.ts';
import type { FileSource } from '#shared/std/transfer/file-source.ts';
import { createFileSecretStore } from '../file-secret-store.ts';
import type { SecretStore, Shell, ShellWindow, WindowOptions } from '../shell.ts';
import { ShellFailure } from '../shell-failure.ts';
import { readExtraArguments } from './browser-arguments.ts';
import { BrowserWindow } from './browser-window.ts';
import { findBrowser } from './find-browser.ts';
import { revealFile } from './reveal-file.ts';

export type BrowserShellOptions = {
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly logger: Logger;
  /** The program's own folder of this user: secrets, and for as long as a window is open, its profile. */
  readonly dataFolder: string;
  /** Built pages: `<pagesFolder>/<page>/index.html`. */
  readonly pagesFolder: string;
  /** Where `HANDRAIL_BROWSER` and `HANDRAIL_BROWSER_ARGUMENTS` are looked up. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** More arguments for the browser, before those of the environment. Default: none. */
  readonly browserArguments?: readonly string[];
};

/** The light host: an app-mode window of an installed Chrome, Edge or Chromium. */
export class BrowserShell implements Shell {
  readonly host = 'browser';
  /** The applet's page keeps its bar on top by itself, in a picture-in-picture window. */
  readonly bar = null;
  readonly secrets: SecretStore;
  readonly #options: BrowserShellOptions;
  readonly #windowsFolder: string;
  #window: BrowserWindow | null = null;

  constructor(options: BrowserShellOptions) {
    this.#options = options;
    this.secrets = createFileSecretStore(join(options.dataFolder, 'secrets'));
    this.#windowsFolder = join(options.dataFolder, 'windows');
    removeLeftovers(this.#windowsFolder);
  }

  /** Rejects with a `ShellFailure`: `browserMissing`, or `windowLost` if the browser started but showed no page. */
  async openWindow(options: WindowOptions): Promise<ShellWindow> {
    if (this.#window?.open) throw new Error('the program has one window, and it is open');
    await this.#window?.close();
    const { environment, clock, random, logger, pagesFolder, browserArguments = [] } = this.#options;
    const browserPath = findBrowser({ platform: process.platform, environment, exists: existsSync });
    if (browserPath === null) throw new ShellFailure('browserMissing', 'no Chrome, Edge or Chromium was found');
    const name = `${process.pid}-${Buffer.from(random(6)).toString('hex')}`;
    this.#window = await BrowserWindow.open(
      {
        clock,
        random,
        logger,
        pagesFolder,
        folder: join(this.#windowsFolder, name),
        browserPath,
        extraArguments: [...browserArguments, ...readExtraArguments(environment)],
      },
      options,
    );
    return this.#window;
  }

  takeFile(ticket: string): FileSource | null {
    return this.#window?.takeFile(ticket) ?? null;
  }

  revealFile(path: string): void {
    revealFile(path, this.#options.logger);
  }

  async close(): Promise<void> {
    await this.#window?.close();
  }
}

/** Profiles of runs that were ended by force. A folder begins with the number of the process that made it. */
function removeLeftovers(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const pid = Number.parseInt(name, 10);
    if (pid > 0 && !isRunning(pid)) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
