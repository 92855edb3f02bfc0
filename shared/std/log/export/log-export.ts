import type { Checkpoint, LogRole, LogRow, PeerCheckpoint } from '../log-row.ts';

/** One side's whole log of one session, with all that is needed to check it. */
export type LogExport = {
  readonly sessionId: string;
  /** Whose log it is. */
  readonly role: LogRole;
  /** Signs the checkpoints: the console's device key, or the customer's log key. */
  readonly publicKey: Uint8Array;
  /** Signs the counter-signatures and `peerCheckpoints`; null while there was no handshake. */
  readonly peerPublicKey: Uint8Array | null;
  /** The technician's certificate (KEY2). Null only while there was no handshake. */
  readonly certificate: Uint8Array | null;
  readonly rows: readonly LogRow[];
  readonly checkpoints: readonly Checkpoint[];
  /** What the other side said of its own log. */
  readonly peerCheckpoints: readonly PeerCheckpoint[];
};
