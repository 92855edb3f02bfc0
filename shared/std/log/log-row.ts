import type { LogLine } from '../view/session-parts.ts';

/** Whose log it is. Each side keeps one of its own. */
export type LogRole = 'technician' | 'customer';

/** One row of a session log as it is stored, exported and hashed (LOG2). */
export type LogRow = {
  /** From 1, without gaps. */
  readonly index: number;
  readonly wallMs: number;
  readonly monotonicMs: number;
  readonly actor: LogLine['actor'];
  /** `topic/verb`, as in shared/std/log/log-events.ts. */
  readonly type: string;
  /** JSON of flat parameters; null once it was erased. The chain holds only its salted hash. */
  readonly body: string | null;
  readonly salt: Uint8Array | null;
  readonly bodyHash: Uint8Array;
  readonly hash: Uint8Array;
};

/** A signed statement about the first `rows` rows (LOG3). */
export type Checkpoint = {
  readonly rows: number;
  readonly head: Uint8Array;
  readonly wallMs: number;
  readonly closed: boolean;
  readonly signature: Uint8Array;
  /** By the other side's key, over the same head; null until it came. */
  readonly counterSignature: Uint8Array | null;
};

/** A signed statement of the other side about its own log. */
export type PeerCheckpoint = Omit<Checkpoint, 'counterSignature'>;

/** Where rows are kept. Synchronous on purpose: when `appendRow` has returned, the row survives a power cut (LOG4). */
export interface LogSink {
  /** Throws if it cannot be written (`LogUnwritableError`); then nothing of the row is kept. */
  appendRow(row: LogRow): void;
  /** Keeps it; again with the counter-signature when that came. One per (`rows`, `closed`). */
  saveCheckpoint(checkpoint: Checkpoint): void;
  /** The other side's signed heads: kept as evidence of what it claimed. */
  savePeerCheckpoint(checkpoint: PeerCheckpoint): void;
}
