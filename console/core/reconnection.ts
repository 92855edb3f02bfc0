import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';
import { offlineAfterMs, reconnectIntervalMs } from '#shared/std/protocol/limits.ts';

/** When a lost data connection is offered again (DC4): at once, then every `reconnectIntervalMs`, for as long as it takes. */
export class Reconnection {
  readonly #clock: Clock;
  readonly #connect: () => void;
  #lostAtMs: number | null = null;
  #attempts = 0;
  #stopTimer: Dispose = () => {};

  constructor(clock: Clock, connect: () => void) {
    this.#clock = clock;
    this.#connect = connect;
  }

  get isLost(): boolean {
    return this.#lostAtMs !== null;
  }

  /** It has been lost for longer than people wait. */
  get isOffline(): boolean {
    return this.#lostAtMs !== null && this.#clock.monotonicMs() - this.#lostAtMs > offlineAfterMs;
  }

  /** The connection, or the attempt to make one, failed: arms the next attempt. */
  lost(): void {
    this.#lostAtMs ??= this.#clock.monotonicMs();
    this.#stopTimer();
    // A set-up that fails mostly does so at once and for no lasting reason, so the first is repeated without a pause.
    this.#stopTimer = this.#clock.after(this.#attempts === 0 ? 0 : reconnectIntervalMs, this.#connect);
    this.#attempts += 1;
  }

  connected(): void {
    this.stop();
    this.#lostAtMs = null;
    this.#attempts = 0;
  }

  stop(): void {
    this.#stopTimer();
  }
}
