import { isWritten, letterHeights, markLines, scaleAt } from '#shared/std/lens/board-geometry.ts';
import type { BoardMark } from '#shared/std/lens/board-view.ts';
import type { BoardPoint } from '#shared/std/lens/board.ts';
import type { MarkTransform } from '#shared/std/lens/tracked-frame.ts';
import { markPaints, type MarkPaint } from './mark-colours.ts';
import { drawEdge } from './draw-edge.ts';
import { drawNumber, drawWords, drawNote } from './draw-words.ts';
import { Ink, markPath, placeLine, type PlacedLine } from './mark-path.ts';

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
  const ink = new Ink();
  // The newest is what is spoken of, so it has its ink first.
  const lines = marks.toReversed().map((shown) => drawnLines(shown, picture, ink));
  marks.forEach((shown, index) => drawMark(context, picture, shown, lines[marks.length - 1 - index], words));
}

type DrawnLines = { readonly places: readonly PlacedLine[]; readonly path: Path2D };

function drawnLines({ mark, transform }: ShownMark, picture: PicturePlace, ink: Ink): DrawnLines {
  const places = markLines(mark).map((line) => placeLine(line, transform));
  const isSmooth = mark.tool === 'pen' || mark.tool === 'highlighter';
  const isDashed = mark.hold === 'cannotHold';
  return { places, path: markPath(places, (point) => onCanvas(point, picture), { isSmooth, isDashed, ink }) };
}

function drawMark(
  context: CanvasRenderingContext2D,
  picture: PicturePlace,
  { mark, transform }: ShownMark,
  lines: DrawnLines | undefined,
  words: DrawingWords,
): void {
  if (lines === undefined) return;
  const { places, path } = lines;
  const paint = markPaints[mark.colour];
  const width = mark.width * picture.width * growthOf(mark, transform);
  context.save();
  context.lineCap = 'round';
  context.lineJoin = 'round';
  if (isWritten(mark.tool)) {
    const place = places[0]?.[0] ?? null;
    const at = place && onCanvas(place, picture);
    const height = width * letterHeights;
    if (at !== null && mark.tool === 'number') drawNumber(context, String(mark.number), at, height, paint);
    if (at !== null && mark.tool === 'text') drawWords(context, mark.text, at, height, picture, paint);
  } else {
    const line = Math.max(width, leastLine);
    if (mark.hold === 'cannotHold') context.setLineDash(dash.map((length) => length * line));
    if (mark.tool === 'highlighter') strokeHighlighter(context, path, line, paint);
    else strokeOutlined(context, path, line, paint);
  }
  context.restore();
  if (mark.hold === 'cannotHold') {
    const highest = highestOf(places.flat());
    if (highest !== null) drawNote(context, words.cannotHold, onCanvas(highest, picture));
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

function onCanvas([x, y]: BoardPoint, picture: PicturePlace): BoardPoint {
  return [picture.left + x * picture.width, picture.top + y * picture.width];
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
