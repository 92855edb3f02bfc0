import type { RandomBytes } from '#shared/std/core/random.ts';

/** Random bytes that are the same in every run and never repeat: a counter in each request's first four bytes. */
export function countingRandom(): RandomBytes {
  let count = 0;
  return (length) => {
    const bytes = new Uint8Array(length);
    new DataView(bytes.buffer).setUint32(0, count++);
    return bytes;
  };
}
