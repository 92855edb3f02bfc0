import { createHmac } from 'node:crypto';
import type { Clock } from '#shared/std/core/clock.ts';
import { randomBelow, type RandomBytes } from '#shared/std/core/random.ts';
import { pinDigits, pinDigitsUnderAttack, pinQuarantineMs } from '#shared/std/protocol/limits.ts';
import { maxRememberedPins, maxShortPins } from './relay-limits.ts';

/** A new PIN, and what its session does with it. */
export type IssuedPin = {
  readonly pin: string;
  /** Uses it up as an entry would: the customer came another way (PIN7). */
  readonly use: () => void;
  /** Takes it back: the session is over. */
  readonly retire: () => void;
};

/** What a PIN that somebody entered led to. All but `good` look the same from outside (PIN3). */
export type PinOutcome =
  | { readonly outcome: 'good'; readonly session: string }
  /** Somebody was here before with this PIN (PIN2). */
  | { readonly outcome: 'used'; readonly session: string }
  | { readonly outcome: 'refused' };

type Entry = {
  readonly session: string;
  readonly digits: number;
  readonly issuedMs: { readonly monotonic: number; readonly wall: number };
  state: 'live' | 'used' | 'retired';
};

/**
 * The PINs of the last day (PIN1 to PIN4). They are kept as HMACs under a key of this process, so that the time of a
 * look-up says nothing about digits and a dump of the memory's map is no list of PINs.
 */
export class PinStore {
  readonly #clock: Pick<Clock, 'monotonicMs' | 'wallMs'>;
  readonly #random: RandomBytes;
  readonly #ttlMs: number;
  readonly #key: Uint8Array;
  /** In the order of issue, so that the oldest, which are forgotten first, come first. */
  readonly #entries = new Map<string, Entry>();
  #shortPins = 0;

  constructor(clock: Pick<Clock, 'monotonicMs' | 'wallMs'>, random: RandomBytes, ttlMs: number) {
    this.#clock = clock;
    this.#random = random;
    this.#ttlMs = ttlMs;
    this.#key = random(32);
  }

  /** A new PIN, unlike every one of the last day. Null when no more can be remembered. */
  issue(session: string, longer: boolean): IssuedPin | null {
    this.#forgetOld();
    if (this.#entries.size >= maxRememberedPins) return null;
    const digits = longer || this.#shortPins >= maxShortPins ? pinDigitsUnderAttack : pinDigits;
    for (;;) {
      // At most one in ten is taken, so this loop ends after a try or two.
      const pin = String(randomBelow(this.#random, 10 ** digits)).padStart(digits, '0');
      const key = this.#hash(pin);
      if (this.#entries.has(key)) continue;
      const entry: Entry = {
        session,
        digits,
        issuedMs: { monotonic: this.#clock.monotonicMs(), wall: this.#clock.wallMs() },
        state: 'live',
      };
      this.#entries.set(key, entry);
      if (digits === pinDigits) this.#shortPins += 1;
      return {
        pin,
        use: () => {
          if (entry.state === 'live') entry.state = 'used';
        },
        // It leads nowhere any more, and is not given out again for a day.
        retire: () => {
          entry.state = 'retired';
        },
      };
    }
  }

  /** Uses a PIN up: whoever comes next with it is told that it is `used`. */
  redeem(pin: string): PinOutcome {
    const entry = this.#entries.get(this.#hash(pin));
    if (entry === undefined) return { outcome: 'refused' };
    switch (entry.state) {
      case 'live':
        if (this.#isOver(entry)) return { outcome: 'refused' };
        entry.state = 'used';
        return { outcome: 'good', session: entry.session };
      case 'used':
        return { outcome: 'used', session: entry.session };
      case 'retired':
        return { outcome: 'refused' };
    }
  }

  get remembered(): number {
    return this.#entries.size;
  }

  /** By either clock: the wall's jumps may end a PIN early, and a computer that slept may not keep one alive. */
  #isOver(entry: Entry): boolean {
    return (
      this.#clock.monotonicMs() - entry.issuedMs.monotonic >= this.#ttlMs ||
      this.#clock.wallMs() - entry.issuedMs.wall >= this.#ttlMs
    );
  }

  #forgetOld(): void {
    const beforeMs = this.#clock.monotonicMs() - this.#ttlMs - pinQuarantineMs;
    for (const [key, entry] of this.#entries) {
      if (entry.issuedMs.monotonic > beforeMs) return;
      this.#entries.delete(key);
      if (entry.digits === pinDigits) this.#shortPins -= 1;
    }
  }

  #hash(pin: string): string {
    return createHmac('sha256', this.#key).update(pin).digest('base64');
  }
}
