import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameAssembler } from './frame-assembler.ts';
import { maxPiecesAFrame } from './screen-limits.ts';

type Piece = Parameters<FrameAssembler['add']>[0];

function piecesOf(frame: Uint8Array, lengthBytes: number): readonly Piece[] {
  const count = Math.max(1, Math.ceil(frame.length / lengthBytes));
  return Array.from({ length: count }, (_, index) => ({
    first: index === 0,
    last: index === count - 1,
    bytes: frame.subarray(index * lengthBytes, (index + 1) * lengthBytes),
  }));
}

const middle: Piece = { first: false, last: false, bytes: new Uint8Array([1]) };

describe('frames in pieces', () => {
  it('come out whole and in order, however they were cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.integer({ min: 1, max: 90 }))),
        (frames) => {
          const assembler = new FrameAssembler();
          for (const [frame, lengthBytes] of frames) {
            const results = piecesOf(frame, lengthBytes).map((piece) => assembler.add(piece));
            expect(results.slice(0, -1).every((result) => result === null)).toBe(true);
            expect(results.at(-1)).toEqual(frame);
          }
        },
      ),
    );
  });

  it('are passed over by whoever joins in the middle of one', () => {
    const assembler = new FrameAssembler();
    expect(assembler.add(middle)).toBeNull();
    expect(assembler.add({ ...middle, last: true })).toBeNull();
    const frame = new Uint8Array([5, 6]);
    expect(assembler.add({ first: true, last: true, bytes: frame })).toEqual(frame);
  });

  it('are malformed when one begins within another, or goes on after its end', () => {
    const assembler = new FrameAssembler();
    expect(assembler.add({ ...middle, first: true })).toBeNull();
    expect(assembler.add({ ...middle, first: true })).toBe('malformed');
    assembler.add({ ...middle, first: true, last: true });
    expect(assembler.add(middle)).toBe('malformed');
    expect(assembler.add({ ...middle, first: true, last: true })).toEqual(new Uint8Array([1]));
  });

  it('are malformed when they are longer than a frame may be', () => {
    const assembler = new FrameAssembler(10);
    expect(assembler.add({ first: true, last: false, bytes: new Uint8Array(6) })).toBeNull();
    expect(assembler.add({ first: false, last: false, bytes: new Uint8Array(5) })).toBe('malformed');
    expect(assembler.add({ first: true, last: true, bytes: new Uint8Array(11) })).toBe('malformed');
  });

  it('are malformed when they are more than a frame may have, empty ones too', () => {
    const assembler = new FrameAssembler();
    const empty = { first: false, last: false, bytes: new Uint8Array() };
    assembler.add({ ...empty, first: true });
    for (let count = 1; count < maxPiecesAFrame; count++) expect(assembler.add(empty)).toBeNull();
    expect(assembler.add(empty)).toBe('malformed');
  });
});
