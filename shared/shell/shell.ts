import type { Dispose } from '#shared/std/core/dispose.ts';
import type { MessageLink } from '#shared/std/rpc/message-link.ts';
import type { FileSource } from '#shared/std/transfer/file-source.ts';

/** What a program needs of its host: Electron, or an installed Chrome, Edge or Chromium in app mode. */
export interface Shell {
  readonly host: 'electron' | 'browser';
  /**
   * Opens the program's one window. It may be reloaded, closed and opened again; main lives on. Resolves when the page
   * is there; rejects with a `ShellFailure` (`browserMissing`, `windowLost`).
   */
  openWindow(options: WindowOptions): Promise<ShellWindow>;
  /** Takes the file behind a ticket that the window got from its host bridge. Null: unknown, used or too old. */
  takeFile(ticket: string): FileSource | null;
  /** Shows a file in the system's file manager. Never opens it. */
  revealFile(path: string): void;
  readonly secrets: SecretStore;
  /** The "being viewed" bar, where the host can keep one on top; null where the page does it itself. */
  readonly bar: ViewingBar | null;
  /** Closes windows, sockets and child processes. Nothing is left running. */
  close(): Promise<void>;
}

export type WindowOptions = {
  /** Which built page: `dist/<page>/index.html`. */
  readonly page: 'console' | 'applet';
  readonly title: string;
  readonly widthPixels: number;
  readonly heightPixels: number;
};

/** In physical pixels of the virtual desktop, as input and capture count them. */
export type ScreenArea = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

export interface ShellWindow {
  /** A page connected: at the first load, and again after every reload. */
  onLink(listener: (link: MessageLink) => void): Dispose;
  /** The person closed the window (not a reload: no page came back within 3 s). */
  onClosed(listener: () => void): Dispose;
  /** Where the window is, where the host can tell better than the page itself; null where only the page knows. */
  bounds(): ScreenArea | null;
  focus(): void;
  /** Ends the page by force, with whatever it captures: for a window that does not obey (PRM4). */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** Keeps small secrets: the system's key store under Electron, else a file that only this user can read. */
export interface SecretStore {
  /** Null if there is none. Throws if it is there but cannot be read: never silently replaced. */
  read(name: string): Uint8Array | null;
  write(name: string, secret: Uint8Array): void;
  /** How it is kept, for the log: `system` or `file`. */
  readonly protection: 'system' | 'file';
}

/** Says on the customer's screen who sees or controls it, above every other window, with a button to stop it. */
export interface ViewingBar {
  show(content: { readonly text: string; readonly stopLabel: string }): void;
  hide(): void;
  /** The person pressed the button. */
  onStop(listener: () => void): Dispose;
  /** Where remote input must not reach (PRM5); null while hidden. */
  bounds(): ScreenArea | null;
}
