import type { Dispose } from '../core/dispose.ts';

/** A two-way pipe for JSON texts between a window and its main: IPC under Electron, a loopback WebSocket in a browser. */
export interface MessageLink {
  send(text: string): void;
  onMessage(listener: (text: string) => void): Dispose;
  onClose(listener: () => void): Dispose;
  close(): void;
}
