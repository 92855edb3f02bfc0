import { describe, expect, it } from 'vitest';
import { nodeSignerFromSeed } from '#shared/node/node-signer.ts';
import { fromBase64Url, toBase64Url, toHex } from '../crypto/bytes.ts';
import type { SignalFrame } from '../protocol/handshake-messages.ts';
import { deviceFingerprint } from './handshake-transcript.ts';
import { ManualTechnician } from '#tests/support/manual-technician.ts';
import {
  certify,
  countingRandom,
  handshakeDevice,
  handshakeNowMs,
  handshakeRoot,
  handshakeSession,
  makeCustomer,
  makeTechnician,
  runHandshake,
} from '#tests/support/handshake-pair.ts';

const filled = (value: number): Uint8Array => new Uint8Array(32).fill(value);
const linkSecret = filled(0x77);
const link = { secret: linkSecret, deviceFingerprint: deviceFingerprint(handshakeDevice.publicKey) };
const honest = runHandshake(makeTechnician(), makeCustomer());
const honestFrames = honest.frames;

/** X25519 public keys that force a secret which everybody knows, as far as they are 32 bytes long. */
const lowOrderKeys = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0000000000000000000000000000000000000000000000000000000000000080',
].map((text) => Uint8Array.from(Buffer.from(text, 'hex')));

describe('handshake', () => {
  it('HS an honest run leaves both sides with the same keys and the same code', () => {
    expect(honest.failure).toBeNull();
    expect(honest.customer?.keys).toEqual(honest.technician?.keys);
    expect(honest.customer?.keys.verificationCode).toMatch(/^\d{6}$/);
    const { keys } = honest.customer ?? {};
    const secrets = [keys?.signal.technician, keys?.signal.customer, keys?.bind.technician, keys?.bind.customer];
    expect(new Set(secrets.map((secret) => toHex(secret ?? filled(0)))).size).toBe(4);
    expect(honest.customer?.technician.certificate.technician).toBe('Anna Weber');
    expect(honest.customer?.technician.rootPublicKey).toEqual(handshakeRoot.publicKey);
  });

  it('HS nothing of one run comes back in the next', () => {
    const again = runHandshake(
      makeTechnician({ random: countingRandom(0x40) }),
      makeCustomer({ random: countingRandom(0x50) }),
    );
    expect(again.failure).toBeNull();
    expect(again.customer?.keys.signal).not.toEqual(honest.customer?.keys.signal);
    expect(again.customer?.keys.verificationCode).not.toBe(honest.customer?.keys.verificationCode);
  });

  it('PIN5 with a link both sides hold its secret, or no key is agreed', () => {
    const good = runHandshake(makeTechnician({ linkSecret }), makeCustomer({ link }));
    expect(good.failure).toBeNull();
    expect(good.customer?.keys).toEqual(good.technician?.keys);
    const wrongSecret = { ...link, secret: filled(0x78) };
    expect(runHandshake(makeTechnician({ linkSecret }), makeCustomer({ link: wrongSecret })).failure).toBe(
      'badConfirmation',
    );
    // A relay that knows the session but not the fragment, on either side.
    expect(runHandshake(makeTechnician({ linkSecret }), makeCustomer()).failure).toBe('badConfirmation');
    expect(runHandshake(makeTechnician(), makeCustomer({ link })).failure).toBe('badConfirmation');
  });

  it('PIN5 a link is for one device: another, however well certified, is refused before anything is derived', () => {
    const other = nodeSignerFromSeed(filled(0x66));
    const technician = makeTechnician({ linkSecret, device: other, certificate: certify(other) });
    const run = runHandshake(technician, makeCustomer({ link }));
    expect(run.failure).toBe('wrongDevice');
    expect(run.frames.map(({ t }) => t)).toEqual(['handshake/commit', 'handshake/join', 'handshake/reveal']);
  });

  it.each([
    ['of another device', certify(nodeSignerFromSeed(filled(0x66))), 'badCertificate'],
    ['expired', certify(handshakeDevice, handshakeRoot, handshakeNowMs - 1), 'badCertificate'],
    ['no certificate', filled(1), 'badCertificate'],
    ['empty', new Uint8Array(), 'badCertificate'],
  ])('HS a certificate that is %s aborts', (_, certificate, failure) => {
    expect(runHandshake(makeTechnician({ certificate }), makeCustomer()).failure).toBe(failure);
  });

  it('HS the session is part of what is agreed: frames of one do not fit another', () => {
    const run = runHandshake(makeTechnician({ session: 'BBBBBBBBBBBBBBBBBBBBBB' }), makeCustomer());
    expect(run.failure).toBe('badSignature');
  });

  it('HS public keys that force a known secret abort on either side', () => {
    for (const key of lowOrderKeys) {
      const publicKey = toBase64Url(key);
      const technician = makeTechnician();
      const join = honestFrames[1];
      if (join?.t !== 'handshake/join') throw new Error('no join');
      expect(technician.receive({ ...join, publicKey }), toHex(key)).toEqual({ ok: false, reason: 'lowOrderKey' });
      // Dead ever after, also for the honest frame.
      expect(technician.receive(join)).toEqual({ ok: false, reason: 'outOfOrder' });
    }
  });

  it('HS a technician whose own key is of low order is refused, though commitment and signature are right', () => {
    const manual = new ManualTechnician(handshakeSession, handshakeDevice, certify(handshakeDevice));
    for (const publicKey of lowOrderKeys) {
      const customer = makeCustomer();
      const commitment = manual.commitmentTo(publicKey, filled(5));
      const joined = customer.receive(manual.commit(commitment));
      const join = joined.ok ? joined.value.send[0] : undefined;
      if (join === undefined) throw new Error('no join');
      const transcript = manual.transcript(commitment, join, publicKey, filled(5));
      const reveal = manual.reveal(transcript, publicKey, filled(5));
      expect(customer.receive(reveal), toHex(publicKey)).toEqual({ ok: false, reason: 'lowOrderKey' });
    }
  });

  it('HS a frame at any moment but its own aborts, for good', () => {
    const kinds = ['handshake/commit', 'handshake/join', 'handshake/reveal', 'handshake/confirm', 'sealed'] as const;
    const sample = (kind: (typeof kinds)[number], by: 'technician' | 'customer'): SignalFrame => {
      if (kind === 'sealed') return { t: 'sealed', box: toBase64Url(filled(1)) };
      const found = honestFrames.filter(({ t }) => t === kind);
      const frame = kind === 'handshake/confirm' && by === 'technician' ? found[1] : found[0];
      if (frame === undefined) throw new Error(kind);
      return frame;
    };
    const [, join, reveal, customerConfirms, technicianConfirms] = honestFrames;
    if (!join || !reveal || !customerConfirms || !technicianConfirms) throw new Error('frames');
    const commit = sample('handshake/commit', 'technician');
    /** What each side was given before, and the one kind it may be given next; null at the end. */
    type Step = { readonly before: readonly SignalFrame[]; readonly next: (typeof kinds)[number] | null };
    const customerSteps: readonly Step[] = [
      { before: [], next: 'handshake/commit' },
      { before: [commit], next: 'handshake/reveal' },
      { before: [commit, reveal], next: 'handshake/confirm' },
      { before: [commit, reveal, technicianConfirms], next: null },
    ];
    const technicianSteps: readonly Step[] = [
      { before: [], next: 'handshake/join' },
      { before: [join], next: 'handshake/confirm' },
      { before: [join, customerConfirms], next: null },
    ];
    let checked = 0;
    for (const [side, steps] of [
      ['customer', customerSteps],
      ['technician', technicianSteps],
    ] as const) {
      for (const { before, next } of steps) {
        for (const kind of kinds) {
          const subject = side === 'customer' ? makeCustomer() : makeTechnician();
          for (const frame of before) expect(subject.receive(frame).ok).toBe(true);
          const frame = sample(kind, side === 'customer' ? 'technician' : 'customer');
          const what = `${side} after ${before.length}, given ${kind}`;
          expect(subject.receive(frame).ok, what).toBe(kind === next);
          if (kind === next) continue;
          checked += 1;
          const rest = next === null ? kind : next;
          const late = sample(rest, side === 'customer' ? 'technician' : 'customer');
          expect(subject.receive(late), `${what}, then the right one`).toEqual({ ok: false, reason: 'outOfOrder' });
        }
      }
    }
    expect(checked).toBe(7 * kinds.length - 5);
  });

  it('HS3 a commitment is opened once: a second join gets nothing, and ends the first as well', () => {
    const technician = makeTechnician();
    const customer = makeCustomer();
    const joined = customer.receive(technician.commit());
    const join = joined.ok ? joined.value.send[0] : undefined;
    if (join?.t !== 'handshake/join') throw new Error('no join');
    expect(technician.receive(join).ok).toBe(true);
    const second = technician.receive({ ...join, nonce: toBase64Url(filled(9)) });
    expect(second).toEqual({ ok: false, reason: 'outOfOrder' });
    expect(technician.receive({ t: 'handshake/confirm', mac: toBase64Url(filled(1)) }).ok).toBe(false);
  });

  it('HS3 the same technician object never says a second commitment', () => {
    const technician = makeTechnician();
    expect(technician.commit()).toEqual(technician.commit());
  });

  it('HS any bit of any field, flipped on the way, aborts', () => {
    const failures: Record<string, number> = {};
    let flips = 0;
    for (const [index, frame] of honestFrames.entries()) {
      for (const [field, value] of Object.entries(frame)) {
        const bytes = ['t', 'version', 'suite'].includes(field) ? null : fromBase64Url(value);
        if (bytes === null) continue;
        // Every eleventh bit: each costs a handshake.
        for (let bit = index; bit < bytes.length * 8; bit += 11) {
          const flipped = bytes.slice();
          flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
          let count = 0;
          const run = runHandshake(makeTechnician(), makeCustomer(), (passing) =>
            count++ === index ? { ...passing, [field]: toBase64Url(flipped) } : passing,
          );
          flips += 1;
          expect(run.failure, `frame ${index}, ${field}, bit ${bit}`).not.toBeNull();
          // Never both sides, and never the customer's before it has checked everything.
          expect(run.customer).toBeNull();
          failures[run.failure ?? ''] = (failures[run.failure ?? ''] ?? 0) + 1;
        }
      }
    }
    expect(flips).toBeGreaterThan(400);
    expect(Object.keys(failures).toSorted()).toEqual(['badConfirmation', 'badSignature', 'commitmentBroken']);
  }, 60_000);

  it('HS frames that do not decode abort', () => {
    const broken = '!'.repeat(43);
    const join = honestFrames[1];
    const reveal = honestFrames[2];
    if (join?.t !== 'handshake/join' || reveal?.t !== 'handshake/reveal') throw new Error('frames');
    for (const field of ['publicKey', 'nonce', 'logPublicKey']) {
      expect(makeTechnician().receive({ ...join, [field]: broken })).toEqual({ ok: false, reason: 'malformed' });
    }
    for (const field of ['publicKey', 'nonce', 'devicePublicKey', 'certificate', 'signature']) {
      const customer = makeCustomer();
      customer.receive(makeTechnician().commit());
      expect(customer.receive({ ...reveal, [field]: broken })).toEqual({ ok: false, reason: 'malformed' });
    }
  });
});
