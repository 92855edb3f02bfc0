import type { Clock } from '#shared/std/core/clock.ts';
import {
  cursorBytesBurst,
  cursorBytesPerSecond,
  cursorRates,
  maxFramesInFlight,
  maxUndrawnScreenBytes,
} from '#shared/std/screen/screen-limits.ts';
import type { ScreenMessage } from '#shared/std/screen/screen-message.ts';
import { RateLimit } from '#shared/std/session/rate-limit.ts';

/** Without a sequence: the rest of one whose beginning the window was given before it began anew. */
type Frame = { readonly sequence: number | null; bytes: number; whole: boolean };

/** As many as a sender has on the way, and as many again that were on the way when the window began anew. */
const maxUndrawnFrames = 2 * maxFramesInFlight;
/** A frame begins with its sequence. */
const sequenceBytes = 4;
/** What a message costs whoever holds it, beside its bytes: tiny pieces must not cost more than they count. */
const messageCostBytes = 256;

/**
 * What the console has passed on to its window and the window has not drawn: bounded, whatever the customer's side sends and
 * whether or not the window reads (SL3). An honest sender makes no frame when it has enough on the way.
 */
export class UndrawnFrames {
  readonly #positions: RateLimit;
  readonly #shapes: RateLimit;
  /** Of each lane, oldest first; the last may still be coming. */
  readonly #lanes = new Map<number, Frame[]>();
  #frameBytes = 0;
  readonly #cursorBytes: RateLimit;

  constructor(clock: Clock) {
    this.#positions = new RateLimit(clock, cursorRates.at.perSecond, cursorRates.at.burst);
    this.#shapes = new RateLimit(clock, cursorRates.shape.perSecond, cursorRates.shape.burst);
    this.#cursorBytes = new RateLimit(clock, cursorBytesPerSecond, cursorBytesBurst);
  }

  /** `broken`: no honest side sends this. */
  admit(message: ScreenMessage, bytes: number): 'pass' | 'drop' | 'broken' {
    const costBytes = bytes + messageCostBytes;
    if (message.kind === 'piece') return this.#admitPiece(message, costBytes) ? 'pass' : 'broken';
    const limit = message.kind === 'cursorShape' ? this.#shapes : this.#positions;
    // After a link that stood still an honest sender's come all at once. The newest is what counts, and it follows.
    if (!limit.admit() || !this.#cursorBytes.admit(costBytes)) return 'drop';
    return 'pass';
  }

  /** The window has drawn this frame, and with it what came before; false if it is none of those that were passed on. */
  drawn(lane: number, sequence: number): boolean {
    const frames = this.#lanes.get(lane) ?? [];
    const index = frames.findIndex((frame) => frame.whole && frame.sequence === sequence);
    if (index < 0) return false;
    for (const { bytes } of frames.splice(0, index + 1)) this.#frameBytes -= bytes;
    return true;
  }

  /** The window begins anew: what it was given before counts no more. */
  clear(): void {
    this.#lanes.clear();
    this.#frameBytes = 0;
  }

  #admitPiece({ lane, first, last, bytes }: Extract<ScreenMessage, { kind: 'piece' }>, costBytes: number): boolean {
    const frames = this.#lanes.get(lane) ?? [];
    this.#lanes.set(lane, frames);
    if (first && bytes.length < sequenceBytes) return false;
    let frame = frames.at(-1);
    if (first || frame === undefined || frame.whole) {
      const sequence = first ? new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(0) : null;
      frame = { sequence, bytes: 0, whole: false };
      frames.push(frame);
    }
    frame.bytes += costBytes;
    frame.whole = last;
    this.#frameBytes += costBytes;
    return frames.length <= maxUndrawnFrames && this.#frameBytes <= maxUndrawnScreenBytes;
  }
}
