import type { SamePixels } from '#shared/std/screen/picture.ts';

/** Below this many pixels a loop is done before Node's own comparison has looked at its arguments. */
const fewestPixelsToCompareNatively = 16;

type View = { readonly pixels: Uint32Array; readonly bytes: Buffer };

/** Comparison of pixels by `Buffer.compare`, five times as fast as a loop. */
export function makeSamePixels(): SamePixels {
  // Two pictures are compared thousands of times in a row: their views are made once.
  let left = viewOf(new Uint32Array());
  let right = left;
  return (a, aOffset, b, bOffset, length) => {
    if (length < fewestPixelsToCompareNatively) {
      for (let index = 0; index < length; index += 1) {
        if (a[aOffset + index] !== b[bOffset + index]) return false;
      }
      return true;
    }
    if (left.pixels !== a) left = viewOf(a);
    if (right.pixels !== b) right = viewOf(b);
    const [aStart, bStart, bytes] = [4 * aOffset, 4 * bOffset, 4 * length];
    return left.bytes.compare(right.bytes, bStart, bStart + bytes, aStart, aStart + bytes) === 0;
  };
}

function viewOf(pixels: Uint32Array): View {
  return { pixels, bytes: Buffer.from(pixels.buffer, pixels.byteOffset, pixels.byteLength) };
}
