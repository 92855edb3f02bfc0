import { isSpanned } from '#shared/std/lens/board-geometry.ts';
import { farthestPosition, maxMarkPoints, maxPointsAtOnce } from '#shared/std/lens/board-limits.ts';
import type { BoardPoint, MarkTool } from '#shared/std/lens/board.ts';

/** Closer together nobody sees a difference: half a pixel of the tracked picture. */
const leastStep = 1 / 1_280;

/** The points of a mark that is being drawn, on their way out: never more at once, nor in all, than the other side takes. */
export class StrokeBatch {
  readonly #tool: MarkTool;
  #last: BoardPoint;
  #waiting: BoardPoint[] = [];
  #count = 1;

  constructor(tool: MarkTool, first: BoardPoint) {
    this.#tool = tool;
    this.#last = first;
  }

  add(points: readonly BoardPoint[]): void {
    for (const [x, y] of points) {
      const point: BoardPoint = [limited(x), limited(y)];
      if (Math.hypot(point[0] - this.#last[0], point[1] - this.#last[1]) < leastStep) continue;
      this.#last = point;
      // What has a beginning and an end needs no way between them.
      if (isSpanned(this.#tool)) this.#waiting = [point];
      else this.#waiting.push(point);
    }
  }

  /** What leaves now; empty when there is nothing new, or when the mark has all the points that it may have. */
  take(): readonly BoardPoint[] {
    const left = maxMarkPoints - this.#count;
    const points = thinned(this.#waiting, Math.min(maxPointsAtOnce, left));
    this.#waiting = [];
    this.#count += points.length;
    return points;
  }

  /** The mark ends here, whatever the hand does. */
  get isFull(): boolean {
    return this.#count >= maxMarkPoints;
  }
}

/** As many of them as there may be, evenly, with the last. */
function thinned(points: readonly BoardPoint[], most: number): readonly BoardPoint[] {
  if (points.length <= most) return points;
  return Array.from({ length: most }, (_, at) => points[Math.ceil(((at + 1) * points.length) / most) - 1]).filter(
    (point) => point !== undefined,
  );
}

function limited(position: number): number {
  return Math.min(Math.max(position, -farthestPosition), farthestPosition);
}
