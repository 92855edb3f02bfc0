import { createHash } from 'node:crypto';
import type { StreamingHash } from '#shared/std/transfer/streaming-hash.ts';

/** SHA-256 by OpenSSL, which uses the processor's own instructions. */
export function nativeSha256(): StreamingHash {
  const hash = createHash('sha256');
  return {
    update: (bytes) => void hash.update(bytes),
    digestHex: () => hash.digest('hex'),
  };
}
