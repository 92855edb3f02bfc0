import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';

/** Shows a frame, which is closed when that is done. */
export type ShowFrame = (frame: VideoFrame) => Promise<void>;

export type HeldFramesOptions = {
  readonly clock: Clock;
  /** For how many milliseconds yet a frame, which came `heldForMs` ago, must not be seen; 0 or less: it is due. */
  readonly waitMs: (frame: VideoFrame, heldForMs: number) => number;
};

type Held = { readonly frame: VideoFrame; readonly sinceMs: number; readonly show: ShowFrame };

/** More would keep a decoder from its memory: then the oldest is due, or left out while another is being shown. */
const mostHeld = 6;

/** Frames that have come and are not to be seen yet. Of several that are due the newest is shown, the others are left out. */
export class HeldFrames {
  readonly #options: HeldFramesOptions;
  /** The oldest first. */
  #held: Held[] = [];
  #isShowing = false;
  #stopTimer: Dispose = () => {};

  constructor(options: HeldFramesOptions) {
    this.#options = options;
  }

  /** Resolves when it, or what was due before it, is shown, or waits. `frame` stays the caller's. */
  async take(frame: VideoFrame, show: ShowFrame): Promise<void> {
    this.#held.push({ frame: frame.clone(), sinceMs: this.#options.clock.monotonicMs(), show });
    if (this.#isShowing && this.#held.length > mostHeld) this.#held.shift()?.frame.close();
    await this.#showDue();
  }

  /** Others may be due now. */
  recheck(): void {
    if (this.#held.length > 0) void this.#showDue();
  }

  /** What waits will not be seen. */
  clear(): void {
    for (const { frame } of this.#held.splice(0)) frame.close();
    this.#stopTimer();
  }

  async #showDue(): Promise<void> {
    if (this.#isShowing) return; // It is looked again when that is done.
    this.#isShowing = true;
    try {
      for (let due = this.#takeDue(); due !== null; due = this.#takeDue()) await showAndClose(due);
    } finally {
      this.#isShowing = false;
    }
    this.#stopTimer();
    const [oldest] = this.#held;
    if (oldest === undefined) return;
    this.#stopTimer = this.#options.clock.after(this.#waitMs(oldest), () => this.recheck());
  }

  #takeDue(): Held | null {
    const beyond = this.#held.length - mostHeld;
    const newestDue = this.#held.findLastIndex((held, index) => index < beyond || this.#waitMs(held) <= 0);
    const passed = this.#held.splice(0, newestDue + 1);
    const due = passed.pop() ?? null;
    for (const { frame } of passed) frame.close();
    return due;
  }

  #waitMs({ frame, sinceMs }: Held): number {
    return this.#options.waitMs(frame, this.#options.clock.monotonicMs() - sinceMs);
  }
}

async function showAndClose({ frame, show }: Held): Promise<void> {
  try {
    await show(frame);
  } catch (error) {
    reportError(error); // The next one may do better.
  } finally {
    frame.close();
  }
}
