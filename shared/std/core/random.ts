/** A cryptographically secure source of random bytes. */
export type RandomBytes = (count: number) => Uint8Array;

/** A uniform integer in [0, bound) by rejection sampling; `bound` is 1 to 2^32. */
export function randomBelow(random: RandomBytes, bound: number): number {
  // The largest multiple of bound that fits: values above it would make small results likelier.
  const limit = Math.floor(2 ** 32 / bound) * bound;
  for (;;) {
    const bytes = random(4);
    const value = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
    if (value < limit) return value % bound;
  }
}
