import type { GreyLevel } from '#applet/lens/grey-pyramid.ts';

const side = 8;
/** The brightness table of JPEG's own example, at quality 50. */
const quality50 = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51,
  87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101,
  72, 92, 95, 98, 112, 100, 103, 99,
];
const cosines = Float32Array.from({ length: side * side }, (_, at) => {
  const [frequency, position] = [Math.floor(at / side), at % side];
  return Math.cos(((2 * position + 1) * frequency * Math.PI) / 16) * (frequency === 0 ? Math.sqrt(1 / 8) : 0.5);
});

/** What JPEG at `quality` (1 to 100) leaves of a picture: its blocks rounded as it rounds them, without the file. */
export function throughCodec(picture: GreyLevel, quality: number): Uint8Array {
  const scale = quality < 50 ? 50 / quality : 2 - quality / 50;
  const steps = quality50.map((step) => Math.max(1, Math.round(step * scale)));
  const { width, height, pixels } = picture;
  const result = pixels.slice();
  const block = new Float32Array(side * side);
  const turned = new Float32Array(side * side);
  for (let top = 0; top + side <= height; top += side) {
    for (let left = 0; left + side <= width; left += side) {
      for (let at = 0; at < side * side; at++) {
        block[at] = (pixels[(top + (at >> 3)) * width + left + (at & 7)] ?? 0) - 128;
      }
      transform(block, turned, false);
      transform(turned, block, false);
      for (let at = 0; at < side * side; at++)
        block[at] = Math.round((block[at] ?? 0) / (steps[at] ?? 0)) * (steps[at] ?? 0);
      transform(block, turned, true);
      transform(turned, block, true);
      for (let at = 0; at < side * side; at++) {
        const grey = Math.round((block[at] ?? 0) + 128);
        result[(top + (at >> 3)) * width + left + (at & 7)] = Math.max(0, Math.min(255, grey));
      }
    }
  }
  return result;
}

/** Rows to or from frequencies, written as columns: twice makes the whole block. */
function transform(from: Float32Array, to: Float32Array, isBack: boolean): void {
  for (let row = 0; row < side; row++) {
    for (let out = 0; out < side; out++) {
      let sum = 0;
      for (let at = 0; at < side; at++) {
        sum += (from[row * side + at] ?? 0) * (cosines[isBack ? at * side + out : out * side + at] ?? 0);
      }
      to[out * side + row] = sum;
    }
  }
}
