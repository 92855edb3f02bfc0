import { fitErrors, fitHomography } from './fit-homography.ts';
import type { GreyLevel, GreyPyramid } from './grey-pyramid.ts';
import { invertHomography, localStretch, mapPoint, rescaleHomography, type Homography } from './homography.ts';
import { PatchAligner } from './patch-aligner.ts';

/** A picture and the places in it, in its pixels, by which it is recognised. */
export type Surface = { readonly pyramid: GreyPyramid; readonly features: Float32Array };

/** Where the surface was found. */
export type Alignment = {
  /** From the surface's picture to the current one, in widths. */
  readonly transform: Homography;
  /** Features that it puts inside the picture, and the share of them that was found there. */
  readonly expected: number;
  readonly share: number;
};

/** How far off the expectation may be: after a movement that was followed, or after a guess. */
export type SearchWidth = 'near' | 'wide';

/** Halvings of the first look; where that finds nothing, of another. */
const starts = { near: [1, 2], wide: [3] } as const satisfies Record<SearchWidth, readonly number[]>;
/** A look this coarse is not enough by itself. */
const finestNeeded = 2;
/** Pixels of the pass's level that a patch may move. */
const mostShift = 7;
/** Correlation from which a patch counts as found. */
const leastLikeness = 0.7;
/** Pixels of the pass's level between a patch and where the others want it. */
const fitTolerance = 1.6;
const leastFound = 8;
/** Share of those expected in the picture; whether it is enough is for the caller to say. */
const leastShare = 0.25;
/** A surface that is seen this many times larger or smaller than it was drawn on is not believed. */
const mostScale = 8;

/** Finds a surface of the reference in the current picture from an expectation, by its patches and nothing older. */
export class SurfaceAligner {
  readonly #patches = new PatchAligner();

  /** Null where it is not there, or not where it was expected. */
  align(surface: Surface, current: GreyPyramid, expected: Homography, width: SearchWidth): Alignment | null {
    const [reference] = surface.pyramid;
    const start = rescaleHomography(expected, reference.width, current[0].width);
    for (const firstPass of starts[width]) {
      const alignment = this.#passes(surface, current, start, firstPass);
      if (alignment !== null) return alignment;
    }
    return null;
  }

  /** From a coarse look to a fine one, each from what the one before has found. */
  #passes(surface: Surface, current: GreyPyramid, start: Homography, firstPass: number): Alignment | null {
    const [reference] = surface.pyramid;
    let h = start;
    let alignment: Alignment | null = null;
    for (let pass = firstPass; pass >= 0; pass--) {
      if (!isSensible(h, reference)) return null;
      const found = this.#pass(surface, current, h, pass);
      // What blur or distance leaves nothing of in detail still is where the look before has found it.
      if (found === null) return pass < finestNeeded ? alignment : null;
      h = found.h;
      const transform = rescaleHomography(h, 1 / reference.width, 1 / current[0].width);
      alignment = { transform, expected: found.expected, share: found.count / found.expected };
    }
    return isSensible(h, reference) ? alignment : null;
  }

  #pass(
    { pyramid, features }: Surface,
    current: GreyPyramid,
    h: Homography,
    pass: number,
  ): { readonly h: Homography; readonly count: number; readonly expected: number } | null {
    const count = features.length / 2;
    const from = Float64Array.from(features);
    const to = new Float64Array(2 * count);
    const weights = new Float64Array(count);
    let expected = 0;
    let unit = 1;
    for (let index = 0; index < count; index++) {
      const x = features[2 * index] ?? 0;
      const y = features[2 * index + 1] ?? 0;
      const at = mapPoint(h, x, y);
      if (!isInside(at.x, at.y, current[0])) continue;
      const [xu, xv, yu, yv] = localStretch(h, x, y);
      const determinant = xu * yv - xv * yu;
      if (!(determinant > 0)) continue;
      expected += 1;
      // Both are looked at where a pixel is about as much of the surface in the one as in the other.
      const halvings = Math.round(Math.log2(determinant) / 2);
      const referenceLevel = Math.min(pyramid.length - 1, pass + Math.max(0, -halvings));
      const currentLevel = Math.min(current.length - 1, pass + Math.max(0, halvings));
      const referenceUnit = 2 ** referenceLevel;
      const currentUnit = 2 ** currentLevel;
      const scale = currentUnit / referenceUnit / determinant;
      const likeness = this.#patches.align(
        pyramid[referenceLevel] ?? pyramid[0],
        current[currentLevel] ?? current[0],
        {
          referenceX: x / referenceUnit,
          referenceY: y / referenceUnit,
          toReference: [yv * scale, -xv * scale, -yu * scale, xu * scale],
          x: at.x / currentUnit,
          y: at.y / currentUnit,
        },
        mostShift,
      );
      if (likeness < leastLikeness) continue;
      to[2 * index] = this.#patches.x * currentUnit;
      to[2 * index + 1] = this.#patches.y * currentUnit;
      weights[index] = likeness ** 2;
      unit = Math.max(unit, currentUnit);
    }
    const points = { from, to, weights };
    const tolerance = fitTolerance * unit;
    const fitted = fitHomography(points, { start: h, tolerance });
    if (fitted === null) return null;
    const found = fitErrors(fitted, points).filter((error) => error < tolerance).length;
    return found >= Math.max(leastFound, leastShare * expected) ? { h: fitted, count: found, expected } : null;
  }
}

function isInside(x: number, y: number, { width, height }: GreyLevel): boolean {
  return x >= 8 && y >= 8 && x <= width - 8 && y <= height - 8;
}

/** Whether a camera could see the reference like this: not mirrored, not edge on, not absurdly large or small. */
function isSensible(h: Homography, { width, height }: GreyLevel): boolean {
  if (invertHomography(h) === null) return false;
  const middle = localStretch(h, width / 2, height / 2);
  const depth = h[6] * (width / 2) + h[7] * (height / 2) + 1;
  const scale = Math.sqrt(middle[0] * middle[3] - middle[1] * middle[2]);
  return depth > 0 && scale > 1 / mostScale && scale < mostScale;
}
