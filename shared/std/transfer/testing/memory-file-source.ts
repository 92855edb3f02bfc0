import type { FileSource } from '../file-source.ts';

/**
 * A file in memory, read as unkindly as the contract allows: in pieces of odd sizes, all in one buffer that is
 * overwritten before the next.
 */
export class MemoryFileSource implements FileSource {
  readonly name: string;
  readonly sizeBytes: number;
  closed = false;
  /** Throws once this much was read. */
  failsAtByte = Number.POSITIVE_INFINITY;
  readonly #content: Uint8Array;
  readonly #pieceBytes: readonly number[];

  constructor(
    name: string,
    content: Uint8Array,
    options: { claimedBytes?: number; pieceBytes?: readonly number[] } = {},
  ) {
    this.name = name;
    this.#content = content;
    this.sizeBytes = options.claimedBytes ?? content.length;
    this.#pieceBytes = options.pieceBytes ?? [1, 70_001, 131_072, 300_000];
  }

  async *read(offset: number): AsyncGenerator<Uint8Array> {
    const buffer = new Uint8Array(Math.max(...this.#pieceBytes));
    let position = offset;
    for (let turn = 0; position < this.#content.length; turn += 1) {
      await Promise.resolve();
      if (position >= this.failsAtByte || this.closed) throw new Error('unreadable');
      const piece = this.#content.subarray(
        position,
        position + (this.#pieceBytes[turn % this.#pieceBytes.length] ?? 1),
      );
      buffer.set(piece);
      yield buffer.subarray(0, piece.length);
      buffer.fill(0xee);
      position += piece.length;
    }
  }

  close(): void {
    this.closed = true;
  }
}
