import type { Dispose } from '../core/dispose.ts';

/**
 * A two-way pipe for JSON texts between a window and its main, IPC under Electron, a loopback WebSocket in a browser; and a
 * one-way pipe for bytes from main to the window.
 */
export interface MessageLink {
  send(text: string): void;
  onMessage(listener: (text: string) => void): Dispose;
  /** Main's end only. In order with the texts. The bytes belong to the link from here on: they may be sent without a copy. */
  sendBinary(bytes: Uint8Array): void;
  /**
   * The window's end only. Bytes that come before anybody listens are dropped: they are a stream's, which starts afresh when
   * asked. They belong to the listeners, with a buffer of their own that may be transferred.
   */
  onBinary(listener: (bytes: Uint8Array<ArrayBuffer>) => void): Dispose;
  onClose(listener: () => void): Dispose;
  close(): void;
}
