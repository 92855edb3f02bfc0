import type { MessageLink } from '#shared/std/rpc/message-link.ts';

/** What the host of a window (Electron's preload, or the loopback server) gives the page that runs in it. */
export interface HostBridge {
  readonly host: 'electron' | 'browser' | 'page';
  readonly platform: 'windows' | 'mac' | 'linux' | 'other';
  /** Opens the pipe to main; again after it closed. Rejects when main is gone. */
  connect(): Promise<MessageLink>;
  /**
   * Hands files that the person picked or dropped to main and returns a ticket for each, valid once and for one minute.
   * Electron passes their paths from the preload; a browser streams their bytes to main when main reads them.
   */
  offerFiles(files: readonly File[]): Promise<readonly string[]>;
}
