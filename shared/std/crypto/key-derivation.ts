import { expand, extract } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import nacl from 'tweetnacl';
import { utf8 } from './bytes.ts';

export type KeyPair = { readonly publicKey: Uint8Array; readonly secretKey: Uint8Array };

/** A fresh X25519 key pair; `random` gives its 32 secret bytes. */
export function exchangeKeyPair(random: (count: number) => Uint8Array): KeyPair {
  return nacl.box.keyPair.fromSecretKey(random(32));
}

/**
 * The X25519 shared secret; null when it is all zero, which a public key of low order forces: whoever sent such a key
 * would know the secret without knowing ours.
 */
export function agree(ownSecretKey: Uint8Array, theirPublicKey: Uint8Array): Uint8Array | null {
  const secret = nacl.scalarMult(ownSecretKey, theirPublicKey);
  return secret.every((byte) => byte === 0) ? null : secret;
}

/** HKDF-Extract with SHA-256. */
export function extractKey(salt: Uint8Array, secret: Uint8Array): Uint8Array {
  return extract(sha256, secret, salt);
}

/** HKDF-Expand with SHA-256 under the protocol's label. */
export function expandKey(pseudoRandomKey: Uint8Array, purpose: string, lengthBytes = 32): Uint8Array {
  return expand(sha256, pseudoRandomKey, utf8(`hr1/${purpose}`), lengthBytes);
}

export function authenticate(key: Uint8Array, message: Uint8Array): Uint8Array {
  return hmac(sha256, key, message);
}
