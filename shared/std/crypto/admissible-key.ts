import { ed25519 } from '@noble/curves/ed25519.js';

/**
 * Whether an Ed25519 public key may be certified or trusted: a canonical point that is not of small order. For keys of
 * small order there are signatures that fit every message, and node:crypto and tweetnacl accept them.
 */
export function isAdmissiblePublicKey(publicKey: Uint8Array): boolean {
  if (publicKey.length !== 32) return false;
  try {
    return !ed25519.Point.fromBytes(publicKey, false).isSmallOrder();
  } catch {
    return false; // The library throws on bytes that are no point of the curve.
  }
}
