import type { Clock } from '../core/clock.ts';
import type { Dispose } from '../core/dispose.ts';

/** A clock that stands still until a test moves it. Wall and monotonic time can be moved apart. */
export class FakeClock implements Clock {
  #wallMs: number;
  #monotonicMs = 1_000;
  #nextId = 0;
  readonly #timers = new Map<number, { dueMs: number; callback: () => void }>();

  constructor(wallMs = 1_700_000_000_000) {
    this.#wallMs = wallMs;
  }

  wallMs(): number {
    return this.#wallMs;
  }

  monotonicMs(): number {
    return this.#monotonicMs;
  }

  after(delayMs: number, callback: () => void): Dispose {
    if (!(delayMs >= 0 && delayMs < 2 ** 31)) throw new RangeError(`timer out of range: ${delayMs} ms`);
    const id = this.#nextId++;
    this.#timers.set(id, { dueMs: this.#monotonicMs + delayMs, callback });
    return () => this.#timers.delete(id);
  }

  /** Moves both clocks on and runs, in order, every timer that falls due on the way. */
  advance(byMs: number): void {
    const untilMs = this.#monotonicMs + byMs;
    for (;;) {
      const due = [...this.#timers].filter(([, timer]) => timer.dueMs <= untilMs);
      const next = due.toSorted((a, b) => a[1].dueMs - b[1].dueMs || a[0] - b[0])[0];
      if (next === undefined) break;
      const [id, timer] = next;
      this.#timers.delete(id);
      this.#wallMs += timer.dueMs - this.#monotonicMs;
      this.#monotonicMs = timer.dueMs;
      timer.callback();
    }
    this.#wallMs += untilMs - this.#monotonicMs;
    this.#monotonicMs = untilMs;
  }

  /** Changes the wall clock alone, as a person or a time server does. */
  jumpWall(byMs: number): void {
    this.#wallMs += byMs;
  }

  get timerCount(): number {
    return this.#timers.size;
  }
}
