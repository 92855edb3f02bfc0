import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';
import type { FailureCode } from '#shared/std/core/failure.ts';
import { captureStopTimeoutMs } from '#shared/std/protocol/limits.ts';

type State =
  | { readonly name: 'off' }
  | { readonly name: 'starting'; readonly generation: number }
  | { readonly name: 'live'; readonly generation: number; readonly wholeScreen: boolean }
  /** Told to stop; the window has `captureStopTimeoutMs` to say that it has. */
  | { readonly name: 'stopping'; readonly generation: number; readonly stopTimer: Dispose };

/**
 * Steers the capture that the applet's window does. The window shows the browser's own picker and holds the tracks; this
 * decides when, counts media connections, and has the window killed when it does not stop in time (PRM4).
 */
export class ScreenCapture {
  readonly #options: {
    readonly clock: Clock;
    readonly startWindow: (generation: number) => void;
    readonly stopWindow: (generation: number) => void;
    readonly killWindow: () => void;
    readonly onLive: (wholeScreen: boolean) => void;
    /** Capture ended without being told to: the picker was closed, sharing stopped in the browser, the window went away. */
    readonly onEnded: (reason: FailureCode) => void;
  };
  #state: State = { name: 'off' };
  #generation = 0;

  constructor(options: {
    readonly clock: Clock;
    readonly startWindow: (generation: number) => void;
    readonly stopWindow: (generation: number) => void;
    readonly killWindow: () => void;
    readonly onLive: (wholeScreen: boolean) => void;
    readonly onEnded: (reason: FailureCode) => void;
  }) {
    this.#options = options;
  }

  /** Positions on the picture are positions on the screen. */
  get showsWholeScreen(): boolean {
    return this.#state.name === 'live' && this.#state.wholeScreen;
  }

  get isRunning(): boolean {
    return this.#state.name === 'starting' || this.#state.name === 'live';
  }

  get isLive(): boolean {
    return this.#state.name === 'live';
  }

  /** Of the newest media connection. */
  get generation(): number {
    return this.#generation;
  }

  /** Starts, or makes a new media connection for a capture that runs already. */
  start(): void {
    if (this.#state.name === 'stopping') this.#state.stopTimer();
    this.#generation += 1;
    this.#state = { name: 'starting', generation: this.#generation };
    this.#options.startWindow(this.#generation);
  }

  stop(): void {
    if (this.#state.name !== 'starting' && this.#state.name !== 'live') return;
    const { generation } = this.#state;
    const stopTimer = this.#options.clock.after(captureStopTimeoutMs, () => {
      this.#state = { name: 'off' };
      this.#options.killWindow();
    });
    this.#state = { name: 'stopping', generation, stopTimer };
    this.#options.stopWindow(generation);
  }

  /** The window says: capturing. */
  started(generation: number, wholeScreen: boolean): void {
    // Whatever it was that brought it up so late, nobody wants it any more.
    if (this.#state.name === 'stopping' || this.#state.name === 'off') return this.#options.stopWindow(generation);
    if (this.#state.name !== 'starting' || this.#state.generation !== generation) return undefined;
    this.#state = { name: 'live', generation, wholeScreen };
    return this.#options.onLive(wholeScreen);
  }

  /** The window says: it could not. */
  failed(generation: number, reason: FailureCode): void {
    if (this.#state.name === 'stopping' && this.#state.generation === generation) return this.stopped(generation);
    if (this.#state.name !== 'starting' || this.#state.generation !== generation) return undefined;
    this.#state = { name: 'off' };
    return this.#options.onEnded(reason);
  }

  /** The window says: all tracks are stopped. */
  stopped(generation: number): void {
    const state = this.#state;
    if ((state.name !== 'stopping' && state.name !== 'live') || state.generation !== generation) return;
    this.#state = { name: 'off' };
    if (state.name === 'stopping') state.stopTimer();
    else this.#options.onEnded('screenNotChosen');
  }

  /** The window is gone, and its tracks with it; a new one must ask the person again. */
  windowGone(): void {
    if (this.#state.name === 'stopping') this.#state.stopTimer();
    const wasRunning = this.#state.name === 'starting' || this.#state.name === 'live';
    this.#state = { name: 'off' };
    if (wasRunning) this.#options.onEnded('windowLost');
  }

  close(): void {
    if (this.#state.name === 'stopping') this.#state.stopTimer();
    this.#state = { name: 'off' };
  }
}
