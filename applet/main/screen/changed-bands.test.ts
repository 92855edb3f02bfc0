import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankPicture } from '#shared/std/screen/picture.ts';
import { isChanged, takeChangedBands } from './changed-bands.ts';

const [width, height] = [5, 40];

/** A frame of which some rows are not blank, in memory with a gap after each row. */
function frameWith(rows: ReadonlySet<number>) {
  const strideBytes = 4 * width + 12;
  const bytes = Buffer.alloc(strideBytes * height, 0xee);
  for (let row = 0; row < height; row += 1) {
    bytes.fill(rows.has(row) ? 7 : 0, row * strideBytes, row * strideBytes + 4 * width);
  }
  return { width, height, bytes, strideBytes };
}

describe('changed bands', () => {
  it('hold every row that changed, and the picture is the frame afterwards', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(height - 1)), (rows) => {
        const frame = frameWith(new Set(rows));
        const picture = blankPicture(width, height);
        expect(isChanged(frame, picture)).toBe(rows.length > 0);
        const bands = takeChangedBands(frame, picture);
        expect(rows.every((row) => bands.some(({ y, height: tall }) => row >= y && row < y + tall))).toBe(true);
        expect(bands.every(({ y, height: tall }) => rows.includes(y) && rows.includes(y + tall - 1))).toBe(true);
        expect(isChanged(frame, picture)).toBe(false);
        expect(takeChangedBands(frame, picture)).toEqual([]);
      }),
    );
  });

  it('are one where little lies between them, and two where much does', () => {
    expect(takeChangedBands(frameWith(new Set([3, 8])), blankPicture(width, height))).toEqual([
      { x: 0, y: 3, width, height: 6 },
    ]);
    expect(takeChangedBands(frameWith(new Set([3, 30])), blankPicture(width, height))).toHaveLength(2);
  });
});
