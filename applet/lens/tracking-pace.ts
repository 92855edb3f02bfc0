import { leastTracksPerSecond } from '#shared/std/lens/board-limits.ts';

/** Judged over so long: the compiler of a phone that starts cold needs a second of it. */
const windowMs = 2_000;
/** In so many frames, however long they took. */
const leastFrames = 4;
/** Pixels of the picture's longer side: each has about half of the work of the one before. */
const sides = [640, 480, 320] as const;

export type PaceVerdict = 'keeps' | 'reduced' | 'tooSlow';

/**
 * How large a picture this phone can track: smaller ones when it cannot keep up, until none is small enough. Counts the time
 * that frames take and not how many come, so that a camera in the dark or a hidden page is not taken for a slow phone.
 */
export class TrackingPace {
  #side = 0;
  #windowStartMs: number | null = null;
  #busyMs = 0;
  #frames = 0;

  /** What the longer side of a picture is to be reduced to. */
  get longestSide(): number {
    return sides[this.#side] ?? sides[0];
  }

  /** Tracks a second that the frames of this window would allow. */
  get tracksPerSecond(): number {
    return this.#busyMs === 0 ? Number.POSITIVE_INFINITY : (1_000 * this.#frames) / this.#busyMs;
  }

  /** A frame was tracked between these two moments, of a clock that does not go back. */
  took(startedMs: number, endedMs: number): PaceVerdict {
    this.#windowStartMs ??= startedMs;
    this.#busyMs += Math.max(0, endedMs - startedMs);
    this.#frames += 1;
    if (endedMs - this.#windowStartMs < windowMs || this.#frames < leastFrames) return 'keeps';
    const isSlow = this.tracksPerSecond < leastTracksPerSecond;
    if (isSlow && this.#side === sides.length - 1) return 'tooSlow';
    this.#windowStartMs = null;
    this.#busyMs = 0;
    this.#frames = 0;
    if (!isSlow) return 'keeps';
    this.#side += 1;
    return 'reduced';
  }
}
