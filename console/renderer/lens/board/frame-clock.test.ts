import { describe, expect, it } from 'vitest';
import { FrameClock } from './frame-clock.ts';

/** A phone whose clock is `aheadMs` ahead of ours, heard 30 times a second over a network with delays of its own. */
class Phone {
  readonly clock = new FrameClock();
  nowMs = 50_000;
  aheadMs: number;
  jumps = 0;
  readonly #delays: readonly number[];
  #said = 0;

  constructor(aheadMs: number, delays: readonly number[] = [20, 31, 24, 90, 22, 20, 45]) {
    this.aheadMs = aheadMs;
    this.#delays = delays;
  }

  say(frames: number, moreDelayMs = 0, roundTripMs = 40): void {
    for (let left = frames; left > 0; left -= 1) {
      this.nowMs += 33;
      const delayMs = (this.#delays[this.#said % this.#delays.length] ?? 0) + moreDelayMs;
      this.#said += 1;
      const sentAtMs = this.nowMs + this.aheadMs;
      if (this.clock.hear({ sentAtMs, arrivedAtMs: this.nowMs + delayMs, roundTripMs })) this.jumps += 1;
    }
  }

  /** How far off the estimate is, in milliseconds. */
  errorMs(): number {
    return (this.clock.phoneMs(this.nowMs) ?? Number.NaN) - (this.nowMs + this.aheadMs);
  }
}

describe('the time that the phone has', () => {
  it('is not known before it was heard', () => {
    expect(new FrameClock().phoneMs(1_000)).toBeNull();
  });

  it.each([0, 86_400_000, -49_000])('is found by the fastest message, %d ms ahead', (aheadMs) => {
    const phone = new Phone(aheadMs);
    phone.say(30);
    expect(Math.abs(phone.errorMs())).toBeLessThan(1);
    expect(phone.jumps).toBe(0);
  });

  it('is not moved by a network that is slow for seconds', () => {
    const phone = new Phone(3_000);
    phone.say(60);
    phone.say(60, 300, 640);
    expect(Math.abs(phone.errorMs())).toBeLessThan(1);
    phone.say(60);
    expect(phone.jumps).toBe(0);
  });

  it('follows a drift of a hundredth of a per cent', () => {
    const phone = new Phone(0);
    for (let second = 0; second < 120; second += 1) {
      phone.say(30);
      phone.aheadMs -= 0.1;
    }
    expect(Math.abs(phone.errorMs())).toBeLessThan(2);
    expect(phone.jumps).toBe(0);
  });

  it('is found anew at once when the phone’s clock jumps ahead', () => {
    const phone = new Phone(0);
    phone.say(60);
    phone.aheadMs += 7_000;
    phone.say(7);
    expect(Math.abs(phone.errorMs())).toBeLessThan(1);
    expect(phone.jumps).toBe(1);
  });

  it.each([2_500, 49_000])('is found anew when it falls back by %d ms, as after the page was loaded anew', (byMs) => {
    const phone = new Phone(0);
    phone.say(60);
    phone.aheadMs -= byMs;
    phone.say(7);
    expect(Math.abs(phone.errorMs())).toBeLessThan(1);
    expect(phone.jumps).toBe(1);
  });

  it('is found anew within a second and a half when it falls back by less than a message may be overtaken', () => {
    const phone = new Phone(0);
    phone.say(60);
    phone.aheadMs -= 800;
    phone.say(45);
    expect(Math.abs(phone.errorMs())).toBeLessThan(1);
    expect(phone.jumps).toBe(1);
  });

  it('does not change for a message that was overtaken', () => {
    const phone = new Phone(0);
    phone.say(60);
    const late = { sentAtMs: phone.nowMs - 400, arrivedAtMs: phone.nowMs, roundTripMs: 40 };
    expect(phone.clock.hear(late)).toBe(false);
    expect(Math.abs(phone.errorMs())).toBeLessThan(1);
  });
});
