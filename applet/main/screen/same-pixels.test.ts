import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeSamePixels } from './same-pixels.ts';

describe('samePixels', () => {
  it('is what a loop says, wherever the pixels lie and whichever pictures are compared in between', () => {
    const same = makeSamePixels();
    const other = new Uint32Array(100);
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 100, maxLength: 100 }),
        fc.nat(40),
        fc.nat(40),
        fc.nat(60),
        (values, aOffset, bOffset, length) => {
          // Views into larger memory: an offset taken from the wrong beginning would show.
          const a = new Uint32Array(new ArrayBuffer(440), 40, 100);
          a.set(values);
          const b = Uint32Array.from(values, (value) => Math.min(value, 1));
          const expected = Array.from({ length }, (_, index) => a[aOffset + index] === b[bOffset + index]);
          expect(same(a, aOffset, b, bOffset, length)).toBe(expected.every(Boolean));
          expect(same(other, 0, other, 0, 100)).toBe(true);
          expect(same(a, 0, a, 0, 100)).toBe(true);
        },
      ),
    );
  });
});
