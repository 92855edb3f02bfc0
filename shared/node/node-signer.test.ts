import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import nacl from 'tweetnacl';
import { signerFromSeed, verifyStrictly } from '#shared/std/crypto/signature.ts';
import { nodeSignerFromSeed, nodeVerifySignature } from './node-signer.ts';

const message = new TextEncoder().encode('what is signed');

describe('nodeSignerFromSeed', () => {
  it('has the key and the signature that tweetnacl has, for the same seed', () => {
    for (let round = 0; round < 5; round++) {
      const seed = Uint8Array.from(randomBytes(32));
      const ours = nodeSignerFromSeed(seed);
      const theirs = signerFromSeed(seed);
      expect(ours.publicKey).toEqual(theirs.publicKey);
      expect(ours.sign(message)).toEqual(theirs.sign(message));
    }
  });

  it('gives the key and signature of RFC 8032, test 2', () => {
    const seed = Buffer.from('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb', 'hex');
    const signer = nodeSignerFromSeed(seed);
    expect(Buffer.from(signer.publicKey).toString('hex')).toBe(
      '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    );
    expect(Buffer.from(signer.sign(Uint8Array.of(0x72))).toString('hex')).toBe(
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    );
  });

  it('refuses a seed of another length', () => {
    expect(() => nodeSignerFromSeed(new Uint8Array(31))).toThrow(RangeError);
  });
});

describe('nodeVerifySignature', () => {
  const signer = nodeSignerFromSeed(Uint8Array.from(randomBytes(32)));
  const signature = signer.sign(message);

  it('accepts what tweetnacl and the strict verification accept', () => {
    expect(nodeVerifySignature(signer.publicKey, message, signature)).toBe(true);
    expect(nacl.sign.detached.verify(message, signature, signer.publicKey)).toBe(true);
    expect(verifyStrictly(signer.publicKey, message, signature)).toBe(true);
  });

  it('refuses another message, another key, a changed signature and a malleated one', () => {
    expect(nodeVerifySignature(signer.publicKey, message.slice(1), signature)).toBe(false);
    const stranger = nodeSignerFromSeed(Uint8Array.from(randomBytes(32)));
    expect(nodeVerifySignature(stranger.publicKey, message, signature)).toBe(false);
    const changed = Uint8Array.from(signature);
    changed[0] = (changed[0] ?? 0) ^ 1;
    expect(nodeVerifySignature(signer.publicKey, message, changed)).toBe(false);
    expect(nodeVerifySignature(signer.publicKey, message, addGroupOrder(signature))).toBe(false);
  });

  it('answers false, and does not throw, for what is neither key nor signature', () => {
    expect(nodeVerifySignature(new Uint8Array(0), message, signature)).toBe(false);
    expect(nodeVerifySignature(new Uint8Array(32).fill(255), message, signature)).toBe(false);
    expect(nodeVerifySignature(signer.publicKey, message, new Uint8Array(63))).toBe(false);
  });
});

/** The second form, S + L, that lenient verification takes for the same signature. */
function addGroupOrder(signature: Uint8Array): Uint8Array {
  const order = 2n ** 252n + 27742317777372353535851937790883648493n;
  let value = 0n;
  for (let index = 63; index >= 32; index--) value = (value << 8n) | BigInt(signature[index] ?? 0);
  value += order;
  const changed = Uint8Array.from(signature);
  for (let index = 32; index < 64; index++) {
    changed[index] = Number(value & 255n);
    value >>= 8n;
  }
  return changed;
}
