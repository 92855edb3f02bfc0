import type { LogExport } from './export/log-export.ts';
import type { Checkpoint, LogRow, LogSink, PeerCheckpoint } from './log-row.ts';

/** Keeps a log in memory: the customer's side, which stores nothing unless the customer saves it. */
export class MemoryLogSink implements LogSink {
  readonly #rows: LogRow[] = [];
  readonly #checkpoints: Checkpoint[] = [];
  readonly #peerCheckpoints: PeerCheckpoint[] = [];

  appendRow(row: LogRow): void {
    this.#rows.push(row);
  }

  saveCheckpoint(checkpoint: Checkpoint): void {
    const known = this.#checkpoints.findIndex(
      ({ rows, closed }) => rows === checkpoint.rows && closed === checkpoint.closed,
    );
    if (known === -1) this.#checkpoints.push(checkpoint);
    else this.#checkpoints[known] = checkpoint;
  }

  savePeerCheckpoint(checkpoint: PeerCheckpoint): void {
    this.#peerCheckpoints.push(checkpoint);
  }

  /** What is here now, for `writeLogJsonl` and `verifyLog`. */
  readExport(header: Omit<LogExport, 'rows' | 'checkpoints' | 'peerCheckpoints'>): LogExport {
    return {
      ...header,
      rows: [...this.#rows],
      checkpoints: [...this.#checkpoints],
      peerCheckpoints: [...this.#peerCheckpoints],
    };
  }
}
