import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Area } from './area.ts';
import { mostBytesAPixel } from './pixel-codes.ts';
import { PixelReader } from './pixel-reader.ts';
import { PixelWriter } from './pixel-writer.ts';
import { blankPicture } from './picture.ts';

const width = 70;
const height = 9;
const whole: Area = { x: 0, y: 0, width, height };

/** Few colours and many, near each other and far, with and without something in the byte that is no colour. */
const colours = fc.oneof(
  fc.constantFrom(0, 0xff_ff_ff, 0x10_20_30, 0xff_10_20_30),
  fc.nat({ max: 0xff_ff_ff }),
  fc.nat({ max: 3 }).map((near) => 0x80_80_80 + near * 0x01_01_02),
);
/** Runs of colours, so that every kind of code comes up. */
const pictures = fc
  .array(fc.tuple(colours, fc.integer({ min: 1, max: 400 })), { minLength: 1, maxLength: 300 })
  .map((runs) => {
    const picture = blankPicture(width, height);
    let at = 0;
    while (at < picture.pixels.length) {
      for (const [colour, run] of runs) {
        picture.pixels.fill(colour, at, at + run);
        at += run;
      }
    }
    return picture;
  });

function swapped(pixel: number): number {
  return (0xff000000 | ((pixel & 0xff) << 16) | (pixel & 0xff00) | ((pixel >>> 16) & 0xff)) >>> 0;
}

describe('pixel codes', () => {
  it('give back every pixel of every area, and cost no more than a colour in full', () => {
    fc.assert(
      fc.property(pictures, fc.nat({ max: width - 1 }), fc.nat({ max: height - 1 }), (picture, x, y) => {
        const areas = [whole, { x, y, width: width - x, height: height - y }];
        const writer = new PixelWriter();
        writer.begin();
        for (const area of areas) writer.write(picture, area);
        const pixels = areas.reduce((sum, area) => sum + area.width * area.height, 0);
        expect(writer.length).toBeLessThanOrEqual(mostBytesAPixel * pixels);
        const reader = new PixelReader();
        const result = new Uint32Array(width * height);
        reader.begin(writer.bytes);
        for (const area of areas) expect(reader.read(result, width, area)).toBe(true);
        expect(reader.atEnd).toBe(true);
        expect(result).toEqual(picture.pixels.map(swapped));
      }),
    );
  });

  it('are one byte for a run, and three for the longest', () => {
    const picture = blankPicture(1_000, 2);
    const writer = new PixelWriter();
    const lengthOf = (area: Area): number => {
      writer.begin();
      writer.write(picture, area);
      return writer.length;
    };
    expect(lengthOf({ x: 0, y: 0, width: 30, height: 1 })).toBe(1);
    expect(lengthOf({ x: 0, y: 0, width: 31, height: 1 })).toBe(2);
    expect(lengthOf({ x: 0, y: 0, width: 256, height: 1 })).toBe(2);
    expect(lengthOf({ x: 0, y: 0, width: 1_000, height: 1 })).toBe(3);
  });

  it('that are anything end within their area, and nothing outside it is written', () => {
    const area: Area = { x: 10, y: 2, width: 33, height: 5 };
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 700 }), (bytes) => {
        const pixels = new Uint32Array(width * height).fill(1);
        const reader = new PixelReader();
        reader.begin(bytes);
        reader.read(pixels, width, area);
        for (let at = 0; at < pixels.length; at++) {
          const [x, y] = [at % width, Math.floor(at / width)];
          const isInside = x >= area.x && x < area.x + area.width && y >= area.y && y < area.y + area.height;
          if (!isInside) expect(pixels[at]).toBe(1);
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['a run beyond the end of its row', [0xc9]],
    ['a run of what is above in the first row', [0xe0, 0xc8]],
    ['an end in the middle of a row', [0xc3]],
    ['an end in the middle of a colour', [0xc7, 0xff, 1, 2]],
    ['an end in the middle of a run', [0xdf, 0]],
  ])('with %s are refused', (_, bytes) => {
    const reader = new PixelReader();
    reader.begin(new Uint8Array(bytes));
    expect(reader.read(new Uint32Array(100), 10, { x: 0, y: 0, width: 9, height: 1 })).toBe(false);
  });
});
