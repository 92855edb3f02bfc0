import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';
import type { Point } from './picture-geometry.ts';

/** Positions leave no closer than this: 60 a second, also from mice that report a thousand. */
const minMoveIntervalMs = 15;

/**
 * Lets pointer positions through at a steady pace. One after a pause leaves at once, because a person sees how long it
 * took; of those that come too soon only the newest leaves, when its time has come.
 */
export class MovePacer {
  readonly #clock: Clock;
  readonly #send: (position: Point) => void;
  #waiting: Point | null = null;
  #stopTimer: Dispose | null = null;
  #lastMs = -Infinity;

  constructor(clock: Clock, send: (position: Point) => void) {
    this.#clock = clock;
    this.#send = send;
  }

  move(position: Point): void {
    this.#waiting = position;
    if (this.#stopTimer !== null) return;
    const waitMs = this.#lastMs + minMoveIntervalMs - this.#clock.monotonicMs();
    if (waitMs <= 0) this.#flush();
    else this.#stopTimer = this.#clock.after(waitMs, () => this.#flush());
  }

  /** What waits is out of date: something newer says where the pointer is, or it no longer matters. */
  drop(): void {
    this.#waiting = null;
    this.#stopTimer?.();
    this.#stopTimer = null;
  }

  #flush(): void {
    const position = this.#waiting;
    this.drop();
    if (position === null) return;
    this.#lastMs = this.#clock.monotonicMs();
    this.#send(position);
  }
}
