import type { Clock } from '#shared/std/core/clock.ts';
import type { Logger } from '#shared/std/core/logger.ts';
import { maxPinFailuresPerAddress, maxPinFailuresPerMinute, pinFailureWindowMs } from '#shared/std/protocol/limits.ts';
import type { Metrics } from './metrics.ts';
import { maxRememberedAddresses } from './relay-limits.ts';

const minuteMs = 60_000;

/**
 * Counts wrong entries (PIN4). One address that fails too often is refused; many addresses together never get anyone
 * refused, they only make new PINs longer and raise the alarm.
 */
export class EntryThrottle {
  readonly #clock: Pick<Clock, 'monotonicMs'>;
  readonly #logger: Logger;
  readonly #metrics: Metrics;
  /** Times of the failures in the window, oldest first; addresses in the order of their first failure. */
  readonly #byAddress = new Map<string, number[]>();
  #lastMinute: number[] = [];
  #underAttackUntilMs = -Infinity;

  constructor(clock: Pick<Clock, 'monotonicMs'>, logger: Logger, metrics: Metrics) {
    this.#clock = clock;
    this.#logger = logger;
    this.#metrics = metrics;
  }

  /** Whether this address may try at all. */
  mayTry(address: string): boolean {
    return this.#recent(address).length < maxPinFailuresPerAddress;
  }

  recordFailure(address: string): void {
    const nowMs = this.#clock.monotonicMs();
    const failures = this.#recent(address);
    failures.push(nowMs);
    // Back in at the end: the map's order is the order in which addresses may be forgotten.
    this.#byAddress.delete(address);
    this.#byAddress.set(address, failures);
    this.#forgetOldest(nowMs);
    if (failures.length === maxPinFailuresPerAddress) this.#logger.warn('entry/addressBlocked', { address });

    this.#lastMinute = this.#lastMinute.filter((atMs) => atMs > nowMs - minuteMs);
    this.#lastMinute.push(nowMs);
    if (this.#lastMinute.length > maxPinFailuresPerMinute) this.#raiseAlarm(nowMs);
  }

  /** New PINs are longer from the alarm on until a whole window has passed without another one. */
  get underAttack(): boolean {
    return this.#clock.monotonicMs() < this.#underAttackUntilMs;
  }

  get rememberedAddresses(): number {
    return this.#byAddress.size;
  }

  #recent(address: string): number[] {
    const failures = this.#byAddress.get(address);
    if (failures === undefined) return [];
    const sinceMs = this.#clock.monotonicMs() - pinFailureWindowMs;
    const recent = failures.filter((atMs) => atMs > sinceMs);
    if (recent.length === 0) this.#byAddress.delete(address);
    return recent;
  }

  #forgetOldest(nowMs: number): void {
    for (const [address, failures] of this.#byAddress) {
      const over = (failures.at(-1) ?? 0) <= nowMs - pinFailureWindowMs;
      if (!over && this.#byAddress.size <= maxRememberedAddresses) return;
      this.#byAddress.delete(address);
    }
  }

  #raiseAlarm(nowMs: number): void {
    // Past this point one more failure a second must not cost a filter over thousands.
    this.#lastMinute = this.#lastMinute.slice(-(maxPinFailuresPerMinute + 1));
    if (!this.underAttack) {
      this.#metrics.alarms += 1;
      this.#logger.error('entry/alarm', { failuresPerMinute: this.#lastMinute.length, newPins: 'longer' });
    }
    this.#underAttackUntilMs = nowMs + pinFailureWindowMs;
  }
}
