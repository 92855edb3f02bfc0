import { applyTransform } from '#shared/std/lens/board-geometry.ts';
import { farthestPosition } from '#shared/std/lens/board-limits.ts';
import type { BoardPoint } from '#shared/std/lens/board.ts';
import type { MarkTransform } from '#shared/std/lens/tracked-frame.ts';

// A stranger's marks, and a stranger's word of where they are: a few thousand points that jump across the picture, or far
// beyond it, keep a canvas busy for minutes, and nobody could press anything meanwhile.

/** Where a line is seen, in units of the picture's width; null where it goes beyond the horizon. */
export type PlacedLine = readonly (BoardPoint | null)[];

/** Of all marks of one drawing together, in widths of the picture: many times what people draw on one. */
const mostInk = 250;
/** Dashes cost that much more than the line that they are cut from. */
const dashedCost = 5;
/** Outside of this nothing is seen of a mark, however thick it is; upright pictures are more than twice as high as wide. */
const seen = { left: -1, top: -1, right: 2, bottom: 4 } as const;

/** Where a mark's line is seen. What is farther out than any mark may be is only a direction. */
export function placeLine(line: readonly BoardPoint[], transform: MarkTransform): PlacedLine {
  return line.map((point) => {
    const at = applyTransform(transform, point);
    return at === null ? null : [within(at[0]), within(at[1])];
  });
}

/** What is left to be drawn with. */
export class Ink {
  #left = mostInk;

  /** Takes a line of this length; false if there is not enough left. */
  take(length: number, isDashed: boolean): boolean {
    this.#left -= length * (isDashed ? dashedCost : 1);
    return this.#left >= 0;
  }
}

/**
 * The path of these lines, each point where `at` puts it, as far as the ink lasts. A line that goes beyond the horizon is broken
 * there, and so is one that is out of sight. `isSmooth` rounds the corners between the points of a hand.
 */
export function markPath(
  lines: readonly PlacedLine[],
  at: (point: BoardPoint) => BoardPoint,
  { isSmooth, isDashed, ink }: { readonly isSmooth: boolean; readonly isDashed: boolean; readonly ink: Ink },
): Path2D {
  const path = new Path2D();
  for (const line of lines) {
    let before: BoardPoint | null = null;
    for (const point of line) {
      if (point !== null && (before === null || isUnseen(before, point))) {
        if (before !== null) path.lineTo(...at(before));
        path.moveTo(...at(point));
      } else if (point !== null && before !== null) {
        if (!ink.take(Math.hypot(point[0] - before[0], point[1] - before[1]), isDashed)) return path;
        if (isSmooth) path.quadraticCurveTo(...at(before), ...at(middle(before, point)));
        else path.lineTo(...at(point));
      }
      before = point;
    }
    // The end of the last curve, or the dot of a line that has one point.
    if (before !== null) path.lineTo(...at(before));
  }
  return path;
}

function within(position: number): number {
  return Math.min(Math.max(position, -farthestPosition), farthestPosition);
}

function middle(a: BoardPoint, b: BoardPoint): BoardPoint {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

/** Both ends lie beyond the same edge, so that nothing between them is in sight. */
function isUnseen([x, y]: BoardPoint, [toX, toY]: BoardPoint): boolean {
  return (
    Math.max(x, toX) < seen.left ||
    Math.min(x, toX) > seen.right ||
    Math.max(y, toY) < seen.top ||
    Math.min(y, toY) > seen.bottom
  );
}
