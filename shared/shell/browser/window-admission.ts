import { timingSafeEqual } from 'node:crypto';
import type { RandomBytes } from '#shared/std/core/random.ts';

/**
 * Which socket belongs to our window. The first token goes to the browser with its start page; each admission gives
 * out the next one, and the last stays good only until the page says that it kept the new one. So a reload at any
 * moment comes back, and a token that was used is worth nothing.
 */
export class WindowAdmission {
  readonly firstToken: string;
  readonly #random: RandomBytes;
  #accepted: readonly string[];

  constructor(random: RandomBytes) {
    this.#random = random;
    this.firstToken = this.#makeToken();
    this.#accepted = [this.firstToken];
  }

  /** The token for the next time, or null: not our window. */
  admit(token: string): string | null {
    // Every comparison is made, whatever the first says: the time tells nothing.
    const matches = this.#accepted.map((accepted) => equalInConstantTime(accepted, token));
    if (!matches.includes(true)) return null;
    const next = this.#makeToken();
    this.#accepted = [token, next];
    return next;
  }

  /** The page kept `next`. False: another page was admitted since. */
  confirm(next: string): boolean {
    if (!this.#accepted.includes(next)) return false;
    this.#accepted = [next];
    return true;
  }

  #makeToken(): string {
    return Buffer.from(this.#random(32)).toString('hex');
  }
}

function equalInConstantTime(expected: string, given: string): boolean {
  const left = Buffer.from(expected);
  const right = Buffer.from(given);
  return left.length === right.length && timingSafeEqual(left, right);
}
