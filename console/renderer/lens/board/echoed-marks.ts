import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';
import type { BoardMark } from '#shared/std/lens/board-view.ts';

/** Main answers within milliseconds. A mark that it does not know by then was refused, or the line to it is gone. */
const unansweredMs = 2_000;

/** Marks as this window has drawn them, until main's view has caught up: a pen must not lag behind the hand. */
export class EchoedMarks {
  readonly #clock: Clock;
  readonly #changed: () => void;
  readonly #marks = new Map<number, BoardMark>();
  readonly #expiries = new Map<number, Dispose>();

  constructor(clock: Clock, changed: () => void) {
    this.#clock = clock;
    this.#changed = changed;
  }

  put(mark: BoardMark): void {
    this.#marks.set(mark.id, mark);
    this.#expiries.get(mark.id)?.();
    if (mark.finished) {
      this.#expiries.set(
        mark.id,
        this.#clock.after(unansweredMs, () => this.#drop(mark.id)),
      );
    }
    this.#changed();
  }

  /** Main's marks: what it has finished it knows better. */
  follow(marks: readonly BoardMark[]): void {
    for (const { id, finished } of marks) if (finished && this.#marks.get(id)?.finished === true) this.#drop(id);
  }

  /** What is on the board: main's marks, and over them what this window has drawn since. */
  over(marks: readonly BoardMark[]): readonly BoardMark[] {
    if (this.#marks.size === 0) return marks;
    const known = new Set(marks.map(({ id }) => id));
    const later = [...this.#marks.values()].filter(({ id }) => !known.has(id));
    return [...marks.map((mark) => this.#fresh(mark)), ...later];
  }

  clear(): void {
    for (const id of this.#marks.keys()) this.#drop(id);
  }

  /** Main knows how a mark is held; this window, how far it is drawn. */
  #fresh(mark: BoardMark): BoardMark {
    const echoed = this.#marks.get(mark.id);
    return echoed === undefined ? mark : { ...echoed, hold: mark.hold };
  }

  #drop(id: number): void {
    this.#expiries.get(id)?.();
    this.#expiries.delete(id);
    if (this.#marks.delete(id)) this.#changed();
  }
}
