import { describe, expect, it } from 'vitest';
import { readJpegSize } from './jpeg-size.ts';

const start = [0xff, 0xd8];
const header = [0xff, 0xe0, 0, 6, 1, 2, 3, 4];
const frame = [0xff, 0xc0, 0, 17, 8, 0x01, 0xe0, 0x02, 0x80, 3, 1, 2];

describe('the size of a JPEG', () => {
  it.each([
    ['at once', [...start, ...frame]],
    ['after a header', [...start, ...header, ...frame]],
    ['after filling', [...start, ...header, 0xff, 0xff, ...frame.slice(1)]],
    ['after tables', [...start, 0xff, 0xc4, 0, 4, 0, 0, ...frame]],
    ['of a progressive one', [...start, 0xff, 0xc2, ...frame.slice(2)]],
  ])('is read %s', (_where, bytes) => {
    expect(readJpegSize(Uint8Array.from(bytes))).toEqual({ width: 640, height: 480 });
  });

  it.each([
    ['nothing', []],
    ['another format', [0x89, 0x50, 0x4e, 0x47, 1, 2, 3, 4, 5, 6, 7, 8]],
    ['its start only', [...start, ...header]],
    ['a part without an end', [...start, 0xff, 0xe0, 0xff, 0xff, 1, 2, 3, 4, 5, 6]],
    ['a part of no length', [...start, 0xff, 0xe0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
  ])('is not to be had of %s', (_what, bytes) => {
    expect(readJpegSize(Uint8Array.from(bytes))).toBeNull();
  });
});
