import type { Clock } from '#shared/std/core/clock.ts';
import { decodeTrackedFrame, type TrackedFrame } from '#shared/std/lens/tracked-frame.ts';
import { trackedFrameRate } from '#shared/std/protocol/limits.ts';
import { RateLimit } from '#shared/std/session/rate-limit.ts';

/** A frame that is older than the newest by more was not overtaken: the phone's clock has begun anew. */
const longestOvertakingMs = 2_000;

/**
 * What comes on the `pointer` channel of the phone: where the marks are, frame by frame (BRD5). Frames overtake each other
 * there; the newest counts, of marks that there are.
 */
export class TrackedFrames {
  readonly #options: {
    readonly isMark: (id: number) => boolean;
    readonly onFrame: (frame: TrackedFrame) => void;
    /** No honest phone sends such a frame. */
    readonly onBroken: (detail: string) => void;
  };
  readonly #rate: RateLimit;
  #newestMs = Number.NEGATIVE_INFINITY;

  constructor(
    clock: Clock,
    options: {
      readonly isMark: (id: number) => boolean;
      readonly onFrame: (frame: TrackedFrame) => void;
      readonly onBroken: (detail: string) => void;
    },
  ) {
    this.#options = options;
    this.#rate = new RateLimit(clock, trackedFrameRate.perSecond, trackedFrameRate.burst);
  }

  receive(bytes: Uint8Array): void {
    if (!this.#rate.admit()) return;
    const frame = decodeTrackedFrame(bytes);
    if (frame === null) return this.#options.onBroken('a frame of marks that is none');
    const lateMs = this.#newestMs - frame.sentAtMs;
    if (lateMs >= 0 && lateMs < longestOvertakingMs) return;
    this.#newestMs = frame.sentAtMs;
    const marks = new Map(frame.marks.filter(({ id }) => this.#options.isMark(id)).map((mark) => [mark.id, mark]));
    if (marks.size > 0) this.#options.onFrame({ ...frame, marks: Array.from(marks.values()) });
  }
}
