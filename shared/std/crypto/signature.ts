import { ed25519 } from '@noble/curves/ed25519.js';
import nacl from 'tweetnacl';

/** Holds an Ed25519 private key and signs with it. Node programs use node:crypto, pages tweetnacl: same keys, same signatures. */
export interface Signer {
  readonly publicKey: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}

/** Whether `signature` over `message` is by `publicKey`. Never throws. */
export type VerifySignature = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;

export const privateKeySeedBytes = 32;

/** A signer in pure JavaScript (25 to 73 signatures a second): for pages, and for tests. */
export function signerFromSeed(seed: Uint8Array): Signer {
  const { publicKey, secretKey } = nacl.sign.keyPair.fromSeed(seed);
  return { publicKey, sign: (message) => nacl.sign.detached(message, secretKey) };
}

/**
 * Strict verification: refuses malleated signatures (S + L) and keys of small order, which tweetnacl and node:crypto let
 * pass in part. Used to admit keys and to check logs.
 */
export const verifyStrictly: VerifySignature = (publicKey, message, signature) => {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch {
    return false; // The library throws on points that do not decode: not a valid signature.
  }
};
