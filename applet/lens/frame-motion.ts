import type { GreyLevel, GreyPyramid } from './grey-pyramid.ts';
import { mapPoint, rescaleHomography, type Homography, type Point } from './homography.ts';
import type { Vision } from './vision.ts';

const mostPoints = 110;
/** With fewer left, new ones are looked for. */
const fewPoints = 70;
/** Pixels of the halved picture. */
const apart = 9;
const tolerance = 1.5;
/** Widths around a place in which points tell of its movement rather than of the whole picture's. */
const reach = 0.3;
const enoughNear = 14;

/** How the picture moves from each frame to the next, by points that are followed in the halved picture. */
export class FrameMotion {
  readonly #vision: Vision;
  #previous: GreyLevel | null = null;
  #points = new Float32Array();
  #from = new Float32Array();
  #to = new Float32Array();
  #whole: Homography | null = null;

  constructor(vision: Vision) {
    this.#vision = vision;
  }

  /** The next frame; from then on `whole` and `near` tell of the movement to it from the one before. */
  follow(pyramid: GreyPyramid): void {
    const current = halfOf(pyramid);
    const previous = this.#previous;
    // A hand that moves goes on moving: where things repeat, this tells the one from the next.
    const expected = this.#whole === null ? null : rescaleHomography(this.#whole, current.width, current.width);
    this.#from = new Float32Array();
    this.#to = new Float32Array();
    this.#whole = null;
    if (previous?.width === current.width && previous.height === current.height) {
      const guess = expected === null ? this.#points : mapAll(expected, this.#points);
      const { points, isFound } = this.#vision.flow(previous, current, this.#points, guess);
      const keep = (positions: Float32Array): Float32Array<ArrayBuffer> =>
        Float32Array.from(positions.filter((_position, index) => isFound[index >> 1] === 1));
      this.#from = keep(this.#points);
      this.#to = keep(points);
      this.#whole = this.#fit(this.#from, this.#to, current.width);
      this.#points = this.#to;
    } else {
      this.#points = new Float32Array();
    }
    if (this.#points.length < 2 * fewPoints) this.#points = this.#addPoints(current);
    this.#previous = current;
  }

  /** What took the whole previous frame to this one, in widths; null where nothing tells. */
  get whole(): Homography | null {
    return this.#whole;
  }

  /** Nothing is known of the movement to the next frame. */
  forget(): void {
    this.#previous = null;
    this.#whole = null;
  }

  /** What took the previous frame to this one around a place in the previous, in widths; null where nothing tells. */
  near(place: Point): Homography | null {
    const width = this.#previous?.width;
    if (width === undefined || this.#whole === null) return null;
    const isNear = (index: number): boolean => {
      const point = index & ~1;
      return (
        Math.abs((this.#from[point] ?? 0) / width - place.x) < reach &&
        Math.abs((this.#from[point + 1] ?? 0) / width - place.y) < reach
      );
    };
    const from = this.#from.filter((_position, index) => isNear(index));
    if (from.length < 2 * enoughNear) return this.#whole;
    const to = this.#to.filter((_position, index) => isNear(index));
    return this.#fit(from, to, width) ?? this.#whole;
  }

  #fit(from: Float32Array, to: Float32Array, width: number): Homography | null {
    const h =
      from.length >= 2 * enoughNear
        ? this.#vision.affine(from, to, tolerance)
        : this.#vision.affine(from, to, 2 * tolerance);
    return h === null ? null : rescaleHomography(h, 1 / width, 1 / width);
  }

  #addPoints(current: GreyLevel): Float32Array<ArrayBuffer> {
    const corners = this.#vision.corners(current, { most: 2 * mostPoints, quality: 0.01, apart });
    const points = [...this.#points];
    for (let index = 0; index < corners.length && points.length < 2 * mostPoints; index += 2) {
      const x = corners[index] ?? 0;
      const y = corners[index + 1] ?? 0;
      let isFree = true;
      for (let other = 0; other < this.#points.length && isFree; other += 2) {
        isFree = Math.hypot((this.#points[other] ?? 0) - x, (this.#points[other + 1] ?? 0) - y) >= apart;
      }
      if (isFree) points.push(x, y);
    }
    return Float32Array.from(points);
  }
}

function mapAll(h: Homography, points: Float32Array): Float32Array {
  const mapped = new Float32Array(points.length);
  for (let index = 0; index < points.length; index += 2) {
    const { x, y } = mapPoint(h, points[index] ?? 0, points[index + 1] ?? 0);
    mapped[index] = x;
    mapped[index + 1] = y;
  }
  return mapped;
}

function halfOf(pyramid: GreyPyramid): GreyLevel {
  return pyramid[1] ?? pyramid[0];
}
