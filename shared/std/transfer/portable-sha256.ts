import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '../crypto/bytes.ts';
import type { StreamingHash } from './streaming-hash.ts';

/** SHA-256 without the host's help: WebCrypto, all that a page has, cannot hash a stream. */
export function portableSha256(): StreamingHash {
  const hash = sha256.create();
  return {
    update: (bytes) => void hash.update(bytes),
    digestHex: () => toHex(hash.digest()),
  };
}
