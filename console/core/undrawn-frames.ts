import type { Clock } from '#shared/std/core/clock.ts';
import {
  cursorRates,
  maxFramesInFlight,
  maxUndrawnCursorBytes,
  maxUndrawnScreenBytes,
} from '#shared/std/screen/screen-limits.ts';
import type { ScreenMessage } from '#shared/std/screen/screen-message.ts';
import { RateLimit } from '#shared/std/session/rate-limit.ts';

/** Frames of one lane that were passed on whole, by their size, oldest first, and what came of the next. */
type LaneFrames = { whole: number[]; openBytes: number };

/** As many as a sender has on the way, and as many again that were on the way when the window began anew. */
const maxUndrawnFrames = 2 * maxFramesInFlight;

/**
 * What the console has passed on to its window and the window has not drawn: bounded, whatever the customer's side sends and
 * whether or not the window reads (SL3). An honest sender makes no frame when it has enough on the way.
 */
export class UndrawnFrames {
  readonly #positions: RateLimit;
  readonly #shapes: RateLimit;
  readonly #lanes = new Map<number, LaneFrames>();
  #frameBytes = 0;
  #cursorBytes = 0;

  constructor(clock: Clock) {
    this.#positions = new RateLimit(clock, cursorRates.at.perSecond, cursorRates.at.burst);
    this.#shapes = new RateLimit(clock, cursorRates.shape.perSecond, cursorRates.shape.burst);
  }

  /** `tooMuch`: no honest side sends this. */
  admit(message: ScreenMessage, bytes: number): 'pass' | 'drop' | 'tooMuch' {
    if (message.kind === 'piece') return this.#admitPiece(message, bytes);
    const limit = message.kind === 'cursorShape' ? this.#shapes : this.#positions;
    if (!limit.admit()) return 'tooMuch';
    if (this.#cursorBytes + bytes > maxUndrawnCursorBytes) return 'drop';
    this.#cursorBytes += bytes;
    return 'pass';
  }

  /** The window has drawn the lane's oldest; false if nothing of it is open. */
  drawn(lane: number): boolean {
    this.#cursorBytes = 0;
    const bytes = this.#lanes.get(lane)?.whole.shift();
    this.#frameBytes -= bytes ?? 0;
    return bytes !== undefined;
  }

  /** The window begins anew: what it was given before counts no more. */
  clear(): void {
    this.#lanes.clear();
    this.#frameBytes = 0;
    this.#cursorBytes = 0;
  }

  #admitPiece(piece: Extract<ScreenMessage, { kind: 'piece' }>, bytes: number): 'pass' | 'tooMuch' {
    const lane = this.#lanes.get(piece.lane) ?? { whole: [], openBytes: 0 };
    this.#lanes.set(piece.lane, lane);
    lane.openBytes += bytes;
    this.#frameBytes += bytes;
    if (piece.last) {
      lane.whole.push(lane.openBytes);
      lane.openBytes = 0;
    }
    const fits = lane.whole.length <= maxUndrawnFrames && this.#frameBytes <= maxUndrawnScreenBytes;
    return fits ? 'pass' : 'tooMuch';
  }
}
