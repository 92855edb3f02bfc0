import { createHash, createHmac, hkdfSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { toHex, utf8 } from '../crypto/bytes.ts';
import { hash32 } from '../crypto/hash.ts';
import { agree, exchangeKeyPair } from '../crypto/key-derivation.ts';
import { loginProof } from '../protocol/login-proof.ts';
import { commitmentTo, deviceFingerprint, revealStatement, transcriptHash } from './handshake-transcript.ts';
import { bindingProof, confirmation, deriveSessionKeys } from './session-keys.ts';
import { makeCustomer, makeTechnician, runHandshake } from '#tests/support/handshake-pair.ts';

// What is hashed, derived and signed, fixed for ever: whoever changes one of these values makes programs that cannot
// talk to older ones. Each is also computed a second time, by Node's own functions.

const suite = 'x25519-secretbox-hkdf256-ed25519';
const session = 'AAAAAAAAAAAAAAAAAAAAAA';
const filled = (value: number, count = 32): Uint8Array => new Uint8Array(count).fill(value);
const fromHex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));

function enc(...fields: readonly (string | Uint8Array)[]): Buffer {
  return Buffer.concat(
    fields.flatMap((field) => {
      const bytes = Buffer.from(field);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
}

const hashOf = (bytes: Uint8Array): string => createHash('sha512').update(bytes).digest('hex').slice(0, 64);

const transcript = transcriptHash({
  session,
  commitment: filled(1),
  customerPublicKey: filled(2),
  customerNonce: filled(3),
  customerLogPublicKey: filled(4),
  technicianPublicKey: filled(5),
  technicianNonce: filled(6),
  devicePublicKey: filled(7),
  certificate: filled(8, 100),
});

describe('the wire of hr/1', () => {
  it('HS the hash is the first half of SHA-512', () => {
    expect(toHex(hash32(utf8('abc')))).toBe('ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a');
    expect(toHex(hash32(utf8('abc')))).toBe(hashOf(utf8('abc')));
  });

  it('HS the key exchange is the X25519 of RFC 7748', () => {
    const alice = fromHex('77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a');
    const bob = fromHex('5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb');
    const alicePublic = exchangeKeyPair(() => alice).publicKey;
    const bobPublic = exchangeKeyPair(() => bob).publicKey;
    expect(toHex(alicePublic)).toBe('8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a');
    const shared = '4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742';
    expect(toHex(agree(alice, bobPublic) ?? filled(0))).toBe(shared);
    expect(toHex(agree(bob, alicePublic) ?? filled(0))).toBe(shared);
  });

  it('HS commitment, transcript, fingerprint and what is signed', () => {
    const commitment = commitmentTo({
      technicianPublicKey: filled(5),
      technicianNonce: filled(6),
      devicePublicKey: filled(7),
      certificate: filled(8, 100),
    });
    expect(toHex(commitment)).toBe('5e3f59743a217918d76334271817b38a065bfeff6d75307280bdd975c2a169ca');
    expect(toHex(commitment)).toBe(
      hashOf(enc('hr1/commit', 'hr/1', suite, filled(5), filled(6), filled(7), filled(8, 100))),
    );
    expect(toHex(transcript)).toBe('4cb7aa5c46112b6f51bd9ea31466b0eb4a4734dfb602106406991d7ef144a734');
    const said = [1, 2, 3, 4, 5, 6, 7].map((value) => filled(value));
    expect(toHex(transcript)).toBe(hashOf(enc('hr1/t', session, 'hr/1', suite, suite, ...said, filled(8, 100))));
    expect(toHex(deviceFingerprint(filled(7)))).toBe(
      'b35dab0f6481393bc9c2e76cca40068a7d1dd1e54f17696e537d89ba03fa4d7b',
    );
    expect(Buffer.from(revealStatement(transcript))).toEqual(enc('hr1/reveal', transcript));
  });

  it('KEY3 what a console signs to log in', () => {
    const proof = loginProof('relay.example:7420', filled(7), filled(1), filled(2));
    expect(Buffer.from(proof)).toEqual(enc('hr1/login', 'relay.example:7420', filled(7), filled(1), filled(2)));
  });

  it.each([
    {
      what: 'without a link',
      linkSecret: null,
      sigT: 'f8b8a8df374f6be8cd416e350fa5b60be7be522d5ce2d536f1ea45d11c3cb313',
      sigC: '25b3d947cb87d35852a3b62d2ce2a34cbd20f5f90e1341a2093ce83b29feb44a',
      bindT: 'cae459f32ee4ec1d2c05e389a850a0654f4ce75564e8cd7d6ace3b4ce45c5195',
      bindC: '8e8cef800d28620073cd4c5ec7f0378d771e349ec4b4eb202b2749987f25aa66',
      code: '613189',
      confirmation: 'eacda2e839199ea3c9c56ffd1d20503e97afc781f2f52873bea9f8cfdc10eaaa',
      binding: 'df9b2504ec0cf70045b84ee6e2d22aa4e4bd05f16a031dd55371b2437039e04a',
    },
    {
      what: 'with a link, and a code that begins with zeros',
      linkSecret: filled(9),
      sigT: '1aa67663cfeb4438cdc9641456660a3789909fe9e9330b6464c55617dd8f11bd',
      sigC: '005ea3661b7b43eeb65a1426a365d3d1d8e8121e2e290b5d1e59e00fc1e53896',
      bindT: '886b2ee8228167299ae55c4364b8128d4024f5644f45dd93b3ce12089f73c111',
      bindC: 'fce415e14c304bd6e6846a96888ade5e8e50c53a43b95a6a446f4c03aa71951c',
      code: '003352',
      confirmation: 'a3a5709aa9659d8f367c5ba6c35e6661a6cc2b8e5c4cdf5821e1f43a1e6b8141',
      binding: '9a5c8bc6eb89dabda69d15f51ca7299e6f8125e3aa1090e6a2faa24fd0fecda7',
    },
  ])('HS the keys of both directions, the proofs and the code, $what', (vector) => {
    const keys = deriveSessionKeys(transcript, filled(0x42), vector.linkSecret);
    const input = Buffer.concat([filled(0x42), vector.linkSecret ?? Buffer.alloc(0)]);
    const derived = (label: string, bytes = 32): string =>
      Buffer.from(hkdfSync('sha256', input, transcript, `hr1/${label}`, bytes)).toString('hex');
    const named = {
      sigT: keys.signal.technician,
      sigC: keys.signal.customer,
      bindT: keys.bind.technician,
      bindC: keys.bind.customer,
    };
    for (const label of ['sigT', 'sigC', 'bindT', 'bindC'] as const) {
      expect(toHex(named[label]), label).toBe(vector[label]);
      expect(derived(label), label).toBe(vector[label]);
    }
    expect(keys.verificationCode).toBe(vector.code);
    expect((BigInt(`0x${derived('sas', 8)}`) % 1_000_000n).toString().padStart(6, '0')).toBe(vector.code);
    const mac = (key: Uint8Array, message: Buffer): string => createHmac('sha256', key).update(message).digest('hex');
    expect(toHex(confirmation(keys, 'technician'))).toBe(vector.confirmation);
    expect(mac(keys.bind.technician, enc('hr1/ok', transcript))).toBe(vector.confirmation);
    expect(toHex(bindingProof(keys, 'customer', { own: 'aa', other: 'bb' }))).toBe(vector.binding);
    expect(mac(keys.bind.customer, enc('hr1/bind', transcript, 'aa', 'bb'))).toBe(vector.binding);
  });

  it('HS every frame of a whole handshake with fixed keys', () => {
    const run = runHandshake(makeTechnician(), makeCustomer());
    const digest = createHash('sha256').update(JSON.stringify(run.frames)).digest('hex');
    expect(run.frames.map(({ t }) => t)).toEqual([
      'handshake/commit',
      'handshake/join',
      'handshake/reveal',
      'handshake/confirm',
      'handshake/confirm',
    ]);
    expect({ digest, code: run.customer?.keys.verificationCode }).toEqual({
      digest: '3f09febfee1a9af76cc8cbb456071fb5933b188566a45668a0219f0096971cec',
      code: '315299',
    });
  });
});
