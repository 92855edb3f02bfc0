import type { Dispose } from '../core/dispose.ts';
import type { PeerMessage } from '../protocol/peer-messages.ts';

/** The data connection once both ends are proven (HS4): typed messages and the file channel, with back-pressure. */
export interface PeerChannel {
  /** False while there is no bound connection; the caller decides whether to keep the message. */
  sendMessage(message: PeerMessage): boolean;
  sendFileFrame(frame: Uint8Array): boolean;
  /** Bytes of file frames handed to the connection and not on the wire yet. */
  fileBufferedBytes(): number;
  /** The file buffer fell below the low watermark, or the connection ended. */
  onFileDrained(listener: () => void): Dispose;
}
