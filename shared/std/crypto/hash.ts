import { sha512 } from '@noble/hashes/sha2.js';

/** The protocol's `H`: the first 32 bytes of SHA-512. Cutting it defeats length extension. */
export function hash32(bytes: Uint8Array): Uint8Array {
  return sha512(bytes).slice(0, 32);
}
