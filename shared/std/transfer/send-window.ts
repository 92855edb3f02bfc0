import type { Clock } from '../core/clock.ts';
import {
  fileChunkBytes,
  fileWindowBytes,
  firstSendWindowBytes,
  leastSendWindowBytes,
  minFileChunkBytes,
  sendQueueTargetMs,
} from '../protocol/limits.ts';

/** A window this many pieces long keeps moving while one of them is on its way. */
const piecesPerShare = 4;

/**
 * How much of all files together may be on the way and not stored yet, so that what else travels on the connection does
 * not wait behind them. Whatever stands in a queue, in the connection, in a router or before the receiver's disk, shows
 * as time: a piece that takes longer than the quickest did, plus `sendQueueTargetMs`, shrinks the window, one that does
 * not lets it grow. Without this a file on a slow link fills a megabyte of SCTP's buffer, and a key press or a sign of
 * life behind it comes seconds late.
 */
export class SendWindow {
  readonly #clock: Clock;
  readonly #onRoom: () => void;
  readonly #mostBytes: () => number;
  readonly #lanes = new Set<SendLane>();
  #windowBytes = firstSendWindowBytes;
  #quickestMs = Number.POSITIVE_INFINITY;
  #learnedMs = Number.NEGATIVE_INFINITY;
  #wasFull = false;

  /** `mostBytes` says how wide the window may be now. */
  constructor(clock: Clock, onRoom: () => void, mostBytes = (): number => fileWindowBytes) {
    this.#clock = clock;
    this.#onRoom = onRoom;
    this.#mostBytes = mostBytes;
  }

  /** For one file that is about to be sent; give it back with `close`. */
  openLane(): SendLane {
    const lane: SendLane = new SendLane(this.#clock, {
      shareBytes: () => Math.min(this.#windowBytes, this.#mostBytes()) / this.#lanes.size,
      onFull: () => {
        this.#wasFull = true;
      },
      onStored: (newestSentMs) => {
        if (newestSentMs !== null) this.#learn(newestSentMs);
        this.#onRoom();
      },
      onClose: () => {
        this.#lanes.delete(lane);
        // The next file may find another path, whose quickest is slower.
        if (this.#lanes.size === 0) this.#quickestMs = Number.POSITIVE_INFINITY;
        this.#onRoom();
      },
    });
    this.#lanes.add(lane);
    return lane;
  }

  /** Once a round trip: from a piece that was sent after the last lesson. */
  #learn(sentMs: number): void {
    if (sentMs < this.#learnedMs) return;
    const nowMs = this.#clock.monotonicMs();
    const tookMs = Math.max(1, nowMs - sentMs);
    this.#learnedMs = nowMs;
    this.#quickestMs = Math.min(this.#quickestMs, tookMs);
    const factor = clamp((this.#quickestMs + sendQueueTargetMs) / tookMs, 0.5, 2);
    // A window that was never full was not tried.
    if (factor < 1 || this.#wasFull) {
      this.#windowBytes = clamp(this.#windowBytes * factor, leastSendWindowBytes, fileWindowBytes);
    }
    this.#wasFull = false;
  }
}

type LaneHooks = {
  readonly shareBytes: () => number;
  readonly onFull: () => void;
  /** With the time at which the newest of the pieces stored was sent; null if none was. */
  readonly onStored: (newestSentMs: number | null) => void;
  readonly onClose: () => void;
};

/** One file's part of the window: all files that are being sent have the same. */
export class SendLane {
  readonly #clock: Clock;
  readonly #hooks: LaneHooks;
  /** Pieces on the way, oldest first. */
  readonly #pieces: { readonly endBytes: number; readonly sentMs: number }[] = [];
  #sentBytes = 0;
  #storedBytes = 0;

  constructor(clock: Clock, hooks: LaneHooks) {
    this.#clock = clock;
    this.#hooks = hooks;
  }

  /** The next piece's length: short on a slow link, where a long one would hold up what comes after it. */
  get pieceBytes(): number {
    const steps = Math.floor(this.#hooks.shareBytes() / piecesPerShare / minFileChunkBytes);
    return clamp(steps * minFileChunkBytes, minFileChunkBytes, fileChunkBytes);
  }

  hasRoom(bytes: number): boolean {
    const waitingBytes = this.#sentBytes - this.#storedBytes;
    const fits = waitingBytes === 0 || waitingBytes + bytes <= this.#hooks.shareBytes();
    if (!fits) this.#hooks.onFull();
    return fits;
  }

  sent(bytes: number): void {
    this.#sentBytes += bytes;
    this.#pieces.push({ endBytes: this.#sentBytes, sentMs: this.#clock.monotonicMs() });
  }

  /** The receiver has stored all up to `bytes`. */
  stored(bytes: number): void {
    this.#storedBytes = bytes;
    let newestSentMs: number | null = null;
    while (this.#pieces[0] !== undefined && this.#pieces[0].endBytes <= bytes) {
      newestSentMs = this.#pieces.shift()?.sentMs ?? null;
    }
    this.#hooks.onStored(newestSentMs);
  }

  close(): void {
    this.#hooks.onClose();
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
