import { describe, expect, it } from 'vitest';
import { isAdmissiblePublicKey } from './admissible-key.ts';
import { signerFromSeed } from './signature.ts';

const point = (first: number, rest: number, last: number) => {
  const bytes = new Uint8Array(32).fill(rest);
  bytes[0] = first;
  bytes[31] = last;
  return bytes;
};

describe('isAdmissiblePublicKey', () => {
  it('admits the keys that seeds give', () => {
    expect(isAdmissiblePublicKey(signerFromSeed(new Uint8Array(32).fill(7)).publicKey)).toBe(true);
  });

  it('refuses points of small order, whose signatures fit every message', () => {
    expect(isAdmissiblePublicKey(new Uint8Array(32))).toBe(false); // order 4
    expect(isAdmissiblePublicKey(point(1, 0, 0))).toBe(false); // the neutral element
    expect(isAdmissiblePublicKey(point(0xec, 0xff, 0x7f))).toBe(false); // order 2
  });

  it('refuses encodings that are not canonical, no point, or of another length', () => {
    expect(isAdmissiblePublicKey(point(0xee, 0xff, 0x7f))).toBe(false); // 1 written as p + 1
    expect(isAdmissiblePublicKey(point(2, 0, 0))).toBe(false);
    expect(isAdmissiblePublicKey(new Uint8Array(31))).toBe(false);
  });
});
