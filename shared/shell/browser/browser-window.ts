import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { WebSocket } from 'ws';
import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';
import type { Logger } from '#shared/std/core/logger.ts';
import type { RandomBytes } from '#shared/std/core/random.ts';
import type { MessageLink } from '#shared/std/rpc/message-link.ts';
import { replacedCloseCode, type ToMain } from '#shared/std/rpc/loopback-wire.ts';
import type { FileSource } from '#shared/std/transfer/file-source.ts';
import type { ShellWindow, WindowOptions } from '../shell.ts';
import { ShellFailure } from '../shell-failure.ts';
import { pageReturnMs, windowOpenTimeoutMs } from '../shell-limits.ts';
import { browserArguments } from './browser-arguments.ts';
import { BrowserProcess } from './browser-process.ts';
import { LoopbackServer } from './loopback-server.ts';
import { OfferedFiles } from './offered-files.ts';
import { PageSocket } from './page-socket.ts';
import { SocketDoor } from './socket-door.ts';
import { writeStartPage } from './start-page.ts';
import { WindowAdmission } from './window-admission.ts';

export type BrowserWindowParts = {
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly logger: Logger;
  /** Built pages: `<pagesFolder>/<page>/index.html`. */
  readonly pagesFolder: string;
  /** Of this window alone; made here and removed with it. Holds the profile and the start page. */
  readonly folder: string;
  readonly browserPath: string;
  readonly extraArguments: readonly string[];
};

type OpenPage = { readonly socket: PageSocket; readonly files: OfferedFiles };

/** An app-mode window of an installed browser, with the server it talks to. */
export class BrowserWindow implements ShellWindow {
  readonly #parts: BrowserWindowParts;
  readonly #admission: WindowAdmission;
  readonly #linkListeners = new Set<(link: MessageLink) => void>();
  readonly #closedListeners = new Set<() => void>();
  #server: LoopbackServer | null = null;
  #browser: BrowserProcess | null = null;
  #page: OpenPage | null = null;
  #stopReturnTimer: Dispose = () => {};
  #tornDown: Promise<void> | null = null;
  /** Settles `open`: the first page came, or never will. */
  #firstPage: (came: boolean) => void = () => {};

  private constructor(parts: BrowserWindowParts) {
    this.#parts = parts;
    this.#admission = new WindowAdmission(parts.random);
  }

  /** Resolves when the page is there and admitted; its link waits for the first `onLink`. */
  static async open(parts: BrowserWindowParts, options: WindowOptions): Promise<BrowserWindow> {
    const window = new BrowserWindow(parts);
    try {
      await window.#start(options);
    } catch (error) {
      await window.#tearDown('kill');
      throw error;
    }
    return window;
  }

  onLink(listener: (link: MessageLink) => void): Dispose {
    const waiting = this.#linkListeners.size === 0 ? this.#page : null;
    this.#linkListeners.add(listener);
    if (waiting !== null) listener(waiting.socket.link);
    return () => this.#linkListeners.delete(listener);
  }

  onClosed(listener: () => void): Dispose {
    this.#closedListeners.add(listener);
    return () => this.#closedListeners.delete(listener);
  }

  bounds(): null {
    return null; // Only the page knows, and tells main itself.
  }

  focus(): void {
    // No browser lets another program raise its window; the page asks for attention by its title.
    this.#parts.logger.debug('shell/focus-unavailable');
  }

  takeFile(ticket: string): FileSource | null {
    return this.#page?.files.take(ticket) ?? null;
  }

  get open(): boolean {
    return this.#tornDown === null;
  }

  kill(): Promise<void> {
    return this.#tearDown('kill');
  }

  close(): Promise<void> {
    return this.#tearDown('end');
  }

  async #start(options: WindowOptions): Promise<void> {
    const { clock, logger, folder } = this.#parts;
    const profileFolder = join(folder, 'profile');
    mkdirSync(profileFolder, { recursive: true, mode: 0o700 });
    if (process.platform !== 'win32') chmodSync(folder, 0o700);

    const door = new SocketDoor({
      admission: this.#admission,
      clock,
      logger,
      onAdmitted: (socket) => this.#admit(socket),
    });
    this.#server = await LoopbackServer.start({
      page: options.page,
      folder: join(this.#parts.pagesFolder, options.page),
      logger,
      onSocket: (socket) => door.receive(socket),
    });
    const startPage = writeStartPage(folder, this.#server.origin, this.#admission.firstToken, options);

    const rootOnLinux = process.platform === 'linux' && process.getuid?.() === 0;
    if (rootOnLinux) logger.warn('shell/browser-without-sandbox', { why: 'it cannot have one as root' });
    const browser = await this.#launch(
      browserArguments({
        startUrl: startPage.url,
        profileFolder,
        rootOnLinux,
        drawsAtOnce: options.page === 'console',
        extra: this.#parts.extraArguments,
      }),
    );

    const came = await new Promise<boolean>((resolve) => {
      const stopTimer = clock.after(windowOpenTimeoutMs, () => this.#firstPage(false));
      this.#firstPage = (result) => {
        stopTimer();
        resolve(result);
      };
      if (this.#page !== null) this.#firstPage(true);
      if (!browser.running) this.#firstPage(false);
    });
    rmSync(startPage.path, { force: true });
    if (!came) throw new ShellFailure('windowLost', 'the browser was started but its page never came');
  }

  async #launch(line: readonly string[]): Promise<BrowserProcess> {
    const { browserPath, clock, logger } = this.#parts;
    try {
      this.#browser = await BrowserProcess.start(browserPath, line, clock);
    } catch (cause) {
      throw Object.assign(new ShellFailure('browserMissing', `cannot start ${browserPath}`), { cause });
    }
    logger.info('shell/browser-started', { path: browserPath, pid: this.#browser.pid ?? 0 });
    void this.#watch(this.#browser);
    return this.#browser;
  }

  async #watch(browser: BrowserProcess): Promise<void> {
    await browser.exited;
    this.#firstPage(false);
    this.#personClosed();
  }

  #admit(socket: WebSocket): void {
    const previous = this.#page;
    const files: OfferedFiles = new OfferedFiles((message) => page.socket.tell(message), this.#parts.clock);
    const page: OpenPage = {
      files,
      socket: new PageSocket(socket, this.#parts.logger, {
        host: (message) => this.#receive(page, message),
        binary: (frame) => files.answer(frame),
      }),
    };
    this.#stopReturnTimer();
    this.#page = page;
    page.socket.link.onClose(() => this.#pageGone(page));
    // A reload can overtake the end of the page that it replaces.
    previous?.socket.close(replacedCloseCode);
    this.#firstPage(true);
    for (const listener of Array.from(this.#linkListeners)) listener(page.socket.link);
  }

  #receive(page: OpenPage, message: ToMain): void {
    if (message.kind === 'offer') {
      if (!page.files.offer(message)) this.#parts.logger.warn('shell/offer-refused');
    } else if (message.kind === 'unreadable') {
      page.files.answerUnreadable(message.request);
    } else {
      this.#parts.logger.warn('shell/host-message-unexpected', { kind: message.kind });
    }
  }

  #pageGone(page: OpenPage): void {
    page.files.dispose();
    if (this.#page !== page) return;
    this.#page = null;
    if (this.#tornDown !== null) return;
    this.#stopReturnTimer = this.#parts.clock.after(pageReturnMs, () => this.#personClosed());
  }

  #personClosed(): void {
    if (this.#tornDown !== null) return;
    this.#parts.logger.info('shell/window-closed');
    // What is left of it (on a Mac the browser stays without a window) goes in the background; `close` waits for it.
    this.#tearDown('end').catch((error: unknown) => {
      this.#parts.logger.error('shell/window-leftovers', { error: String(error) });
    });
    for (const listener of Array.from(this.#closedListeners)) listener();
  }

  #tearDown(how: 'end' | 'kill'): Promise<void> {
    if (this.#tornDown !== null && how === 'kill') void this.#browser?.kill();
    this.#tornDown ??= this.#release(how);
    return this.#tornDown;
  }

  async #release(how: 'end' | 'kill'): Promise<void> {
    this.#stopReturnTimer();
    await (how === 'kill' ? this.#browser?.kill() : this.#browser?.end());
    await this.#server?.close();
    // The last of its processes may still be writing for a moment.
    await rm(this.#parts.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }
}
