import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { permissionKinds } from '../protocol/permission-kind.ts';
import { issueCertificate, readCertificate, type Certificate } from './certificate.ts';
import { encodeFields, u64 } from './encode-fields.ts';
import { signerFromSeed, verifyStrictly } from './signature.ts';
import { maxCertifiedNameCharacters } from '../protocol/limits.ts';

const root = signerFromSeed(new Uint8Array(32).fill(1));
const device = signerFromSeed(new Uint8Array(32).fill(2));
const nowMs = 1_700_000_000_000;
const certificate: Certificate = {
  organisation: 'Müller & Söhne IT',
  technician: 'Анна 🙂',
  devicePublicKey: device.publicKey,
  permissions: ['viewScreen', 'takeFile'],
  notBeforeMs: nowMs - 1,
  notAfterMs: nowMs + 1,
  serial: 9_007_199_254_740_991,
};
const signed = issueCertificate(root, certificate);

/** A certificate whose body has these fields, rightly signed: malformed by whoever holds the root. */
type Fields = readonly (Uint8Array | string)[];

function signedBody(...fields: Fields): Uint8Array {
  const body = encodeFields(...fields);
  return encodeFields(body, root.publicKey, root.sign(body));
}

const goodFields: Fields = [
  'hr1/cert',
  'Acme',
  'Anna',
  device.publicKey,
  'viewScreen',
  u64(nowMs - 1),
  u64(nowMs + 1),
  u64(1),
];

describe('certificate', () => {
  it('KEY2 what the root signed is read back to the letter, with the root that signed it', () => {
    expect(readCertificate(signed, nowMs, verifyStrictly)).toEqual({ certificate, rootPublicKey: root.publicKey });
  });

  it('KEY2 it holds from its first to its last millisecond and not one before or after', () => {
    const holds = [-2, -1, 0, 1, 2].map((offset) => readCertificate(signed, nowMs + offset, verifyStrictly) !== null);
    expect(holds).toEqual([false, true, true, true, false]);
  });

  it('KEY2 another root cannot sign in the name of this one', () => {
    const other = signerFromSeed(new Uint8Array(32).fill(3));
    const body = encodeFields(...goodFields);
    expect(readCertificate(encodeFields(body, root.publicKey, other.sign(body)), nowMs, verifyStrictly)).toBeNull();
    // Signed by itself it is read, and says by whom: the caller compares.
    const foreign = readCertificate(issueCertificate(other, certificate), nowMs, verifyStrictly);
    expect(foreign?.rootPublicKey).toEqual(other.publicKey);
  });

  it('RL4 a permission of a newer version is left out, and the order is ours', () => {
    const fields = goodFields.with(4, 'takeFile launchRockets viewScreen viewScreen');
    const read = readCertificate(signedBody(...fields), nowMs, verifyStrictly);
    expect(read?.certificate.permissions).toEqual(['viewScreen', 'takeFile']);
  });

  it('RL4 no permission, and what only looks like one, permits nothing', () => {
    for (const permissions of ['', ' ', 'viewscreen', 'viewScreen,control', 'control\t', '*', 'constructor']) {
      const read = readCertificate(signedBody(...goodFields.with(4, permissions)), nowMs, verifyStrictly);
      expect(read?.certificate.permissions, JSON.stringify(permissions)).toEqual([]);
    }
    const all = readCertificate(signedBody(...goodFields.with(4, permissionKinds.join(' '))), nowMs, verifyStrictly);
    expect(all?.certificate.permissions).toEqual(permissionKinds);
  });

  it('KEY2 what is no certificate is refused even when the root signed it', () => {
    const tooLong = 'ä'.repeat(maxCertifiedNameCharacters + 1);
    const bodies: readonly Fields[] = [
      goodFields.with(0, 'hr1/cert2'),
      goodFields.with(0, 'hr1/log'),
      goodFields.with(1, tooLong),
      goodFields.with(2, tooLong),
      goodFields.with(1, 'Acme\nHandrail has checked this person'),
      goodFields.with(2, 'Anna\u202etroppuS tfosorciM'),
      goodFields.with(2, ''),
      goodFields.with(1, Uint8Array.of(0xff, 0xfe)),
      goodFields.with(2, Uint8Array.of(0xc3)),
      goodFields.with(3, device.publicKey.slice(1)),
      goodFields.with(3, new Uint8Array(33)),
      goodFields.with(5, new Uint8Array(7)),
      goodFields.with(6, new Uint8Array(9)),
      goodFields.with(6, new Uint8Array(8).fill(0xff)),
      goodFields.with(7, new Uint8Array(0)),
      goodFields.slice(0, 7),
      [...goodFields, 'more'],
      [],
    ];
    for (const [index, fields] of bodies.entries()) {
      expect(readCertificate(signedBody(...fields), nowMs, verifyStrictly), `body ${index}`).toBeNull();
    }
    expect(readCertificate(signedBody(...goodFields), nowMs, verifyStrictly)).not.toBeNull();
  });

  it('KEY2 every flipped bit and every cut is noticed', () => {
    for (let bit = 0; bit < signed.length * 8; bit += 5) {
      const flipped = signed.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(readCertificate(flipped, nowMs, verifyStrictly), `bit ${bit}`).toBeNull();
    }
    for (let length = 0; length < signed.length; length += 1) {
      expect(readCertificate(signed.slice(0, length), nowMs, verifyStrictly), `length ${length}`).toBeNull();
    }
    expect(readCertificate(Uint8Array.from([...signed, 0]), nowMs, verifyStrictly)).toBeNull();
  });

  it('KEY2 no bytes make reading throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(readCertificate(bytes, nowMs, verifyStrictly)).toBeNull();
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { minLength: 8, maxLength: 8 }), (fields) => {
        const body = encodeFields(...fields);
        const accepting = (): boolean => true;
        expect(readCertificate(encodeFields(body, root.publicKey, body), nowMs, accepting)).toBeNull();
      }),
      { numRuns: 500 },
    );
  });
});
