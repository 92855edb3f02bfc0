import type { Clock } from '../core/clock.ts';
import type { Dispose } from '../core/dispose.ts';
import type { Logger } from '../core/logger.ts';
import { heldReleaseMs } from '../protocol/limits.ts';
import type { InputDriver, MouseButton } from './input-driver.ts';

/** A key or button that can be held down. */
export type Holdable =
  | { readonly kind: 'key'; readonly code: string }
  | { readonly kind: 'button'; readonly button: MouseButton };

export type HeldInputsOptions = {
  readonly driver: InputDriver;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Nothing was heard for `heldReleaseMs` while something is held (DC2). Again after as long, should the driver fail. */
  readonly onSilence: () => void;
  /** A call to the driver ended. */
  readonly onCall: (outcome: 'done' | 'failed') => void;
};

/** What is down at the customer's because of us, oldest first, and the ways up again. */
export class HeldInputs {
  readonly #options: HeldInputsOptions;
  readonly #held = new Map<string, Holdable>();
  #lastHeardMs = 0;
  #stopTimer: Dispose | null = null;

  constructor(options: HeldInputsOptions) {
    this.#options = options;
  }

  get count(): number {
    return this.#held.size;
  }

  get hasButton(): boolean {
    return [...this.#held.values()].some((what) => what.kind === 'button');
  }

  has(what: Holdable): boolean {
    return this.#held.has(nameOf(what));
  }

  /** The technician's side is there. */
  heard(): void {
    this.#lastHeardMs = this.#options.clock.monotonicMs();
  }

  /** Presses it and remembers it. `isCurrent` says afterwards whether all was released in the meantime. */
  async press(what: Holdable, isCurrent: () => boolean): Promise<void> {
    const { driver, logger, onCall } = this.#options;
    // Remembered first, so that a release in the meantime knows of it.
    // A new object each time: a release of the press before, still on its way, is not one of this press.
    this.#held.set(nameOf(what), { ...what });
    this.#armTimer();
    try {
      const exists = await (what.kind === 'key' ? driver.key(what.code, true) : driver.button(what.button, true));
      onCall(exists ? 'done' : 'failed');
      if (!exists) this.#held.delete(nameOf(what));
      else if (!isCurrent()) await this.lift(what); // Up again, whichever of the two the driver did first.
    } catch (error) {
      // It may be down all the same, so it stays remembered until it went up.
      onCall('failed');
      logger.warn('input.pressFailed', { error: String(error) });
    }
  }

  /** Sends one thing up. If the driver fails it stays remembered, to be tried again. */
  async lift(what: Holdable): Promise<void> {
    const { driver, logger, onCall } = this.#options;
    const lifted = this.#held.get(nameOf(what));
    try {
      await (what.kind === 'key' ? driver.key(what.code, false) : driver.button(what.button, false));
      // Pressed again meanwhile: that press is down and has to go up in its turn.
      if (this.#held.get(nameOf(what)) === lifted) this.#held.delete(nameOf(what));
      onCall('done');
    } catch (error) {
      onCall('failed');
      logger.error('input.releaseFailed', { error: String(error) });
    }
  }

  /** Sends all up, newest first, without waiting for anything. */
  async liftAll(): Promise<void> {
    const held = [...this.#held.values()].toReversed();
    await Promise.all(held.map((what) => this.lift(what)));
  }

  stopTimer(): void {
    this.#stopTimer?.();
    this.#stopTimer = null;
  }

  #armTimer(): void {
    if (this.#stopTimer !== null) return;
    const { clock, onSilence, logger } = this.#options;
    const wait = (delayMs: number): void => {
      this.#stopTimer = clock.after(delayMs, () => {
        this.#stopTimer = null;
        if (this.#held.size === 0) return;
        const silentMs = clock.monotonicMs() - this.#lastHeardMs;
        if (silentMs < heldReleaseMs) {
          wait(heldReleaseMs - silentMs);
          return;
        }
        logger.info('input.releasedAfterSilence', { held: this.#held.size });
        onSilence();
        wait(heldReleaseMs);
      });
    };
    wait(heldReleaseMs);
  }
}

function nameOf(what: Holdable): string {
  return what.kind === 'key' ? `key ${what.code}` : `button ${what.button}`;
}
