import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { greyOfPlane, type LumaPlane } from './luma-plane.ts';

/** A plane whose rows have `gap` bytes of something else behind them, and `offset` before the first. */
function planeOf(rows: readonly (readonly number[])[], given: Partial<LumaPlane> & { readonly gap?: number } = {}) {
  const { gap = 3, offset = 5, fullRange = true } = given;
  const width = rows[0]?.length ?? 0;
  const stride = width + gap;
  const bytes = new Uint8Array(offset + rows.length * stride).fill(77);
  for (const [y, row] of rows.entries()) bytes.set(row, offset + y * stride);
  return { width, height: rows.length, bytes, offset, stride, fullRange };
}

const sides = fc.integer({ min: 8, max: 60 });

describe('a camera’s brightness as a grey picture', () => {
  it('is copied row by row, without what lies between the rows', () => {
    const rows = [
      [1, 2, 3],
      [4, 5, 6],
    ];
    expect([...greyOfPlane(planeOf(rows), 3, 2)]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('has the whole range, whichever range the camera gives', () => {
    const plane = planeOf([[0, 16, 126, 235, 255]], { fullRange: false });
    expect([...greyOfPlane(plane, 5, 1)]).toEqual([0, 0, 128, 255, 255]);
    expect([...greyOfPlane({ ...plane, fullRange: true }, 5, 1)]).toEqual([0, 16, 126, 235, 255]);
  });

  it('is reduced to means of what each pixel covers', () => {
    const rows = [
      [0, 100, 200, 20],
      [40, 60, 100, 80],
    ];
    expect([...greyOfPlane(planeOf(rows), 2, 1)]).toEqual([50, 100]);
    // Three become two: each takes one and a half.
    expect([...greyOfPlane(planeOf([[30, 90, 210]]), 2, 1)]).toEqual([50, 170]);
  });

  it('keeps its brightness and stays where it is at any size', () => {
    fc.assert(
      fc.property(sides, sides, (from, to) => {
        const [large, small] = [Math.max(from, to), Math.min(from, to)];
        const ramp = Array.from({ length: large }, (_, x) => (240 * (x + 0.5)) / large);
        const rows = Array.from({ length: large }, () => ramp);
        const pixels = greyOfPlane(planeOf(rows), small, small);
        for (const [at, grey] of pixels.entries()) {
          // Half a step of the ramp, and what is rounded twice.
          expect(Math.abs(grey - (240 * ((at % small) + 0.5)) / small)).toBeLessThan(120 / large + 2);
        }
      }),
      { numRuns: 40 },
    );
  });
});
