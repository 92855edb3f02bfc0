import type { Clock } from '../core/clock.ts';
import { LaneEncoder, type EncodedFrame, type FrameRoom, type ViewerWish } from './lane-encoder.ts';
import { blankPicture, type Picture, type SamePixels } from './picture.ts';
import { goneRetryMs, leastFrameIntervalMs, mostGoneTries } from './screen-limits.ts';
import type { Monitor } from './screen-message.ts';
import type { ScreenSource } from './screen-source.ts';
import type { OpenVideoEncoder } from './video-encoder.ts';

/** What frames are made with. */
export type LaneTools = {
  readonly source: Pick<ScreenSource, 'update'>;
  readonly samePixels: SamePixels;
  /** Raw deflate, at its fastest. */
  readonly deflate: (bytes: Uint8Array) => Uint8Array;
  readonly openVideo: OpenVideoEncoder | null;
  readonly clock: Clock;
};

/** A frame, and when what is in it was noticed: null for what had been waiting for room. */
export type LaneFrame = EncodedFrame & { readonly noticedMs: number | null };

/** One monitor that is watched: its picture as it is now, and what its viewer does not have yet. */
export class ScreenLane {
  readonly #tools: LaneTools;
  readonly #picture: Picture;
  readonly #encoder: LaneEncoder;
  #monitor: Monitor;
  /** The screen may differ from the picture, since then. */
  #noticedMs: number | null;
  /** The viewer has nothing: the next frame begins anew. What is being made now is not for it. */
  #restartsWith: ViewerWish | null = null;
  #madeMs = Number.NEGATIVE_INFINITY;
  #hadNothing = false;
  #isMaking = false;
  /** How often in a row the monitor could not be read. */
  #goneTries = 0;
  #closed = false;

  constructor(tools: LaneTools, monitor: Monitor, wish: ViewerWish) {
    this.#tools = tools;
    this.#monitor = monitor;
    this.#picture = blankPicture(monitor.width, monitor.height);
    const { samePixels, deflate, openVideo, clock } = tools;
    this.#encoder = new LaneEncoder({ picture: this.#picture, samePixels, deflate, openVideo, clock, wish });
    this.#noticedMs = clock.monotonicMs();
  }

  get monitor(): Monitor {
    return this.#monitor;
  }

  /** The monitor stands elsewhere now, or is another; false if it is as large as it was, and this lane goes on. */
  moveTo(monitor: Monitor): boolean {
    if (monitor.width !== this.#picture.width || monitor.height !== this.#picture.height) return false;
    this.#monitor = monitor;
    this.#goneTries = 0;
    return true;
  }

  /** Something on the screen may have changed. */
  changed(): void {
    this.#noticedMs ??= this.#tools.clock.monotonicMs();
  }

  /** The viewer has nothing, or wishes for something else. */
  restart(wish: ViewerWish): void {
    this.#restartsWith = wish;
  }

  /** The monitor is said to be there, and cannot be read. */
  get isUnreadable(): boolean {
    return this.#goneTries >= mostGoneTries;
  }

  /** Until a frame is worth making, if nothing else happens; 0: now. Infinity: not before something changes. */
  get waitMs(): number {
    if (this.#closed || this.#goneTries >= mostGoneTries) return Number.POSITIVE_INFINITY;
    if (this.#goneTries > 0) return Math.max(0, this.#madeMs + goneRetryMs - this.#tools.clock.monotonicMs());
    const restMs = Math.max(0, this.#madeMs + leastFrameIntervalMs - this.#tools.clock.monotonicMs());
    // What had no room in the frame before goes as soon as there is some.
    if (this.#restartsWith !== null || this.#encoder.pending === 'changes') return this.#hadNothing ? restMs : 0;
    return this.#noticedMs === null ? Math.max(restMs, this.#encoder.restMs) : restMs;
  }

  /** The newest state as a frame; null if there is nothing to say. Not to be called again before it has resolved. */
  async make(room: FrameRoom): Promise<LaneFrame | null> {
    this.#isMaking = true;
    this.#madeMs = this.#tools.clock.monotonicMs();
    let frame: LaneFrame | null = null;
    try {
      frame = await this.#make(room);
    } finally {
      this.#isMaking = false;
      if (this.#closed) this.#encoder.close();
    }
    this.#hadNothing = frame === null;
    return this.#closed || this.#restartsWith !== null ? null : frame;
  }

  close(): void {
    this.#closed = true;
    if (!this.#isMaking) this.#encoder.close();
  }

  async #make(room: FrameRoom): Promise<LaneFrame | null> {
    const noticedMs = this.#noticedMs;
    if (noticedMs !== null) {
      // Before the update: what changes while it runs is for the next frame.
      this.#noticedMs = null;
      const updated = await this.#tools.source.update(this.#monitor.id, this.#picture);
      if (updated.ok) {
        this.#encoder.changed(updated.value);
        this.#goneTries = 0;
      } else {
        // Perhaps it is unplugged, and its lane is closed in a moment; perhaps it could only not be read this once.
        this.#goneTries += 1;
        this.#noticedMs = noticedMs;
      }
    }
    if (this.#closed || this.#goneTries > 0) return null;
    if (this.#restartsWith !== null) this.#encoder.restart(this.#restartsWith);
    this.#restartsWith = null;
    const frame = await this.#encoder.next(room);
    return frame && { ...frame, noticedMs };
  }
}
