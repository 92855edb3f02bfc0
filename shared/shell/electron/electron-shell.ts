import { join } from 'node:path';
import { app, shell as desktop } from 'electron';
import type { Clock } from '#shared/std/core/clock.ts';
import type { Logger } from '#shared/std/core/logger.ts';
import type { FileSource } from '#shared/std/transfer/file-source.ts';
import { mediaSwitches } from '#shared/std/view/media-switches.ts';
import type { SecretStore, Shell, ShellWindow, WindowOptions } from '../shell.ts';
import { registerAppScheme } from './app-scheme.ts';
import { ElectronViewingBar } from './electron-viewing-bar.ts';
import { ElectronWindow } from './electron-window.ts';
import { guardEveryContents } from './page-guards.ts';
import { createSafeSecretStore } from './safe-secret-store.ts';
import type { ScreenPickerTexts } from './screen-picker.ts';

export type ElectronShellOptions = {
  readonly clock: Clock;
  readonly logger: Logger;
  /** The program's own folder of this user. */
  readonly dataFolder: string;
  /** Built pages: `<pagesFolder>/<page>/index.html`. */
  readonly pagesFolder: string;
  /** The built preload. */
  readonly preloadPath: string;
  readonly screenPicker: ScreenPickerTexts;
};

/** The full host: Electron's own windows. */
export class ElectronShell implements Shell {
  readonly host = 'electron';
  readonly bar: ElectronViewingBar;
  readonly secrets: SecretStore;
  readonly #options: ElectronShellOptions;
  #window: ElectronWindow | null = null;
  #opened = 0;

  private constructor(options: ElectronShellOptions) {
    this.#options = options;
    this.bar = new ElectronViewingBar(options.clock);
    this.secrets = createSafeSecretStore(join(options.dataFolder, 'secrets'), options.logger);
  }

  /** To be called first of all, before Electron is ready: the sandbox and the scheme cannot be had later. */
  static async start(options: ElectronShellOptions): Promise<ElectronShell> {
    app.enableSandbox();
    app.commandLine.appendSwitch('force-fieldtrials', mediaSwitches.forceFieldTrials);
    app.commandLine.appendSwitch('disable-features', mediaSwitches.disabledFeatures.join(','));
    app.setPath('userData', join(options.dataFolder, 'electron'));
    registerAppScheme();
    guardEveryContents();
    // A window that closes does not end the program: main decides.
    app.on('window-all-closed', () => {});
    await app.whenReady();
    return new ElectronShell(options);
  }

  async openWindow(options: WindowOptions): Promise<ShellWindow> {
    if (this.#window?.open) throw new Error('the program has one window, and it is open');
    const { clock, logger, pagesFolder, preloadPath, screenPicker } = this.#options;
    this.#opened++;
    this.#window = await ElectronWindow.open(
      { clock, logger, pagesFolder, preloadPath, screenPicker, number: this.#opened },
      options,
    );
    return this.#window;
  }

  takeFile(ticket: string): FileSource | null {
    return this.#window?.takeFile(ticket) ?? null;
  }

  revealFile(path: string): void {
    desktop.showItemInFolder(path);
  }

  async close(): Promise<void> {
    this.bar.hide();
    await this.#window?.close();
  }
}
