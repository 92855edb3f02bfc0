import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJpegSize } from './jpeg-size.ts';

const frame = (width: number, height: number, marker = 0xc0): number[] => [
  0xff,
  marker,
  0,
  11,
  8,
  height >> 8,
  height & 255,
  width >> 8,
  width & 255,
  1,
  1,
  0x11,
  0,
];
const application = [0xff, 0xe0, 0, 4, 1, 2];
const scan = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0];
const jpeg = (...parts: readonly (readonly number[])[]): Uint8Array => Uint8Array.from([0xff, 0xd8, ...parts.flat()]);

describe('the size that a JPEG claims', () => {
  it('is read from its frame, baseline and progressive', () => {
    expect(readJpegSize(jpeg(application, frame(640, 360), scan))).toEqual({ width: 640, height: 360 });
    expect(readJpegSize(jpeg(frame(65_535, 2, 0xc2), scan))).toEqual({ width: 65_535, height: 2 });
  });

  it('is not known of what is no JPEG, is cut off, or has two frames or none', () => {
    expect(readJpegSize(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]))).toBeNull();
    expect(readJpegSize(jpeg(application, frame(640, 360)).subarray(0, 14))).toBeNull();
    expect(readJpegSize(jpeg(frame(640, 360), frame(9_000, 9_000), scan))).toBeNull();
    expect(readJpegSize(jpeg(application, scan))).toBeNull();
    expect(readJpegSize(jpeg([0xff, 0xe0, 0, 0]))).toBeNull();
    expect(readJpegSize(new Uint8Array())).toBeNull();
  });

  it.each([
    ['a mark that has no length', [0xff, 0xd0, 0, 15]],
    ['filling before a mark', [0xff, 0xff, 0, 15]],
    ['a mark of nobody', [0xff, 0x02, 0, 15]],
    ['a reserved mark', [0xff, 0xf0, 0, 15]],
  ])('BRD2 is not what stands before %s, behind which a decoder finds another frame', (_, hiding) => {
    // Whoever skips 15 bytes here sees the small frame alone; libjpeg goes on to the next mark, which is the large one.
    const bomb = jpeg(hiding, frame(30_000, 30_000), frame(640, 480), scan);
    expect(readJpegSize(bomb)).toBeNull();
  });

  it('BRD2 is not known of a picture that brings a second one, or its own way round, along', () => {
    const part = (marker: number, name: string): number[] => {
      const text = [...new TextEncoder().encode(`${name}\0`)];
      return [0xff, marker, 0, text.length + 2, ...text];
    };
    expect(readJpegSize(jpeg(part(0xe2, 'ICC_PROFILE'), frame(640, 480), scan))).toEqual({ width: 640, height: 480 });
    expect(readJpegSize(jpeg(part(0xe2, 'MPF'), frame(640, 480), scan))).toBeNull();
    expect(readJpegSize(jpeg(part(0xe1, 'Exif'), frame(640, 480), scan))).toBeNull();
  });

  it('is never asked in vain, nor for ever, of any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        readJpegSize(Uint8Array.from([0xff, 0xd8, ...bytes]));
      }),
    );
  });
});
