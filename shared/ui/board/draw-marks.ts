import { applyTransform, isWritten, letterHeights, markLines, scaleAt } from '#shared/std/lens/board-geometry.ts';
import type { BoardMark } from '#shared/std/lens/board-view.ts';
import type { BoardPoint } from '#shared/std/lens/board.ts';
import type { MarkTransform } from '#shared/std/lens/tracked-frame.ts';
import { markPaints, type MarkPaint } from './mark-colours.ts';
import { drawEdge } from './draw-edge.ts';
import { drawNumber, drawWords, drawNote } from './draw-words.ts';

/** A mark that is to be seen, and where it is now. */
export type ShownMark = { readonly mark: BoardMark; readonly transform: MarkTransform };

/** Where the picture lies in the context's own units. Its height follows from its width. */
export type PicturePlace = { readonly left: number; readonly top: number; readonly width: number };

export type DrawingWords = {
  /** Stands beside a mark that nothing holds, in the reader's language. */
  readonly cannotHold: string;
};

/** One pixel of a page. Nothing may be thinner, or a tilted picture makes it vanish. */
const leastLine = 1.5;
/** A picture that comes ten times as near would otherwise be covered by its marks. */
const mostGrowth = 6;
const leastGrowth = 0.15;
const outlineShare = 0.35;
const leastOutline = 1.25;
const mostOutline = 4;
const highlighterStrength = 0.45;
const dash = [3, 2.5] as const;

type Drawing = {
  readonly context: CanvasRenderingContext2D;
  readonly picture: PicturePlace;
};

/**
 * Draws marks over a picture, in the context's present units: a caller that has more pixels than units scales the context first.
 * The oldest lies lowest.
 */
export function drawMarks(
  context: CanvasRenderingContext2D,
  marks: readonly ShownMark[],
  picture: PicturePlace,
  words: DrawingWords,
): void {
  for (const shown of marks) drawMark({ context, picture }, shown, words);
}

function drawMark(drawing: Drawing, { mark, transform }: ShownMark, words: DrawingWords): void {
  const { context, picture } = drawing;
  const paint = markPaints[mark.colour];
  const growth = growthOf(mark, transform);
  const width = mark.width * picture.width * growth;
  const lines = markLines(mark).map((line) => line.map((point) => place(point, transform, picture)));
  context.save();
  context.lineCap = 'round';
  context.lineJoin = 'round';
  if (isWritten(mark.tool)) {
    const at = lines[0]?.[0] ?? null;
    const height = width * letterHeights;
    if (at !== null && mark.tool === 'number') drawNumber(context, String(mark.number), at, height, paint);
    if (at !== null && mark.tool === 'text') drawWords(context, mark.text, at, height, picture, paint);
  } else {
    const path = pathOf(lines, mark.tool === 'pen' || mark.tool === 'highlighter');
    const line = Math.max(width, leastLine);
    if (mark.hold === 'cannotHold') context.setLineDash(dash.map((length) => length * line));
    if (mark.tool === 'highlighter') strokeHighlighter(context, path, line, paint);
    else strokeOutlined(context, path, line, paint);
  }
  context.restore();
  if (mark.hold === 'cannotHold') {
    const highest = highestOf(lines.flat());
    if (highest !== null) drawNote(context, words.cannotHold, highest);
  }
}

/** How much nearer the mark's middle has come; a mark is as thick everywhere, which reads better than the true perspective. */
function growthOf(mark: BoardMark, transform: MarkTransform): number {
  const { points } = mark;
  const count = Math.max(points.length, 1);
  const middle: BoardPoint = [
    points.reduce((sum, [x]) => sum + x, 0) / count,
    points.reduce((sum, [, y]) => sum + y, 0) / count,
  ];
  return Math.min(Math.max(scaleAt(transform, middle), leastGrowth), mostGrowth);
}

function place(point: BoardPoint, transform: MarkTransform, picture: PicturePlace): BoardPoint | null {
  const seen = applyTransform(transform, point);
  return seen === null ? null : [picture.left + seen[0] * picture.width, picture.top + seen[1] * picture.width];
}

/** A line that goes beyond the horizon is broken there. `smooth` rounds the corners between the points of a hand. */
function pathOf(lines: readonly (readonly (BoardPoint | null)[])[], smooth: boolean): Path2D {
  const path = new Path2D();
  for (const line of lines) {
    let before: BoardPoint | null = null;
    for (const point of line) {
      if (point === null) {
        before = null;
        continue;
      }
      if (before === null) path.moveTo(point[0], point[1]);
      else if (smooth) {
        path.quadraticCurveTo(before[0], before[1], (before[0] + point[0]) / 2, (before[1] + point[1]) / 2);
      } else path.lineTo(point[0], point[1]);
      before = point;
    }
    // The end of the last curve, or the dot of a line that has one point.
    if (before !== null) path.lineTo(before[0], before[1]);
  }
  return path;
}

function strokeOutlined(context: CanvasRenderingContext2D, path: Path2D, width: number, paint: MarkPaint): void {
  context.lineWidth = width + 2 * outlineOf(width);
  context.strokeStyle = paint.outline;
  context.stroke(path);
  context.lineWidth = width;
  context.strokeStyle = paint.line;
  context.stroke(path);
}

/** What is under it shows through, so its outline may not lie under it. */
function strokeHighlighter(context: CanvasRenderingContext2D, path: Path2D, width: number, paint: MarkPaint): void {
  drawEdge(context, path, width, paint.outline);
  context.globalAlpha = highlighterStrength;
  context.lineWidth = width;
  context.strokeStyle = paint.line;
  context.stroke(path);
}

function outlineOf(width: number): number {
  return Math.min(Math.max(width * outlineShare, leastOutline), mostOutline);
}

function highestOf(points: readonly (BoardPoint | null)[]): BoardPoint | null {
  return points.reduce((best, point) => (point !== null && (best === null || point[1] < best[1]) ? point : best), null);
}
