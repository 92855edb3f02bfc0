import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';
import type { BoardMark } from '#shared/std/lens/board-view.ts';
import type { BoardPoint, MarkStart } from '#shared/std/lens/board.ts';
import type { BoardLine } from './board-notices.ts';
import type { EchoedMarks } from './echoed-marks.ts';
import { StrokeBatch } from './stroke-batch.ts';

/** Points leave no closer than this: once a frame. */
const paceMs = 14;

export type StrokeOptions = BoardLine & {
  readonly echo: EchoedMarks;
  /** From a point of the picture that is shown now to the one that the mark is drawn on: the camera moves on while a hand draws. */
  readonly toDrawnPicture: (point: BoardPoint, mark: BoardMark) => BoardPoint;
};

/** A mark under the technician's hand: seen here at once, and on its way to the phone frame by frame. */
export class Stroke {
  readonly #options: StrokeOptions;
  readonly #clock: Clock;
  readonly #batch: StrokeBatch;
  #mark: BoardMark;
  #sentAtMs: number;
  #stopTimer: Dispose | null = null;

  constructor(start: MarkStart, options: StrokeOptions) {
    this.#options = options;
    this.#clock = options.clock;
    this.#batch = new StrokeBatch(start.tool, start.at);
    const { at, ...mark } = start;
    this.#mark = { ...mark, points: [at], finished: false, hold: 'pending' };
    options.notify('board/begin', { session: options.session, mark: start });
    options.echo.put(this.#mark);
    this.#sentAtMs = this.#clock.monotonicMs();
  }

  get isFinished(): boolean {
    return this.#mark.finished;
  }

  move(points: readonly BoardPoint[]): void {
    if (this.#mark.finished) return;
    this.#batch.add(points.map((point) => this.#options.toDrawnPicture(point, this.#mark)));
    const waitMs = this.#sentAtMs + paceMs - this.#clock.monotonicMs();
    if (waitMs <= 0) this.#flush();
    else this.#stopTimer ??= this.#clock.after(waitMs, () => this.#flush());
  }

  end(): void {
    if (this.#mark.finished) return;
    this.#send();
    this.#finish();
  }

  #flush(): void {
    this.#send();
    if (this.#batch.isFull) this.#finish();
  }

  #send(): void {
    this.#stopTimer?.();
    this.#stopTimer = null;
    const points = this.#batch.take();
    if (points.length === 0) return;
    this.#sentAtMs = this.#clock.monotonicMs();
    const { session, notify, echo } = this.#options;
    notify('board/extend', { session, id: this.#mark.id, points: [...points] });
    this.#mark = { ...this.#mark, points: [...this.#mark.points, ...points] };
    echo.put(this.#mark);
  }

  #finish(): void {
    const { session, notify, echo } = this.#options;
    this.#mark = { ...this.#mark, finished: true };
    notify('board/end', { session, id: this.#mark.id });
    echo.put(this.#mark);
  }
}
