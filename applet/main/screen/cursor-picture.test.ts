import { describe, expect, it } from 'vitest';
import { readCursor } from './cursor-picture.ts';

const cursor = (width: number, height: number, pixels: readonly number[], hotX = 0, hotY = 0) => ({
  width,
  height,
  hotX,
  hotY,
  pixels: Uint32Array.from(pixels),
});

describe('a cursor', () => {
  it('loses its premultiplication and has red and blue the other way round', () => {
    expect(readCursor(cursor(2, 1, [0xff102030, 0x80400000]))?.pixels).toEqual(
      Uint32Array.from([0xff302010, 0x80000080]),
    );
  });

  it('has no colour brighter than white, whatever the system says', () => {
    expect(readCursor(cursor(1, 1, [0x10ffffff]))?.pixels[0]).toBe(0x10ffffff);
  });

  it('is none if nothing of it can be seen', () => {
    expect(readCursor(cursor(2, 1, [0, 0x00ffffff]))).toBeNull();
    expect(readCursor(cursor(0, 0, []))).toBeNull();
  });

  it('that is too large is made smaller, and still points inside itself', () => {
    const large = cursor(300, 200, Array<number>(60_000).fill(0xffffffff), 299, 199);
    expect(readCursor(large)).toMatchObject({ width: 100, height: 67, hotX: 99, hotY: 66 });
  });
});
