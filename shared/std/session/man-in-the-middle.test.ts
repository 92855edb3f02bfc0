import { createPrivateKey, createPublicKey, diffieHellman, type KeyObject } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { nodeSignerFromSeed, nodeVerifySignature } from '#shared/node/node-signer.ts';
import { seededBytes } from '#tests/support/seeded-bytes.ts';
import { fromBase64Url, toBase64Url } from '../crypto/bytes.ts';
import { agree, exchangeKeyPair } from '../crypto/key-derivation.ts';
import type { RandomBytes } from '../core/random.ts';
import type { SignalFrame } from '../protocol/handshake-messages.ts';
import type { CustomerHandshake } from './customer-handshake.ts';
import { confirmation, deriveSessionKeys, type SessionKeys } from './session-keys.ts';
import type { TechnicianHandshake } from './technician-handshake.ts';
import {
  certify,
  customerLogKey,
  handshakeNowMs,
  handshakeSession,
  makeCustomer,
  makeTechnician,
} from '#tests/support/handshake-pair.ts';
import { ManualTechnician } from '#tests/support/manual-technician.ts';

// Node's X25519 in place of tweetnacl's, which is the same function and thirty times slower: thousands of handshakes.
vi.mock('../crypto/key-derivation.ts', async (importOriginal) => {
  const pkcs8 = Buffer.from('302e020100300506032b656e04220420', 'hex');
  const spki = Buffer.from('302a300506032b656e032100', 'hex');
  const secret = (bytes: Uint8Array): KeyObject =>
    createPrivateKey({ key: Buffer.concat([pkcs8, bytes]), format: 'der', type: 'pkcs8' });
  const point = (bytes: Uint8Array): KeyObject =>
    createPublicKey({ key: Buffer.concat([spki, bytes]), format: 'der', type: 'spki' });
  return {
    ...(await importOriginal<typeof import('../crypto/key-derivation.ts')>()),
    exchangeKeyPair: (random: RandomBytes) => {
      const secretKey = random(32);
      const der = createPublicKey(secret(secretKey)).export({ format: 'der', type: 'spki' });
      return { publicKey: Uint8Array.from(der.subarray(spki.length)), secretKey };
    },
    agree: (own: Uint8Array, theirs: Uint8Array) =>
      Uint8Array.from(diffieHellman({ privateKey: secret(own), publicKey: point(theirs) })),
  };
});

const random = seededBytes('man in the middle');
const honestDevice = nodeSignerFromSeed(random(32));
const honestCertificate = certify(honestDevice, nodeSignerFromSeed(random(32)));
// Where no organisation is known beforehand, the one in the middle can certify itself under any name.
const middleDevice = nodeSignerFromSeed(random(32));
const middleCertificate = certify(middleDevice, nodeSignerFromSeed(random(32)));
const manual = new ManualTechnician(handshakeSession, middleDevice, middleCertificate);

const technician = (): TechnicianHandshake =>
  makeTechnician({ device: honestDevice, certificate: honestCertificate, random });
const customer = (): CustomerHandshake =>
  makeCustomer({ random, verify: nodeVerifySignature, wallMs: () => handshakeNowMs });

type Receiver = { receive: CustomerHandshake['receive'] | TechnicianHandshake['receive'] };

function answerOf(side: Receiver, frame: SignalFrame): SignalFrame {
  const step = side.receive(frame);
  const answer = step.ok ? step.value.send[0] : undefined;
  if (answer === undefined) throw new Error(`no answer to ${frame.t}: ${JSON.stringify(step)}`);
  return answer;
}

function bytesOf(text: string): Uint8Array {
  return fromBase64Url(text) ?? new Uint8Array();
}

function secretWith(own: { readonly secretKey: Uint8Array }, theirs: string): Uint8Array {
  return agree(own.secretKey, bytesOf(theirs)) ?? new Uint8Array(32);
}

/** What the one in the middle knows after having opened to the customer: the keys of that half. */
type CustomerHalf = { readonly keys: SessionKeys };

/** Towards the customer it plays the technician, in full and by all rules. */
class HalfWithCustomer {
  readonly #victim = customer();
  readonly #pair = exchangeKeyPair(random);
  readonly #nonce = random(32);
  readonly #commitment = manual.commitmentTo(this.#pair.publicKey, this.#nonce);
  readonly join = answerOf(this.#victim, manual.commit(this.#commitment));

  open(): CustomerHalf {
    const { publicKey } = this.#pair;
    const transcript = manual.transcript(this.#commitment, this.join, publicKey, this.#nonce);
    if (this.join.t !== 'handshake/join') throw new Error('no join');
    const keys = deriveSessionKeys(transcript, secretWith(this.#pair, this.join.publicKey), null);
    const confirm = answerOf(this.#victim, manual.reveal(transcript, publicKey, this.#nonce));
    // The customer is content: nothing but the code tells.
    expect(confirm).toEqual({ t: 'handshake/confirm', mac: toBase64Url(confirmation(keys, 'customer')) });
    return { keys };
  }
}

/** Towards the technician it plays the customer. The code that the technician will read out. */
function halfWithTechnician(): string {
  const victim = technician();
  const pair = exchangeKeyPair(random);
  const nonce = random(32);
  const commit = victim.commit();
  const join: SignalFrame = {
    t: 'handshake/join',
    suite: 'x25519-secretbox-hkdf256-ed25519',
    publicKey: toBase64Url(pair.publicKey),
    nonce: toBase64Url(nonce),
    logPublicKey: toBase64Url(customerLogKey),
  };
  const reveal = answerOf(victim, join);
  if (reveal.t !== 'handshake/reveal' || commit.t !== 'handshake/commit') throw new Error('frames');
  const honest = new ManualTechnician(handshakeSession, honestDevice, honestCertificate);
  const transcript = honest.transcript(
    bytesOf(commit.commitment),
    join,
    bytesOf(reveal.publicKey),
    bytesOf(reveal.nonce),
  );
  const keys = deriveSessionKeys(transcript, secretWith(pair, reveal.publicKey), null);
  const confirmed = answerOf(victim, { t: 'handshake/confirm', mac: toBase64Url(confirmation(keys, 'customer')) });
  expect(confirmed.t).toBe('handshake/confirm');
  return keys.verificationCode;
}

const lastDigits = (code: string, count: number): string => code.slice(-count);

describe('a man in the middle with all of the relay’s powers', () => {
  it('HS3 is left with blind luck: shortened codes match as often as chance has it, in both orders', () => {
    const trials = 2_000;
    const wins = { 1: 0, 2: 0, 3: 0 };
    for (let trial = 0; trial < trials; trial += 1) {
      // Either half can be brought to an end first. Whatever is known by then, the other is committed to or not yet drawn.
      let codes: readonly [string, string];
      if (trial % 2 === 0) {
        const half = new HalfWithCustomer();
        codes = [halfWithTechnician(), half.open().keys.verificationCode];
      } else {
        const first = halfWithTechnician();
        codes = [first, new HalfWithCustomer().open().keys.verificationCode];
      }
      for (const digits of [1, 2, 3] as const) {
        if (lastDigits(codes[0], digits) === lastDigits(codes[1], digits)) wins[digits] += 1;
      }
    }
    for (const digits of [1, 2, 3] as const) {
      const chance = 10 ** -digits;
      const sigma = Math.sqrt(trials * chance * (1 - chance));
      expect(Math.abs(wins[digits] - trials * chance), `${digits} digits: ${wins[digits]}`).toBeLessThanOrEqual(
        3 * sigma,
      );
    }
  }, 120_000);

  it('HS3 without the commitment it would win every time, which is what the commitment is for', () => {
    let hashes = 0;
    for (let trial = 0; trial < 10; trial += 1) {
      const wanted = lastDigits(halfWithTechnician(), 3);
      const victim = new HalfWithCustomer();
      const pair = exchangeKeyPair(random);
      if (victim.join.t !== 'handshake/join') throw new Error('no join');
      const secret = secretWith(pair, victim.join.publicKey);
      let found = false;
      // The model: an opening chosen after the customer's key is known, which no commitment has ruled out.
      for (let tries = 0; tries < 20_000 && !found; tries += 1) {
        hashes += 1;
        const nonce = random(32);
        const commitment = manual.commitmentTo(pair.publicKey, nonce);
        const transcript = manual.transcript(commitment, victim.join, pair.publicKey, nonce);
        found = lastDigits(deriveSessionKeys(transcript, secret, null).verificationCode, 3) === wanted;
      }
      expect(found).toBe(true);
    }
    expect(hashes / 10).toBeGreaterThan(100);
  }, 120_000);

  it('HS3 an opening that was ground out after the join does not open the commitment', () => {
    const victim = customer();
    const committed = exchangeKeyPair(random);
    const commitment = manual.commitmentTo(committed.publicKey, random(32));
    const join = answerOf(victim, manual.commit(commitment));
    const other = exchangeKeyPair(random);
    const nonce = random(32);
    const transcript = manual.transcript(commitment, join, other.publicKey, nonce);
    expect(victim.receive(manual.reveal(transcript, other.publicKey, nonce))).toEqual({
      ok: false,
      reason: 'commitmentBroken',
    });
  });

  it('HS3 a certificate that was made after the join, to make both codes the same, does not open the commitment', () => {
    const victim = customer();
    const pair = exchangeKeyPair(random);
    const nonce = random(32);
    const commitment = manual.commitmentTo(pair.publicKey, nonce);
    const join = answerOf(victim, manual.commit(commitment));
    // Its own organisation signs as many as it likes, all for the device that it committed to.
    const later = certify(middleDevice, nodeSignerFromSeed(random(32)));
    const other = new ManualTechnician(handshakeSession, middleDevice, later);
    const transcript = other.transcript(commitment, join, pair.publicKey, nonce);
    expect(victim.receive(other.reveal(transcript, pair.publicKey, nonce))).toEqual({
      ok: false,
      reason: 'commitmentBroken',
    });
  });

  it('HS3 cannot pass the honest frames on and still learn a key', () => {
    const victims = { technician: technician(), customer: customer() };
    const join = answerOf(victims.customer, victims.technician.commit());
    const reveal = answerOf(victims.technician, join);
    // Exchanging only the key on the way breaks the signature or the commitment.
    const own = toBase64Url(exchangeKeyPair(random).publicKey);
    if (reveal.t !== 'handshake/reveal') throw new Error('no reveal');
    expect(victims.customer.receive({ ...reveal, publicKey: own })).toEqual({ ok: false, reason: 'commitmentBroken' });
  });
});
