import { maxPiecesAFrame, maxScreenFrameBytes } from './screen-limits.ts';

/** Puts one lane's frames together from the pieces they travel in. */
export class FrameAssembler {
  readonly #maxBytes: number;
  #pieces: Uint8Array[] = [];
  #lengthBytes = 0;
  #state: 'joining' | 'between' | 'inside' = 'joining';

  constructor(maxBytes: number = maxScreenFrameBytes) {
    this.#maxBytes = maxBytes;
  }

  /**
   * The frame that this piece completes, or null. Whoever joins while a frame is on its way ignores the rest of that one. After
   * 'malformed' it waits for the start of a frame again.
   */
  add(piece: {
    readonly first: boolean;
    readonly last: boolean;
    readonly bytes: Uint8Array;
  }): Uint8Array | null | 'malformed' {
    if (!piece.first && this.#state === 'joining') return null;
    const fitsOrder = piece.first ? this.#state !== 'inside' : this.#state === 'inside';
    const lengthBytes = this.#lengthBytes + piece.bytes.length;
    const isTooMuch = lengthBytes > this.#maxBytes || this.#pieces.length >= maxPiecesAFrame;
    if (!fitsOrder || isTooMuch) {
      this.#reset('joining');
      return 'malformed';
    }
    if (piece.first && piece.last) {
      this.#reset('between');
      return piece.bytes;
    }
    this.#pieces.push(piece.bytes);
    this.#lengthBytes = lengthBytes;
    this.#state = 'inside';
    if (!piece.last) return null;
    const frame = new Uint8Array(lengthBytes);
    let at = 0;
    for (const part of this.#pieces) {
      frame.set(part, at);
      at += part.length;
    }
    this.#reset('between');
    return frame;
  }

  #reset(state: 'joining' | 'between'): void {
    this.#pieces = [];
    this.#lengthBytes = 0;
    this.#state = state;
  }
}
