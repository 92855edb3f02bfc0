import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { RandomBytes } from '#shared/std/core/random.ts';
import { pinQuarantineMs, pinTtlMs } from '#shared/std/protocol/limits.ts';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import { PinStore } from './pin-store.ts';

const random = (count: number) => Uint8Array.from(randomBytes(count));

function store(source: RandomBytes = random) {
  const clock = new FakeClock();
  const pins = new PinStore(clock, source, pinTtlMs);
  const issue = (session: string, longer = false) => {
    const issued = pins.issue(session, longer);
    if (issued === null) throw new Error('the store is full');
    return issued;
  };
  return { clock, pins, issue };
}

/** Gives the key first, then the given numbers as u32, one a request. */
function scripted(...values: number[]): (count: number) => Uint8Array {
  return (count) => {
    const bytes = new Uint8Array(count);
    if (count !== 4) return bytes;
    const value = values.shift();
    if (value === undefined) throw new Error('no more random numbers');
    new DataView(bytes.buffer).setUint32(0, value);
    return bytes;
  };
}

describe('PinStore', () => {
  it('PIN1 a PIN has six digits, leading zeros included', () => {
    const { issue } = store(scripted(42));
    expect(issue('s').pin).toBe('000042');
  });

  it('PIN1 draws by rejection sampling, so that no PIN is likelier than another', () => {
    // 2^32 is no multiple of a million: the values above the last whole one would favour the small PINs.
    const { issue } = store(scripted(4_294_967_295, 4_294_000_000, 7));
    expect(issue('s').pin).toBe('000007');
  });

  it('PIN1 the digits are spread evenly', () => {
    const { issue } = store();
    const counts = Array.from({ length: 10 }, () => 0);
    for (let round = 0; round < 20_000; round++) {
      const first = Number(issue(`s${round}`).pin[0]);
      counts[first] = (counts[first] ?? 0) + 1;
    }
    // 2,000 each; six standard deviations are 255.
    for (const count of counts) expect(Math.abs(count - 2_000)).toBeLessThan(255);
  });

  it('PIN1 never gives out a PIN that is live, used, retired or of the last 24 hours', () => {
    const { clock, pins, issue } = store(scripted(5, 5, 6, 5, 6, 7, 5, 6, 7, 8, 5));
    const first = issue('a');
    expect(issue('b').pin).toBe('000006');
    pins.redeem(first.pin);
    first.retire();
    expect(issue('c').pin).toBe('000007');
    clock.advance(pinTtlMs + pinQuarantineMs - 1);
    expect(issue('d').pin).toBe('000008');
    clock.advance(1);
    expect(issue('e').pin).toBe('000005');
  });

  it('PIN2 a PIN works once; the second who comes with it is known to be second', () => {
    const { pins, issue } = store();
    const { pin } = issue('s');
    expect(pins.redeem(pin)).toEqual({ outcome: 'good', session: 's' });
    expect(pins.redeem(pin)).toEqual({ outcome: 'used', session: 's' });
  });

  it('PIN3 a PIN that is unknown, expired or of an ended session is refused', () => {
    const { clock, pins, issue } = store(scripted(1, 2));
    expect(pins.redeem('999999')).toEqual({ outcome: 'refused' });
    const ended = issue('a');
    ended.retire();
    expect(pins.redeem(ended.pin)).toEqual({ outcome: 'refused' });
    const { pin } = issue('b');
    clock.advance(pinTtlMs);
    expect(pins.redeem(pin)).toEqual({ outcome: 'refused' });
  });

  it('PIN1 works until its last millisecond', () => {
    const { clock, pins, issue } = store();
    const { pin } = issue('s');
    clock.advance(pinTtlMs - 1);
    expect(pins.redeem(pin).outcome).toBe('good');
  });

  it('PIN1 a wall clock that is set back keeps no PIN alive, and one that jumps ahead ends it', () => {
    const back = store();
    const kept = back.issue('s').pin;
    back.clock.jumpWall(-24 * 60 * 60_000);
    back.clock.advance(pinTtlMs);
    expect(back.pins.redeem(kept).outcome).toBe('refused');

    const slept = store();
    const old = slept.issue('s').pin;
    slept.clock.jumpWall(pinTtlMs);
    expect(slept.pins.redeem(old).outcome).toBe('refused');
  });

  it('PIN4 gives eight digits under attack', () => {
    const { pins, issue } = store();
    const { pin } = issue('s', true);
    expect(pin).toMatch(/^\d{8}$/);
    expect(pins.redeem(pin).outcome).toBe('good');
  });

  it('forgets what is older than a day, so that its memory is bounded', () => {
    const { clock, pins, issue } = store();
    for (let round = 0; round < 50; round++) issue(`s${round}`);
    clock.advance(pinTtlMs + pinQuarantineMs);
    issue('last');
    expect(pins.remembered).toBe(1);
  });
});
