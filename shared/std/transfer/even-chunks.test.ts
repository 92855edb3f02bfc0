import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { evenChunks } from './even-chunks.ts';

it('pieces of any sizes become chunks of one size and a rest, byte for byte', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 40 })),
      fc.integer({ min: 1, max: 16 }),
      async (pieces, size) => {
        async function* shared(): AsyncGenerator<Uint8Array> {
          // One buffer for all, as a source may do.
          const buffer = new Uint8Array(40);
          for (const piece of pieces) {
            buffer.set(piece);
            yield buffer.subarray(0, piece.length);
            buffer.fill(0xee);
          }
        }
        const chunks: number[][] = [];
        for await (const chunk of evenChunks(shared(), size)) chunks.push([...chunk]);
        expect(chunks.flat()).toEqual(pieces.flatMap((piece) => [...piece]));
        expect(chunks.slice(0, -1).every((chunk) => chunk.length === size)).toBe(true);
        expect(chunks.every((chunk) => chunk.length > 0 && chunk.length <= size)).toBe(true);
      },
    ),
  );
});
