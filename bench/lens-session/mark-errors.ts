import { frameCountOf, truthOf, type Film } from '../lens-film/films.ts';
import { stampArea } from '../lens-film/frame-stamp.ts';
import { project, viewHeight, viewToWorld, viewWidth } from '../lens/virtual-camera.ts';
import { percentile } from '../support/spread.ts';
import type { WatchedPicture } from './picture-watcher.ts';
import type { ReadColour, SeenMark } from './read-picture.ts';

type Point = { readonly x: number; readonly y: number };

/** A tapped circle: on which frame of the film, and its middle there, in the camera's pixels. */
export type DrawnCircle = Point & { readonly colour: ReadColour; readonly frame: number };

/** How well one display showed the circles where their objects were. Distances in pixels at 640 pixels' width. */
export type MarkErrors = {
  readonly medianPx: number;
  readonly p95Px: number;
  readonly worstPx: number;
  /** Of all times that a circle was to be seen whole: how often it was not there. */
  readonly lostShare: number;
  /** Of all times that its object was out of the picture: how often something was drawn all the same. */
  readonly ghostShare: number;
  /** From when a circle's place is in the picture again until it is shown there; empty where none went away. */
  readonly foundAgainMs: readonly number[];
  /** Frames of the film that marks are behind the picture: by how many it fits best. */
  readonly lagFrames: number;
  /** What is left of the median where that is taken out. */
  readonly medianWithoutLagPx: number;
  /** How many pictures were looked at. */
  readonly pictures: number;
};

/** Of a circle that is only tapped, in the camera's pixels (see board-geometry.ts). */
const circleRadius = 0.05 * viewWidth;
const sides = 64;
/** A circle this near to the edge may be seen in part. */
const edge = 8;
/** Out of sight at least so long, to count as gone. */
const goneMs = 300;
/** Back is what is shown within so many pixels of the truth. */
const mostBackPx = 6;
const mostLagFrames = 12;

/** Compares every picture that a display showed with the film's truth. */
export function markErrors(film: Film, circles: readonly DrawnCircle[], seen: readonly WatchedPicture[]): MarkErrors {
  const read = seen.flatMap(({ frame, ...rest }) => (frame === null ? [] : [{ ...rest, frame }]));
  const lags = Array.from({ length: mostLagFrames + 1 }, (): number[] => []);
  const foundAgainMs: number[] = [];
  let [toSee, lost, gone, ghosts] = [0, 0, 0, 0];
  for (const circle of circles) {
    const truth = circleTruth(film, circle);
    let outSinceMs: number | null = null;
    let backSinceMs: number | null = null;
    for (const { atMs, frame, marks } of read) {
      const mark = marks[circle.colour];
      const real = truth(frame);
      if (real.sight === 'gone') {
        gone += 1;
        if (mark !== undefined) ghosts += 1;
        outSinceMs ??= atMs;
        backSinceMs = null;
        continue;
      }
      if (real.sight === 'part') continue;
      if (outSinceMs !== null && atMs - outSinceMs >= goneMs) backSinceMs = atMs;
      outSinceMs = null;
      toSee += 1;
      if (mark === undefined) {
        lost += 1;
        continue;
      }
      const distance = distanceOf(mark, real.middle);
      for (const [lag, distances] of lags.entries()) {
        distances.push(distanceOf(mark, truth((frame - lag + frameCountOf(film)) % frameCountOf(film)).middle));
      }
      if (backSinceMs !== null && distance <= mostBackPx) {
        foundAgainMs.push(atMs - backSinceMs);
        backSinceMs = null;
      }
    }
    // What was not found again took until the end.
    if (backSinceMs !== null) foundAgainMs.push((read.at(-1)?.atMs ?? backSinceMs) - backSinceMs);
  }
  const distances = lags[0] ?? [];
  const medians = lags.map((each) => percentile(each, 0.5));
  const medianWithoutLagPx = Math.min(...medians);
  return {
    medianPx: percentile(distances, 0.5),
    p95Px: percentile(distances, 0.95),
    worstPx: Math.max(...distances),
    lostShare: toSee === 0 ? Number.NaN : lost / toSee,
    ghostShare: gone === 0 ? 0 : ghosts / gone,
    foundAgainMs,
    lagFrames: medians.indexOf(medianWithoutLagPx),
    medianWithoutLagPx,
    pictures: read.length,
  };
}

/** `part`: at the picture's edge or under the frame's number, so that its middle cannot be read from its pixels. */
type Real = { readonly middle: Point; readonly sight: 'whole' | 'part' | 'gone' };

/** Where a circle is in each frame: drawn on its own, taken to the world by the truth, and seen from there. */
function circleTruth(film: Film, circle: DrawnCircle): (frame: number) => Real {
  const back = viewToWorld(truthOf(film, circle.frame));
  const world = Array.from({ length: sides }, (_, side) => {
    const angle = (side / sides) * 2 * Math.PI;
    return project(back, circle.x + circleRadius * Math.cos(angle), circle.y + circleRadius * Math.sin(angle));
  });
  const known = new Map<number, Real>();
  return (frame) => {
    const real = known.get(frame) ?? realOf(world.map(({ x, y }) => project(truthOf(film, frame), x, y)));
    known.set(frame, real);
    return real;
  };
}

function realOf(line: readonly Point[]): Real {
  const xs = line.map(({ x }) => x);
  const ys = line.map(({ y }) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const isOut = right < -edge || left > viewWidth + edge || bottom < -edge || top > viewHeight + edge;
  const isWhole = left > edge && right < viewWidth - edge && top > edge && bottom < viewHeight - edge;
  const isUnderStamp = right > stampArea.left - edge && bottom > stampArea.top - edge;
  return { middle: middleOf(line), sight: isOut ? 'gone' : isWhole && !isUnderStamp ? 'whole' : 'part' };
}

/** Of a closed line that is as thick everywhere: each of its pieces counts by its length. */
function middleOf(line: readonly Point[]): Point {
  let [length, x, y] = [0, 0, 0];
  for (const [index, from] of line.entries()) {
    const to = line[(index + 1) % line.length] ?? from;
    const piece = Math.hypot(to.x - from.x, to.y - from.y);
    length += piece;
    x += (piece * (from.x + to.x)) / 2;
    y += (piece * (from.y + to.y)) / 2;
  }
  return { x: x / length, y: y / length };
}

function distanceOf(mark: SeenMark, real: Point): number {
  return Math.hypot(mark.x - real.x, mark.y - real.y);
}
