import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Frame } from './frame-format.ts';
import { beginsAnew, decodeFrame, encodeFrame } from './frame-format.ts';

const plain: Frame = {
  sequence: 7,
  size: { width: 300, height: 200 },
  exact: true,
  videoEnded: false,
  loopMs: 42,
  moves: [{ to: { x: 1, y: 2, width: 30, height: 40 }, fromX: 5, fromY: 6 }],
  video: {
    area: { x: 64, y: 64, width: 129, height: 64 },
    codec: 'av1',
    codedWidth: 130,
    codedHeight: 64,
    keyFrame: true,
    firstOfStream: true,
    bytes: new Uint8Array([1, 2, 3]),
  },
  areas: [{ x: 0, y: 0, width: 2, height: 1 }],
  codes: { bytes: new Uint8Array([0xc1]), deflated: false, sizeBytes: 1 },
};

describe('a frame', () => {
  it('comes back as it was', () => {
    expect(decodeFrame(encodeFrame(plain))).toEqual(plain);
    const bare: Frame = { ...plain, size: null, exact: false, videoEnded: true, moves: [], video: null };
    expect(decodeFrame(encodeFrame(bare))).toEqual(bare);
  });

  it('says whether a viewer that has nothing can begin with it', () => {
    expect(beginsAnew(encodeFrame(plain))).toBe(true);
    expect(beginsAnew(encodeFrame({ ...plain, size: null }))).toBe(false);
    expect(beginsAnew(new Uint8Array(3))).toBe(false);
  });

  it.each<[string, Partial<Frame>]>([
    ['a picture without pixels', { size: { width: 0, height: 10 } }],
    ['a picture larger than any screen', { size: { width: 16_384, height: 16_384 } }],
    ['a side longer than any screen', { size: { width: 16_385, height: 1 } }],
    ['an empty move', { moves: [{ to: { x: 0, y: 0, width: 0, height: 1 }, fromX: 0, fromY: 0 }] }],
    ['more moves than a frame may have', { moves: Array.from({ length: 5 }, () => plain.moves[0] ?? never()) }],
    ['an empty area', { areas: [{ x: 0, y: 0, width: 1, height: 0 }] }],
    ['more pixel codes than pixels can have', { codes: { bytes: new Uint8Array(9), deflated: true, sizeBytes: 9 } }],
    ['codes of another length than announced', { codes: { bytes: new Uint8Array(2), deflated: false, sizeBytes: 1 } }],
    ['a video of odd size', { video: { ...(plain.video ?? never()), codedWidth: 129 } }],
    ['a video larger than its area', { video: { ...(plain.video ?? never()), codedWidth: 132 } }],
    ['a video without a picture', { video: { ...(plain.video ?? never()), bytes: new Uint8Array() } }],
    ['a stream that begins with half a picture', { video: { ...(plain.video ?? never()), keyFrame: false } }],
  ])('with %s is refused', (_, wrong) => {
    expect(decodeFrame(encodeFrame({ ...plain, ...wrong }))).toBeNull();
  });

  it('cut short anywhere is refused', () => {
    const bytes = encodeFrame(plain);
    for (let length = 0; length < bytes.length; length++) expect(decodeFrame(bytes.subarray(0, length))).toBeNull();
  });

  it('of any bytes is refused or is what its bytes say', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const frame = decodeFrame(bytes);
        if (frame !== null) expect(encodeFrame(frame)).toEqual(bytes);
      }),
      { numRuns: 2_000 },
    );
  });
});

function never(): never {
  throw new Error('the frame has one');
}
