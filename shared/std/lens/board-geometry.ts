import type { BoardMark } from './board-view.ts';
import type { BoardPoint, MarkTool } from './board.ts';
import type { MarkTransform } from './tracked-frame.ts';

// Where marks are. Pure: positions and lengths are in units of the picture's width (see BoardPoint) unless named otherwise.

export type BoardArea = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

export type MarkShape = Pick<BoardMark, 'tool' | 'points' | 'width'>;

export const identityTransform: MarkTransform = [1, 0, 0, 0, 1, 0, 0, 0, 1];

/** Below this a point lies at the horizon of the turned plane, or behind whoever looks. */
const leastDepth = 0.02;
/** An arrow that was only tapped points down to its place from the upper left. */
const tappedArrowReach = 0.09;
const tappedCircleRadius = 0.05;
const circleSides = 64;
const headAngle = Math.PI / 7;
/** Text and numbers are this many times as high as their mark's line is wide. */
export const letterHeights = 10;

/** Null for a point that cannot be seen: beyond the horizon. */
export function applyTransform(transform: MarkTransform, [x, y]: BoardPoint): BoardPoint | null {
  const [a, b, c, d, e, f, g, h] = transform;
  const depth = g * x + h * y + 1;
  return depth > leastDepth ? [(a * x + b * y + c) / depth, (d * x + e * y + f) / depth] : null;
}

/** Back from there; null where the plane is seen on its edge and no way leads back. */
export function invertTransform([a, b, c, d, e, f, g, h]: MarkTransform): MarkTransform | null {
  const corner = a * e - b * d;
  const inverse = [
    (e - f * h) / corner,
    (c * h - b) / corner,
    (b * f - c * e) / corner,
    (f * g - d) / corner,
    (a - c * g) / corner,
    (c * d - a * f) / corner,
    (d * h - e * g) / corner,
    (b * g - a * h) / corner,
  ] as const;
  return inverse.every(Number.isFinite) ? [...inverse, 1] : null;
}

/** How many times as large things are there as in the picture that they were drawn on. */
export function scaleAt(transform: MarkTransform, [x, y]: BoardPoint): number {
  const [a, b, c, d, e, f, g, h] = transform;
  const depth = Math.abs(g * x + h * y + 1);
  const determinant = a * (e - f * h) - b * (d - f * g) + c * (d * h - e * g);
  return Math.sqrt(Math.abs(determinant) / Math.max(depth, leastDepth) ** 3);
}

/** Between two moments that are close to each other: 0 is `from`, 1 is `to`. */
export function blendTransforms(from: MarkTransform, to: MarkTransform, share: number): MarkTransform {
  const blend = (at: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7): number => from[at] + (to[at] - from[at]) * share;
  return [blend(0), blend(1), blend(2), blend(3), blend(4), blend(5), blend(6), blend(7), 1];
}

/** The lines that a mark is drawn with, each from point to point. Of texts and numbers the place only. */
export function markLines(mark: MarkShape): readonly (readonly BoardPoint[])[] {
  const first = mark.points[0];
  if (first === undefined) return [];
  switch (mark.tool) {
    case 'pen':
    case 'highlighter':
      return [mark.points];
    case 'arrow':
      return arrowLines(first, mark.points.at(-1) ?? first, mark.width);
    case 'circle':
      return [ellipse(first, mark.points.at(-1) ?? first)];
    case 'text':
    case 'number':
      return [[first]];
  }
}

/** What a mark covers, with its line's width: what it is to be held to. Of a text its place, which is what it names. */
export function markArea(mark: MarkShape): BoardArea {
  const points = markLines(mark).flat();
  const reach = isWritten(mark.tool) ? (mark.width * letterHeights) / 2 : mark.width / 2;
  const area = points.reduce<BoardArea>(
    ({ left, top, right, bottom }, [x, y]) => ({
      left: Math.min(left, x),
      top: Math.min(top, y),
      right: Math.max(right, x),
      bottom: Math.max(bottom, y),
    }),
    { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity },
  );
  if (points.length === 0) return { left: 0, top: 0, right: 0, bottom: 0 };
  return { left: area.left - reach, top: area.top - reach, right: area.right + reach, bottom: area.bottom + reach };
}

export function isWritten(tool: MarkTool): boolean {
  return tool === 'text' || tool === 'number';
}

/** These have a beginning and an end; what is between does not count. */
export function isSpanned(tool: MarkTool): boolean {
  return tool === 'arrow' || tool === 'circle';
}

function arrowLines(from: BoardPoint, to: BoardPoint, width: number): readonly (readonly BoardPoint[])[] {
  const tapped = from[0] === to[0] && from[1] === to[1];
  const tail: BoardPoint = tapped ? [to[0] - tappedArrowReach, to[1] - tappedArrowReach] : from;
  const [alongX, alongY] = [tail[0] - to[0], tail[1] - to[1]];
  const length = Math.hypot(alongX, alongY);
  const head = Math.min(Math.max(width * 5, 0.025), length * 0.6);
  const direction = Math.atan2(alongY, alongX);
  const wing = (angle: number): BoardPoint => [
    to[0] + Math.cos(direction + angle) * head,
    to[1] + Math.sin(direction + angle) * head,
  ];
  return [
    [tail, to],
    [wing(headAngle), to, wing(-headAngle)],
  ];
}

/** In the box of two corners; round, about the point, where it was only tapped. */
function ellipse(from: BoardPoint, to: BoardPoint): readonly BoardPoint[] {
  const tapped = from[0] === to[0] && from[1] === to[1];
  const middle: BoardPoint = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  const radiusX = tapped ? tappedCircleRadius : Math.abs(to[0] - from[0]) / 2;
  const radiusY = tapped ? tappedCircleRadius : Math.abs(to[1] - from[1]) / 2;
  return Array.from({ length: circleSides + 1 }, (_, side): BoardPoint => {
    const angle = (side / circleSides) * 2 * Math.PI;
    return [middle[0] + Math.cos(angle) * radiusX, middle[1] + Math.sin(angle) * radiusY];
  });
}

export type PixelSize = { readonly width: number; readonly height: number };
/** Of a page, in its own pixels. */
export type PixelArea = PixelSize & { readonly left: number; readonly top: number };

/** Where a picture lies in a box that shows it by `object-fit`, in the middle. Null while either has no size. */
export function fitPicture(box: PixelSize, picture: PixelSize, fit: 'contain' | 'cover'): PixelArea | null {
  if (!(box.width > 0 && box.height > 0 && picture.width > 0 && picture.height > 0)) return null;
  const scales = [box.width / picture.width, box.height / picture.height] as const;
  const scale = fit === 'contain' ? Math.min(...scales) : Math.max(...scales);
  const width = picture.width * scale;
  const height = picture.height * scale;
  return { left: (box.width - width) / 2, top: (box.height - height) / 2, width, height };
}
