import * as fc from 'fast-check';
import nacl from 'tweetnacl';
import { describe, expect, it } from 'vitest';
import { seededBytes } from '#tests/support/seeded-bytes.ts';
import { fromBase64Url, toBase64Url } from '../crypto/bytes.ts';
import { encodeFields, u64 } from '../crypto/encode-fields.ts';
import type { SealedMessage } from '../protocol/handshake-messages.ts';
import { sealedPaddingBytes } from '../protocol/limits.ts';
import { SealedChannel } from './sealed-channel.ts';
import { deriveSessionKeys, type Role } from './session-keys.ts';

const keys = deriveSessionKeys(new Uint8Array(32).fill(1), new Uint8Array(32).fill(2), null);
const otherKeys = deriveSessionKeys(new Uint8Array(32).fill(1), new Uint8Array(32).fill(3), null);

function makeChannel(role: Role): SealedChannel {
  return new SealedChannel(keys, role, seededBytes(role));
}

const triesLeft = (count: number): SealedMessage => ({ t: 'verification/wrong', triesLeft: count });

function bytesOf(box: string): Uint8Array {
  return fromBase64Url(box) ?? new Uint8Array();
}

/** A frame that holds the right key and is wrong in some other way. */
function sealByHand(fields: readonly (Uint8Array | string)[]): string {
  const nonce = new Uint8Array(24).fill(5);
  const sealed = nacl.secretbox(encodeFields(...fields), nonce, keys.signal.technician);
  return toBase64Url(Uint8Array.from([...nonce, ...sealed]));
}

describe('SealedChannel', () => {
  it('HS1 what one side seals the other opens, in both directions and in order', () => {
    const technician = makeChannel('technician');
    const customer = makeChannel('customer');
    for (let count = 0; count < 20; count += 1) {
      expect(customer.open(technician.seal(triesLeft(count)))).toEqual({
        ok: true,
        value: { message: triesLeft(count) },
      });
      expect(technician.open(customer.seal(triesLeft(count)))).toEqual({
        ok: true,
        value: { message: triesLeft(count) },
      });
    }
  });

  it('HS1 a frame thrown back at its sender is refused', () => {
    const technician = makeChannel('technician');
    expect(technician.open(technician.seal(triesLeft(1)))).toEqual({ ok: false, reason: 'broken' });
  });

  it('HS1 a frame of another session is refused', () => {
    const foreign = new SealedChannel(otherKeys, 'technician', seededBytes('foreign'));
    expect(makeChannel('customer').open(foreign.seal(triesLeft(1)))).toEqual({ ok: false, reason: 'broken' });
  });

  it('HS1 a repeated frame is opened once, however often and however late it comes', () => {
    const technician = makeChannel('technician');
    const customer = makeChannel('customer');
    const boxes = [1, 2, 3].map((count) => technician.seal(triesLeft(count)));
    for (const box of boxes) customer.open(box);
    for (const box of [...boxes, ...boxes.toReversed()]) {
      expect(customer.open(box)).toEqual({ ok: true, value: { message: null } });
    }
    expect(customer.open(technician.seal(triesLeft(4)))).toMatchObject({ value: { message: triesLeft(4) } });
  });

  it('HS1 a frame that comes before its turn is not opened, so nobody chooses which arrive', () => {
    const technician = makeChannel('technician');
    const customer = makeChannel('customer');
    const [first, second] = [technician.seal(triesLeft(1)), technician.seal(triesLeft(2))];
    expect(customer.open(second)).toEqual({ ok: false, reason: 'gap' });
    expect(customer.open(first)).toMatchObject({ ok: true, value: { message: triesLeft(1) } });
    expect(customer.open(second)).toMatchObject({ ok: true, value: { message: triesLeft(2) } });
  });

  it('HS1 any flipped bit, any cut and any addition is refused', () => {
    const technician = makeChannel('technician');
    const bytes = bytesOf(technician.seal(triesLeft(2)));
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = bytes.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(makeChannel('customer').open(toBase64Url(flipped)).ok, `bit ${bit}`).toBe(false);
    }
    for (let length = 0; length < bytes.length; length += 7) {
      expect(makeChannel('customer').open(toBase64Url(bytes.slice(0, length))).ok, `length ${length}`).toBe(false);
    }
    expect(makeChannel('customer').open(toBase64Url(Uint8Array.from([...bytes, 0]))).ok).toBe(false);
  });

  it('HS1 a holder of the key that breaks the form ends it instead of confusing it', () => {
    const body = JSON.stringify(triesLeft(1));
    const padding = new Uint8Array(3);
    const wrong = [
      [u64(1), u64(0), body],
      [u64(1), u64(0), body, padding, padding],
      [u64(1).slice(1), u64(0), body, padding],
      [new Uint8Array(8).fill(0xff), u64(0), body, padding],
      [u64(1), new Uint8Array(8).fill(0xff), body, padding],
      [u64(1), u64(0), '{', padding],
      [u64(1), u64(0), '{"t":"verification/done","more":1}', padding],
      [u64(1), u64(0), '{"t":"nothing/known"}', padding],
      [u64(1), u64(0), Uint8Array.of(0xff, 0xff), padding],
      [u64(1), u64(0), '{"__proto__":{"t":"verification/done"}}', padding],
    ];
    for (const [index, fields] of wrong.entries()) {
      expect(makeChannel('customer').open(sealByHand(fields)), `form ${index}`).toEqual({
        ok: false,
        reason: 'broken',
      });
    }
    // The same, whole: it is the form that was refused.
    expect(makeChannel('customer').open(sealByHand([u64(1), u64(0), body, padding])).ok).toBe(true);
  });

  it('HS1 text that is no box is refused without a throw', () => {
    const customer = makeChannel('customer');
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.uint8Array({ maxLength: 200 }).map(toBase64Url)), (box) => {
        expect(customer.open(box)).toEqual({ ok: false, reason: 'broken' });
      }),
      { numRuns: 500 },
    );
  });

  it('HS1 sizes tell little: messages of most lengths give boxes of one length', () => {
    const technician = makeChannel('technician');
    const lengths = [
      triesLeft(1),
      triesLeft(123),
      { t: 'verification/done' } as const,
      { t: 'session/start' } as const,
    ].map((message) => bytesOf(technician.seal(message)).length);
    const overhead = nacl.secretbox.nonceLength + nacl.secretbox.overheadLength;
    expect(new Set(lengths)).toEqual(new Set([sealedPaddingBytes + overhead]));
    const long = { t: 'data/candidate', generation: 0, candidate: 'x'.repeat(300), mid: '0' } as const;
    expect((bytesOf(technician.seal(long)).length - overhead) % sealedPaddingBytes).toBe(0);
  });

  it('HS1 the same message never looks the same twice', () => {
    const technician = makeChannel('technician');
    const boxes = Array.from({ length: 50 }, () => technician.seal(triesLeft(1)).slice(0, 32));
    expect(new Set(boxes).size).toBe(50);
  });

  it('HS1 what a relay drops, repeats and delays at will is neither lost nor doubled once it is sent again', () => {
    const scenario = fc.array(
      fc.record({
        from: fc.constantFrom('technician' as const, 'customer' as const),
        /** How many of the frames on the way get through before the relay connection breaks and comes back. */
        kept: fc.nat(4),
        repeats: fc.nat(2),
        sends: fc.integer({ min: 1, max: 4 }),
      }),
      { minLength: 1, maxLength: 30 },
    );
    fc.assert(
      fc.property(scenario, (steps) => {
        const ends = { technician: makeChannel('technician'), customer: makeChannel('customer') };
        const sent = { technician: [] as SealedMessage[], customer: [] as SealedMessage[] };
        const heard = { technician: [] as SealedMessage[], customer: [] as SealedMessage[] };
        let count = 0;
        const deliver = (to: Role, box: string): void => {
          const opened = ends[to].open(box);
          if (!opened.ok) throw new Error(opened.reason);
          if (opened.value.message !== null) heard[to].push(opened.value.message);
        };
        for (const { from, kept, repeats, sends } of steps) {
          const to = from === 'technician' ? 'customer' : 'technician';
          for (let index = 0; index < sends; index += 1) {
            const message = triesLeft(count++);
            sent[from].push(message);
            ends[from].seal(message);
          }
          // The connection is new: everything unacknowledged goes again, in order, and may be cut off once more.
          const again = ends[from].unacknowledged();
          for (let round = 0; round <= repeats; round += 1) for (const box of again.slice(0, kept)) deliver(to, box);
        }
        for (const box of ends.technician.unacknowledged()) deliver('customer', box);
        for (const box of ends.customer.unacknowledged()) deliver('technician', box);
        expect(heard.customer).toEqual(sent.technician);
        expect(heard.technician).toEqual(sent.customer);
      }),
      { numRuns: 200 },
    );
  });

  it('HS1 what is acknowledged is not kept', () => {
    const technician = makeChannel('technician');
    const customer = makeChannel('customer');
    for (let count = 0; count < 5; count += 1) customer.open(technician.seal(triesLeft(count)));
    expect(technician.unacknowledged()).toHaveLength(5);
    technician.open(customer.seal(triesLeft(0)));
    expect(technician.unacknowledged()).toHaveLength(0);
  });
});
