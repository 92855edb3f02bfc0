import { createHash } from 'node:crypto';
import type { RandomBytes } from '#shared/std/core/random.ts';

/** Bytes without a pattern that a failing test gets again. Not for secrets. */
export function seededBytes(seed: string): RandomBytes {
  let block = 0;
  let pool = Buffer.alloc(0);
  return (count) => {
    while (pool.length < count) {
      pool = Buffer.concat([pool, createHash('sha512').update(`${seed}/${block++}`).digest()]);
    }
    const bytes = Uint8Array.from(pool.subarray(0, count));
    pool = pool.subarray(count);
    return bytes;
  };
}
