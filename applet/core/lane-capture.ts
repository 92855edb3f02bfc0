import type { Clock } from '#shared/std/core/clock.ts';
import type { FailureCode } from '#shared/std/core/failure.ts';
import type { Logger } from '#shared/std/core/logger.ts';
import { laneStopTimeoutMs } from '#shared/std/screen/screen-limits.ts';
import type { Monitor } from '#shared/std/screen/screen-message.ts';
import type { ScreenWatch } from '#shared/std/screen/screen-watch.ts';
import type { ScreenStream, ScreenStreamer } from './applet-ports.ts';

export type LaneCaptureOptions = {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly streamer: ScreenStreamer;
  readonly onLive: (monitors: readonly Monitor[]) => void;
  readonly onMonitors: (monitors: readonly Monitor[]) => void;
  readonly onMessage: (bytes: Uint8Array) => void;
  /** Ended without being told to. */
  readonly onEnded: (reason: FailureCode, wasLive: boolean) => void;
};

type State =
  | { readonly name: 'off' }
  | { readonly name: 'starting'; readonly stream: ScreenStream }
  | { readonly name: 'live'; readonly stream: ScreenStream }
  | { readonly name: 'stopping'; readonly startsAgain: boolean; readonly stopped: Promise<void> };

/**
 * Steers the capture that this process does itself, for the screen lane. From the moment of `stop` nothing that was captured
 * is passed on, however long the capture takes to end; the next one begins only when it has (PRM4).
 */
export class LaneCapture {
  readonly #options: LaneCaptureOptions;
  #state: State = { name: 'off' };

  constructor(options: LaneCaptureOptions) {
    this.#options = options;
  }

  /** It captures, or will as soon as the one before has stopped. */
  get isRunning(): boolean {
    return this.#state.name === 'stopping' ? this.#state.startsAgain : this.#state.name !== 'off';
  }

  get isLive(): boolean {
    return this.#state.name === 'live';
  }

  /** Without effect on a capture that runs. */
  start(): void {
    if (this.#state.name === 'stopping') this.#state = { ...this.#state, startsAgain: true };
    if (this.#state.name !== 'off') return;
    const stream = this.#options.streamer.start({
      onStarted: (monitors) => {
        if (this.#streamNow() !== stream || this.#state.name !== 'starting') return;
        this.#state = { name: 'live', stream };
        this.#options.onLive(monitors);
      },
      onMonitors: (monitors) => {
        if (this.#streamNow() === stream) this.#options.onMonitors(monitors);
      },
      onMessage: (bytes) => {
        if (this.#state.name === 'live' && this.#state.stream === stream) this.#options.onMessage(bytes);
      },
      onEnded: (reason) => {
        if (this.#streamNow() !== stream) return;
        const wasLive = this.isLive;
        this.stop();
        this.#options.onEnded(reason, wasLive);
      },
    });
    this.#state = { name: 'starting', stream };
  }

  stop(): void {
    const stream = this.#streamNow();
    if (this.#state.name === 'stopping') this.#state = { ...this.#state, startsAgain: false };
    if (stream === null) return;
    this.#state = { name: 'stopping', startsAgain: false, stopped: this.#end(stream) };
  }

  watch(watch: ScreenWatch): void {
    this.#streamNow()?.watch(watch);
  }

  receive(bytes: Uint8Array): void {
    this.#streamNow()?.receive(bytes);
  }

  /** Resolves when nothing captures, unless it was started again. */
  async settled(): Promise<void> {
    if (this.#state.name === 'stopping') await this.#state.stopped;
  }

  #streamNow(): ScreenStream | null {
    return this.#state.name === 'starting' || this.#state.name === 'live' ? this.#state.stream : null;
  }

  async #end(stream: ScreenStream): Promise<void> {
    const { clock, logger } = this.#options;
    let isLate = false;
    await new Promise<void>((resolve) => {
      const stopTimer = clock.after(laneStopTimeoutMs, () => {
        isLate = true;
        resolve();
      });
      stream
        .stop()
        .catch((error: unknown) => logger.error('screen/stop-failed', { error: String(error) }))
        .finally(() => {
          stopTimer();
          resolve();
        });
    });
    // A computer that is very busy, or a thread that is stuck. What may still be captured reaches nobody.
    if (isLate) logger.error('screen/stop-late', { ms: laneStopTimeoutMs });
    const startsAgain = this.#state.name === 'stopping' && this.#state.startsAgain;
    this.#state = { name: 'off' };
    if (startsAgain) this.start();
  }
}
