import type { Clock } from '../core/clock.ts';
import {
  firstLaneWindowBytes,
  fullFrameIntervalMs,
  laneQueueShareOfWay,
  laneQueueTargetMs,
  leastFrameBytes,
  leastLaneWindowBytes,
  leastWayAgeMs,
  maxFramesInFlight,
  measuringFrameBytes,
  mostLaneWindowBytes,
} from './screen-limits.ts';

/** One frame on its way: sent, and not drawn yet. */
type InFlight = {
  readonly lane: number;
  readonly sequence: number;
  readonly bytes: number;
  readonly sentMs: number;
  /** When what is in it was noticed; null for what had waited for room before. */
  readonly noticedMs: number | null;
  /** Bytes drawn of all frames when it was sent. */
  readonly drawnBefore: number;
  /** Small, and nothing was before it: it takes as long as the way does. */
  readonly measures: boolean;
};

/** A frame that came through. */
export type DrawnFrame = { readonly noticedMs: number | null };

/**
 * How much of all lanes may be on its way, so that no frame stands in a queue for long: neither in the link, nor in the
 * connection's buffer, nor before a viewer that draws slowly. All of these show as the time from sending a frame to word
 * that it is drawn. Two windows are kept by it, one of bytes and one of frames: a frame that took longer than the shortest
 * way, plus `laneQueueTargetMs` or half of a long way, shrinks the one that was used up, one that did not lets it grow.
 *
 * Frames that are drawn make room for the next: nothing here runs by a timer, and with nothing on the way there is always
 * room for one. What is waited for is always the newest state, so waiting makes frames fewer, never older.
 */
export class LaneFlow {
  readonly #clock: Clock;
  #inFlight: InFlight[] = [];
  #windowBytes = firstLaneWindowBytes;
  #windowFrames = 2;
  #leastMs = Number.POSITIVE_INFINITY;
  #leastSeenMs = Number.NEGATIVE_INFINITY;
  #learnedMs = Number.NEGATIVE_INFINITY;
  #drawnBytes = 0;
  /** Since the last lesson: somebody had to wait for the window, or filled a frame's share of it. */
  #bytesWereFull = false;
  #framesWereFull = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** For the next frame of that lane; null: when another was drawn. */
  roomFor(lane: number): { readonly budgetBytes: number; readonly bitsPerSecond: number } | null {
    const waitingBytes = this.#inFlight.reduce((sum, frame) => sum + frame.bytes, 0);
    const waitingFrames = this.#inFlight.filter((frame) => frame.lane === lane).length;
    const bitsPerSecond = this.bytesPerMs * 8_000;
    const share = this.#frameShare();
    if (this.#inFlight.length === 0) {
      const most = this.#mustMeasure() ? measuringFrameBytes : share;
      return { budgetBytes: Math.min(share, most), bitsPerSecond };
    }
    if (this.#mustMeasure() && !this.#inFlight.some(({ measures }) => measures)) return null;
    if (waitingFrames >= Math.max(this.#windowFrames, this.#framesAWindow())) {
      this.#framesWereFull = true;
      return null;
    }
    const budgetBytes = Math.min(share, this.#windowBytes - waitingBytes);
    if (budgetBytes >= share / 2) return { budgetBytes, bitsPerSecond };
    this.#bytesWereFull = true;
    return null;
  }

  sent(
    lane: number,
    frame: { readonly sequence: number; readonly bytes: number; readonly noticedMs: number | null },
  ): void {
    if (frame.bytes > this.#frameShare() * 0.75) this.#bytesWereFull = true;
    this.#inFlight.push({
      ...frame,
      lane,
      sentMs: this.#clock.monotonicMs(),
      drawnBefore: this.#drawnBytes,
      measures: this.#inFlight.length === 0 && this.#mustMeasure(),
    });
  }

  /** A lane's frame, and with it every earlier one, is drawn; null for one that is not on its way. */
  drawn(lane: number, sequence: number): DrawnFrame | null {
    const newest = this.#inFlight.find((frame) => frame.lane === lane && frame.sequence === sequence);
    if (newest === undefined) return null;
    const end = this.#inFlight.indexOf(newest);
    const isOver = (frame: InFlight, index: number): boolean => frame.lane === lane && index <= end;
    this.#drawnBytes += this.#inFlight.filter(isOver).reduce((sum, frame) => sum + frame.bytes, 0);
    this.#inFlight = this.#inFlight.filter((frame, index) => !isOver(frame, index));
    this.#learn(newest);
    return { noticedMs: newest.noticedMs };
  }

  /** What was on its way for this lane will not be drawn: the lane is closed, or its viewer began anew. */
  forget(lane: number): void {
    this.#inFlight = this.#inFlight.filter((frame) => frame.lane !== lane);
  }

  /** What the link carries, as far as was tried. */
  get bytesPerMs(): number {
    return this.#windowBytes / (this.#knownLeastMs() + laneQueueTargetMs);
  }

  get framesInFlight(): number {
    return this.#inFlight.length;
  }

  /** As many as are made in the time that the window takes, and at least two: one is drawn while the next is on its way. */
  #framesAWindow(): number {
    return clamp(Math.round((this.#knownLeastMs() + laneQueueTargetMs) / fullFrameIntervalMs), 2, maxFramesInFlight);
  }

  #frameShare(): number {
    return Math.max(leastFrameBytes, this.#windowBytes / this.#framesAWindow());
  }

  #knownLeastMs(): number {
    return Number.isFinite(this.#leastMs) ? this.#leastMs : 0;
  }

  /** Under constant load the shortest way is never seen: now and then a small frame goes with nothing before it. */
  #mustMeasure(): boolean {
    return this.#clock.monotonicMs() - this.#leastSeenMs > leastWayAgeMs;
  }

  #learn(frame: InFlight): void {
    const nowMs = this.#clock.monotonicMs();
    const tookMs = Math.max(1, nowMs - frame.sentMs);
    if (frame.measures) {
      this.#leastMs = tookMs;
      this.#leastSeenMs = nowMs;
      return;
    }
    if (tookMs <= this.#leastMs * 1.1) {
      this.#leastMs = Math.min(this.#leastMs, tookMs);
      this.#leastSeenMs = nowMs;
    }
    // One lesson a way there and back: what is drawn in between was sent before the last had any effect.
    if (frame.sentMs < this.#learnedMs) return;
    this.#learnedMs = nowMs;
    const aimMs = this.#leastMs + Math.max(laneQueueTargetMs, laneQueueShareOfWay * this.#leastMs);
    const factor = clamp(aimMs / tookMs, 0.5, 2);
    if (this.#bytesWereFull) {
      // What came through meanwhile is what the link carries: a window far too large is right after one lesson.
      const carried = ((this.#drawnBytes - frame.drawnBefore) / tookMs) * aimMs;
      const wanted = factor < 1 ? Math.min(this.#windowBytes * factor, carried) : this.#windowBytes * factor;
      const least = Math.max(leastLaneWindowBytes, this.#windowBytes / 8);
      this.#windowBytes = clamp(wanted, least, mostLaneWindowBytes);
    }
    const isQuick = tookMs < this.#leastMs + laneQueueTargetMs / 2;
    if (factor < 1) this.#windowFrames = Math.max(2, Math.floor(this.#windowFrames * factor));
    else if (this.#framesWereFull && isQuick) {
      this.#windowFrames = Math.min(maxFramesInFlight, Math.ceil(this.#windowFrames * 1.5));
    }
    this.#bytesWereFull = false;
    this.#framesWereFull = false;
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
