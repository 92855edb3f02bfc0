import type { LogLine } from '../view/session-parts.ts';

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

/** Where rows are kept. Synchronous on purpose: when `appendRow` has returned, the row survives a power cut (LOG4). */
export interface LogSink {
  /** Throws if it cannot be written. */
  appendRow(row: LogRow): void;
  saveCheckpoint(checkpoint: Checkpoint): void;
  /** The other side's signed heads: kept as evidence of what it claimed. */
  savePeerCheckpoint(checkpoint: Omit<Checkpoint, 'counterSignature'>): void;
}
