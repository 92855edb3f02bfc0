import type { Dispose } from '#shared/std/core/dispose.ts';
import type { Logger } from '#shared/std/core/logger.ts';
import type { MessageLink } from '#shared/std/rpc/message-link.ts';
import type { Shell, ShellWindow, WindowOptions } from './shell.ts';

export type LastingWindowOptions = {
  readonly shell: Shell;
  readonly window: WindowOptions;
  readonly logger: Logger;
  /** Serves a page that connected; returns how to stop. */
  readonly serve: (link: MessageLink) => Dispose;
  /** The last page is gone: reloading, closed or killed. */
  readonly onPageGone: () => void;
  /** The person closed the window, or it was lost: open it again? */
  readonly mayReopen: () => boolean;
  /** It stays closed. */
  readonly onClosed: () => void;
};

/**
 * The program's window, which comes back while the program still has something to show: what runs lives in main, and a
 * window that was closed, crashed or killed must not leave a session without its way out.
 */
export class LastingWindow {
  readonly #options: LastingWindowOptions;
  readonly #pages = new Set<MessageLink>();
  #window: ShellWindow | null = null;
  #closed = false;

  constructor(options: LastingWindowOptions) {
    this.#options = options;
  }

  /** Rejects with a `ShellFailure` if there is no window to be had. */
  async open(): Promise<void> {
    const window = await this.#options.shell.openWindow(this.#options.window);
    this.#window = window;
    window.onLink((link) => this.#attach(link));
    window.onClosed(() => this.#lost(window));
  }

  get current(): ShellWindow | null {
    return this.#window;
  }

  /** For a page that does not obey: ends it with all that it captures, and opens a fresh one. */
  kill(): void {
    const window = this.#window;
    if (window === null) return;
    this.#options.logger.warn('window/killed');
    void this.#replace(window);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#window?.close();
  }

  async #replace(window: ShellWindow): Promise<void> {
    await window.kill();
    if (this.#window !== window || this.#closed) return;
    this.#window = null;
    // Whatever the person was to see next, the end of the session included, needs a window.
    await this.#reopen();
  }

  #attach(link: MessageLink): void {
    this.#pages.add(link);
    const stop = this.#options.serve(link);
    link.onClose(() => {
      if (!this.#pages.delete(link)) return;
      stop();
      if (this.#pages.size === 0) this.#options.onPageGone();
    });
  }

  #lost(window: ShellWindow): void {
    if (this.#window !== window || this.#closed) return;
    this.#window = null;
    if (this.#options.mayReopen()) void this.#reopen();
    else this.#options.onClosed();
  }

  async #reopen(): Promise<void> {
    try {
      await this.open();
    } catch (error) {
      this.#options.logger.error('window/lost', { error: String(error) });
      this.#options.onClosed();
    }
  }
}
