import { every, type Clock } from '../core/clock.ts';
import type { Dispose } from '../core/dispose.ts';
import { utf8 } from '../crypto/bytes.ts';
import { heldHeartbeatMs, maxInputTextBytes, pointerBacklogBytes } from '../protocol/limits.ts';
import type { MouseButton } from './input-driver.ts';
import { maxInputBacklogBytes, maxWheelDelta, pointerRetryMs } from './input-limits.ts';
import {
  cleanInputText,
  encodeInputFrame,
  encodePointerFrame,
  positionMax,
  type InputFrame,
  type PicturePosition,
} from './input-frame.ts';

/** The two channels of remote input. */
export type InputChannelName = 'input' | 'pointer';

export type InputSenderOptions = {
  readonly clock: Clock;
  /** False if the channel is not open; the message is then gone. */
  readonly send: (channel: InputChannelName, bytes: Uint8Array) => boolean;
  readonly bufferedBytes: (channel: InputChannelName) => number;
};

type Unnumbered<Frame> = Frame extends InputFrame ? Omit<Frame, 'sequence'> : never;

/**
 * The technician's mouse and keyboard, on their way out. One for each data connection: its numbering starts anew there.
 * Buttons, wheel, keys and text keep their order and none is left out; of pointer positions only the newest counts.
 * Positions are fractions of the shared picture, 0 to 1.
 */
export class InputSender {
  readonly #clock: Clock;
  readonly #sendBytes: InputSenderOptions['send'];
  readonly #bufferedBytes: InputSenderOptions['bufferedBytes'];
  readonly #held = new Set<string>();
  #sequence = 0;
  #pointerSequence = 0;
  #pendingMove: PicturePosition | null = null;
  #stopRetry: Dispose | null = null;
  #stopHeartbeat: Dispose | null = null;
  #closed = false;

  constructor(options: InputSenderOptions) {
    this.#clock = options.clock;
    this.#sendBytes = options.send;
    this.#bufferedBytes = options.bufferedBytes;
  }

  move(x: number, y: number): void {
    if (this.#closed) return;
    this.#pendingMove = toPosition(x, y);
    this.#flushMove();
  }

  button(button: MouseButton, down: boolean, x: number, y: number): void {
    this.#pendingMove = null; // This frame's own position is newer.
    this.#send({ kind: 'button', moves: this.#pointerSequence, button, down, ...toPosition(x, y) });
    this.#hold(`button ${button}`, down);
  }

  /** In CSS pixels; positive is right and down. */
  wheel(deltaX: number, deltaY: number, x: number, y: number): void {
    this.#pendingMove = null;
    const limit = (delta: number): number => Math.max(-maxWheelDelta, Math.min(maxWheelDelta, Math.round(delta)));
    this.#send({
      kind: 'wheel',
      moves: this.#pointerSequence,
      deltaX: limit(deltaX),
      deltaY: limit(deltaY),
      ...toPosition(x, y),
    });
  }

  key(code: string, down: boolean): void {
    this.#send({ kind: 'key', code, down });
    this.#hold(`key ${code}`, down);
  }

  /** False if so much is waiting already that nothing of it was sent: the link is too slow for it. */
  text(text: string): boolean {
    if (this.#closed || this.#bufferedBytes('input') > maxInputBacklogBytes) return false;
    for (const piece of splitText(cleanInputText(text))) this.#send({ kind: 'text', text: piece });
    return true;
  }

  /** Everything held goes up at the customer's, and what waits there is dropped. */
  releaseAll(): void {
    this.#pendingMove = null;
    this.#send({ kind: 'releaseAll' });
    this.#letGo();
  }

  /** Ends heartbeats and timers. The receiver releases by itself once it hears no more. */
  close(): void {
    this.#closed = true;
    this.#letGo();
    this.#pendingMove = null;
    this.#stopRetry?.();
    this.#stopRetry = null;
  }

  #send(frame: Unnumbered<InputFrame>): void {
    if (this.#closed) return;
    const sequence = this.#sequence + 1;
    // A number is used up only by a frame that left, so that a channel that was not open leaves no gap.
    if (this.#sendBytes('input', encodeInputFrame({ ...frame, sequence }))) this.#sequence = sequence;
  }

  #flushMove(): void {
    const move = this.#pendingMove;
    if (move === null) return;
    if (this.#bufferedBytes('pointer') > pointerBacklogBytes) {
      this.#stopRetry ??= this.#clock.after(pointerRetryMs, () => {
        this.#stopRetry = null;
        this.#flushMove();
      });
      return;
    }
    this.#pendingMove = null;
    this.#pointerSequence += 1;
    this.#sendBytes('pointer', encodePointerFrame({ sequence: this.#pointerSequence, ...move }));
  }

  #hold(what: string, down: boolean): void {
    if (this.#closed) return;
    if (down) {
      this.#held.add(what);
      this.#stopHeartbeat ??= every(this.#clock, heldHeartbeatMs, () => this.#send({ kind: 'heartbeat' }));
    } else {
      this.#held.delete(what);
      if (this.#held.size === 0) this.#letGo();
    }
  }

  #letGo(): void {
    this.#held.clear();
    this.#stopHeartbeat?.();
    this.#stopHeartbeat = null;
  }
}

function toPosition(x: number, y: number): PicturePosition {
  const scale = (fraction: number): number => Math.round(Math.max(0, Math.min(1, fraction)) * positionMax);
  return { x: scale(x), y: scale(y) };
}

/** Cuts between code points, never inside one. */
function splitText(text: string): string[] {
  const pieces: string[] = [];
  let piece = '';
  let pieceBytes = 0;
  for (const character of text) {
    const characterBytes = utf8(character).length;
    if (pieceBytes + characterBytes > maxInputTextBytes) {
      pieces.push(piece);
      piece = '';
      pieceBytes = 0;
    }
    piece += character;
    pieceBytes += characterBytes;
  }
  if (piece !== '') pieces.push(piece);
  return pieces;
}
