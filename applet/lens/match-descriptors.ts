import type { Described } from './vision.ts';

const descriptorWords = 8;

/** The best match must differ by less than this share of the second best: else it is one of several alike. */
const ratio = 0.8;
/** Of 256 bits; more is no likeness. */
const mostDifferentBits = 70;

/**
 * Which points of the one picture are likely the same as which of the other, by descriptors that each other's nearest
 * are: pairs of positions, x and y in turn.
 */
export function matchDescriptors(
  from: Described,
  to: Described,
): { readonly from: Float32Array; readonly to: Float32Array } {
  const left = wordsOf(from.descriptors);
  const right = wordsOf(to.descriptors);
  const leftCount = left.length / descriptorWords;
  const rightCount = right.length / descriptorWords;
  const nearestLeft = new Int32Array(rightCount).fill(-1);
  const leastLeft = new Int32Array(rightCount).fill(1_000);
  const nearestRight = new Int32Array(leftCount).fill(-1);
  for (let a = 0; a < leftCount; a++) {
    let [best, second, nearest] = [1_000, 1_000, -1];
    for (let b = 0; b < rightCount; b++) {
      const bits = differentBits(left, a * descriptorWords, right, b * descriptorWords);
      if (bits < best) [second, best, nearest] = [best, bits, b];
      else if (bits < second) second = bits;
      if (bits < (leastLeft[b] ?? 0)) {
        leastLeft[b] = bits;
        nearestLeft[b] = a;
      }
    }
    if (best <= mostDifferentBits && best < ratio * second) nearestRight[a] = nearest;
  }
  const pairs = [...nearestRight.entries()].filter(([a, b]) => b >= 0 && nearestLeft[b] === a);
  const place = (points: Float32Array, index: number): number[] => [points[2 * index] ?? 0, points[2 * index + 1] ?? 0];
  return {
    from: Float32Array.from(pairs.flatMap(([a]) => place(from.points, a))),
    to: Float32Array.from(pairs.flatMap(([, b]) => place(to.points, b))),
  };
}

function wordsOf(bytes: Uint8Array): Uint32Array {
  const count = Math.floor(bytes.length / 4);
  return new Uint32Array(bytes.slice(0, 4 * count).buffer);
}

function differentBits(left: Uint32Array, leftAt: number, right: Uint32Array, rightAt: number): number {
  let bits = 0;
  for (let word = 0; word < descriptorWords; word++) {
    let value = (left[leftAt + word] ?? 0) ^ (right[rightAt + word] ?? 0);
    value -= (value >>> 1) & 0x55555555;
    value = (value & 0x33333333) + ((value >>> 2) & 0x33333333);
    bits += Math.imul((value + (value >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return bits;
}
