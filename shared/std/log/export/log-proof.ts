/** What a log that verified proves, and how far. */
export type LogProof = {
  readonly rows: number;
  readonly checkpoints: number;
  /** How many checkpoints the other side counter-signed. */
  readonly countersigned: number;
  /** Up to which row the owner signed; later rows only hang together. */
  readonly signedRows: number;
  /** Up to which row the other side confirmed what it was shown: beyond it the owner could have rewritten and signed anew. */
  readonly countersignedRows: number;
  /** The last row is the signed end. False: the program stopped in between, or the end was cut off. */
  readonly closed: boolean;
  /** How many rows had their text erased. */
  readonly erased: number;
  /** What the certificate says; its root key tells whether that is to be believed. Null without a certificate. */
  readonly certified: {
    readonly technician: string;
    readonly organisation: string;
    readonly rootPublicKey: Uint8Array;
  } | null;
};
