import { BrowserWindow, session } from 'electron';
import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';
import type { Logger } from '#shared/std/core/logger.ts';
import type { LinkEnd } from '#shared/std/rpc/link-end.ts';
import type { MessageLink } from '#shared/std/rpc/message-link.ts';
import type { FileSource } from '#shared/std/transfer/file-source.ts';
import type { ScreenArea, ShellWindow, WindowOptions } from '../shell.ts';
import { ShellFailure } from '../shell-failure.ts';
import { pageOrigin, servePage } from './app-scheme.ts';
import { openPageChannel } from './page-channel.ts';
import { guardPermissions } from './page-guards.ts';
import { PathTickets } from './path-tickets.ts';
import { screenAreaOf } from './screen-area.ts';
import { installScreenPicker, type ScreenPickerTexts } from './screen-picker.ts';

export type ElectronWindowParts = {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly pagesFolder: string;
  readonly preloadPath: string;
  readonly screenPicker: ScreenPickerTexts;
  /** Counts windows: each has a session of its own, in memory, so that nothing of one is left for the next. */
  readonly number: number;
};

/** One window of the program, and the only page that ever runs in it. */
export class ElectronWindow implements ShellWindow {
  readonly #window: BrowserWindow;
  readonly #tickets: PathTickets;
  readonly #logger: Logger;
  readonly #linkListeners = new Set<(link: MessageLink) => void>();
  readonly #closedListeners = new Set<() => void>();
  #link: LinkEnd | null = null;
  #closedByUs = false;

  private constructor(parts: ElectronWindowParts, options: WindowOptions) {
    const partition = session.fromPartition(`handrail-${parts.number}`, { cache: false });
    this.#logger = parts.logger;
    this.#tickets = new PathTickets(parts.clock);
    this.#window = new BrowserWindow({
      title: options.title,
      width: options.widthPixels,
      height: options.heightPixels,
      show: false,
      autoHideMenuBar: true,
      webPreferences: {
        preload: parts.preloadPath,
        session: partition,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        experimentalFeatures: false,
        webviewTag: false,
        navigateOnDragDrop: false,
        // Its dictionaries would be fetched from the internet.
        spellcheck: false,
        // Capture and media go on while the window is covered.
        backgroundThrottling: false,
      },
    });
    this.#window.removeMenu();
    const { webContents } = this.#window;

    servePage(partition, parts.pagesFolder, options.page, parts.logger);
    guardPermissions(partition, options.page);
    if (options.page === 'applet') {
      installScreenPicker(partition, this.#window, parts.screenPicker, parts.logger);
    } else {
      partition.setDisplayMediaRequestHandler((_request, answer) => answer(null));
    }
    openPageChannel({
      contents: webContents,
      origin: pageOrigin(options.page),
      logger: parts.logger,
      onLink: (link) => this.#linked(link),
      onOffer: (ticket, path) => {
        if (!this.#tickets.offer(ticket, path)) parts.logger.warn('shell/offer-refused');
      },
    });
    webContents.on('render-process-gone', (_event, { reason }) => {
      if (this.#closedByUs) return;
      parts.logger.error('shell/page-crashed', { reason });
      webContents.reload();
    });
    this.#window.on('closed', () => this.#closed());
  }

  static async open(parts: ElectronWindowParts, options: WindowOptions): Promise<ElectronWindow> {
    const window = new ElectronWindow(parts, options);
    try {
      await window.#window.loadURL(`${pageOrigin(options.page)}/`);
    } catch (cause) {
      await window.close();
      throw Object.assign(new ShellFailure('windowLost', 'the page could not be loaded'), { cause });
    }
    window.#window.show();
    return window;
  }

  get open(): boolean {
    return !this.#window.isDestroyed();
  }

  onLink(listener: (link: MessageLink) => void): Dispose {
    const waiting = this.#linkListeners.size === 0 ? this.#link : null;
    this.#linkListeners.add(listener);
    if (waiting !== null && !waiting.closed) listener(waiting);
    return () => this.#linkListeners.delete(listener);
  }

  onClosed(listener: () => void): Dispose {
    this.#closedListeners.add(listener);
    return () => this.#closedListeners.delete(listener);
  }

  takeFile(ticket: string): FileSource | null {
    return this.#tickets.take(ticket);
  }

  bounds(): ScreenArea | null {
    return this.open && this.#window.isVisible() && !this.#window.isMinimized() ? screenAreaOf(this.#window) : null;
  }

  focus(): void {
    if (!this.open) return;
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.focus();
  }

  kill(): Promise<void> {
    this.#closedByUs = true;
    // Ends the process of the page, whatever it is busy with, and all capture with it.
    if (this.open) this.#window.webContents.forcefullyCrashRenderer();
    return this.close();
  }

  close(): Promise<void> {
    this.#closedByUs = true;
    // Not `close`, which a page may refuse.
    if (this.open) this.#window.destroy();
    return Promise.resolve();
  }

  #linked(link: LinkEnd): void {
    this.#link = link;
    for (const listener of Array.from(this.#linkListeners)) listener(link);
  }

  #closed(): void {
    this.#tickets.dispose();
    this.#link?.carrierClosed();
    if (this.#closedByUs) return;
    this.#logger.info('shell/window-closed');
    for (const listener of Array.from(this.#closedListeners)) listener();
  }
}
