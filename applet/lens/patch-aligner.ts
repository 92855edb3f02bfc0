import type { GreyLevel } from './grey-pyramid.ts';

/** Pixels from a patch's middle to its edge: 13 x 13 in all, enough to be told apart and few enough to be flat. */
const radius = 6;
const side = 2 * radius + 1;
const borderedSide = side + 2;
const mostSteps = 10;
/** A step this small, in pixels, changes nothing any more. */
const lastStep = 0.02;
/** Less contrast than this, as the sum of squares over the patch, is noise: 3 grey values on average. */
const leastContrast = 9 * side * side;

/** Where a patch of the reference is expected in the current picture, both in pixels of the levels given. */
export type PatchExpectation = {
  readonly referenceX: number;
  readonly referenceY: number;
  /** What one pixel of the current picture is in the reference: `[dx/du, dx/dv, dy/du, dy/dv]`. */
  readonly toReference: readonly [number, number, number, number];
  readonly x: number;
  readonly y: number;
};

/**
 * Finds one patch of the reference in the current picture, to a fraction of a pixel: the reference is seen as the
 * current picture would show it, and then moved until the difference is least (inverse compositional Lucas-Kanade).
 * Brightness and contrast of each patch are its own, so that shadows, exposure and flicker do not move it.
 */
export class PatchAligner {
  /** The result of the last `align`, in pixels of the current level. */
  x = 0;
  y = 0;
  readonly #bordered = new Float32Array(borderedSide * borderedSide);
  readonly #template = new Float32Array(side * side);
  readonly #slopeX = new Float32Array(side * side);
  readonly #slopeY = new Float32Array(side * side);
  readonly #seen = new Float32Array(side * side);

  /** How like the two are in the end: 1 the same, 0 nothing in common, out of the picture, or moved further than `mostShift`. */
  align(reference: GreyLevel, current: GreyLevel, expected: PatchExpectation, mostShift: number): number {
    if (!this.#sampleReference(reference, expected)) return 0;
    const { contrast, xx, xy, yy } = this.#prepareTemplate();
    const determinant = xx * yy - xy * xy;
    if (contrast < leastContrast || !(determinant > 1e-3 * xx * yy)) return 0;
    let { x, y } = expected;
    let likeness = 0;
    for (let step = 0; step < mostSteps; step++) {
      const seen = this.#sampleCurrent(current, x, y);
      if (seen === null) return 0;
      let product = 0;
      for (let at = 0; at < side * side; at++) product += (this.#template[at] ?? 0) * (this.#seen[at] ?? 0);
      likeness = product / Math.sqrt(contrast * Math.max(seen, 1e-6));
      // Where they have nothing in common, the slope says nothing either: one more look will not help.
      const gain = product / contrast;
      if (!(gain > 0.05)) return 0;
      let errorX = 0;
      let errorY = 0;
      for (let at = 0; at < side * side; at++) {
        const error = (this.#seen[at] ?? 0) / gain - (this.#template[at] ?? 0);
        errorX += (this.#slopeX[at] ?? 0) * error;
        errorY += (this.#slopeY[at] ?? 0) * error;
      }
      const stepX = (yy * errorX - xy * errorY) / determinant;
      const stepY = (xx * errorY - xy * errorX) / determinant;
      x -= stepX;
      y -= stepY;
      if (!(Math.abs(x - expected.x) <= mostShift && Math.abs(y - expected.y) <= mostShift)) return 0;
      if (Math.abs(stepX) < lastStep && Math.abs(stepY) < lastStep) break;
    }
    this.x = x;
    this.y = y;
    return likeness;
  }

  /** The reference as the current picture would show it, with one pixel more on each side for the slopes. */
  #sampleReference({ width, height, pixels }: GreyLevel, expected: PatchExpectation): boolean {
    const [xu, xv, yu, yv] = expected.toReference;
    const reachX = (radius + 1) * (Math.abs(xu) + Math.abs(xv));
    const reachY = (radius + 1) * (Math.abs(yu) + Math.abs(yv));
    // Positions begin at a pixel's corner, samples at its middle.
    const centreX = expected.referenceX - 0.5;
    const centreY = expected.referenceY - 0.5;
    if (!(centreX - reachX >= 0 && centreY - reachY >= 0)) return false;
    if (!(centreX + reachX < width - 1 && centreY + reachY < height - 1)) return false;
    let at = 0;
    for (let v = -radius - 1; v <= radius + 1; v++) {
      let sampleX = centreX + xv * v - xu * (radius + 1);
      let sampleY = centreY + yv * v - yu * (radius + 1);
      for (let u = 0; u < borderedSide; u++, sampleX += xu, sampleY += yu) {
        const left = sampleX | 0;
        const top = sampleY | 0;
        const partX = sampleX - left;
        const partY = sampleY - top;
        const from = top * width + left;
        const upper = (pixels[from] ?? 0) + partX * ((pixels[from + 1] ?? 0) - (pixels[from] ?? 0));
        const lower =
          (pixels[from + width] ?? 0) + partX * ((pixels[from + width + 1] ?? 0) - (pixels[from + width] ?? 0));
        this.#bordered[at++] = upper + partY * (lower - upper);
      }
    }
    return true;
  }

  /** Template and slopes without their means, and what the slopes say about two directions. */
  #prepareTemplate(): { contrast: number; xx: number; xy: number; yy: number } {
    let sum = 0;
    let sumX = 0;
    let sumY = 0;
    let at = 0;
    for (let v = 1; v <= side; v++) {
      for (let from = v * borderedSide + 1; from <= v * borderedSide + side; from++, at++) {
        const slopeX = ((this.#bordered[from + 1] ?? 0) - (this.#bordered[from - 1] ?? 0)) / 2;
        const slopeY = ((this.#bordered[from + borderedSide] ?? 0) - (this.#bordered[from - borderedSide] ?? 0)) / 2;
        this.#template[at] = this.#bordered[from] ?? 0;
        this.#slopeX[at] = slopeX;
        this.#slopeY[at] = slopeY;
        sum += this.#bordered[from] ?? 0;
        sumX += slopeX;
        sumY += slopeY;
      }
    }
    const count = side * side;
    let [contrast, xx, xy, yy] = [0, 0, 0, 0];
    for (let index = 0; index < count; index++) {
      const value = (this.#template[index] ?? 0) - sum / count;
      const slopeX = (this.#slopeX[index] ?? 0) - sumX / count;
      const slopeY = (this.#slopeY[index] ?? 0) - sumY / count;
      this.#template[index] = value;
      this.#slopeX[index] = slopeX;
      this.#slopeY[index] = slopeY;
      contrast += value * value;
      xx += slopeX * slopeX;
      xy += slopeX * slopeY;
      yy += slopeY * slopeY;
    }
    return { contrast, xx, xy, yy };
  }

  /** The current picture around a position, without its mean; its sum of squares, or null where it is not all inside. */
  #sampleCurrent({ width, height, pixels }: GreyLevel, x: number, y: number): number | null {
    const firstX = x - 0.5 - radius;
    const firstY = y - 0.5 - radius;
    if (!(firstX >= 0 && firstY >= 0 && firstX + side < width && firstY + side < height)) return null;
    const left = firstX | 0;
    const top = firstY | 0;
    const partX = firstX - left;
    const partY = firstY - top;
    // The same fraction everywhere: four weights for all pixels.
    const upperLeft = (1 - partX) * (1 - partY);
    const upperRight = partX * (1 - partY);
    const lowerLeft = (1 - partX) * partY;
    const lowerRight = partX * partY;
    let sum = 0;
    let at = 0;
    for (let v = 0; v < side; v++) {
      let from = (top + v) * width + left;
      for (let u = 0; u < side; u++, from++) {
        const value =
          upperLeft * (pixels[from] ?? 0) +
          upperRight * (pixels[from + 1] ?? 0) +
          lowerLeft * (pixels[from + width] ?? 0) +
          lowerRight * (pixels[from + width + 1] ?? 0);
        this.#seen[at++] = value;
        sum += value;
      }
    }
    const mean = sum / (side * side);
    let squares = 0;
    for (let index = 0; index < side * side; index++) {
      const value = (this.#seen[index] ?? 0) - mean;
      this.#seen[index] = value;
      squares += value * value;
    }
    return squares;
  }
}
