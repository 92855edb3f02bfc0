import type { Area } from './grey-frame.ts';
import type { GreyLevel, GreyPyramid } from './grey-pyramid.ts';
import type { Vision } from './vision.ts';

/** Half the side, in widths of the picture, of the neighbourhood that even the smallest drawing is held by: a third of it. */
const leastReach = 0.25;
/** Around a large drawing. */
const margin = 0.08;
const mostFeatures = 56;
/** With fewer in the neighbourhood the whole picture is used. */
const enoughFeatures = 20;
const candidates = 300;
/** Pixels between two features. */
const apart = 9;
/**
 * Mean square slope, in grey values a pixel, in the direction where it is least: in the halved picture, or in the quarter
 * of one that is blurred. Noise of a phone's camera and the codec's blocks reach 2, faint print has 10.
 */
const leastSlope = 6;
const slopeRadius = 4;
/** Cells of the grid over which features are spread. */
const columns = 8;

/**
 * Where, in pixels of the reference, a drawing over `area` is held: points in its neighbourhood that are found again in
 * both directions, spread as evenly as they come. x and y in turn.
 */
export function chooseFeatures(vision: Vision, reference: GreyPyramid, area: Area): Float32Array {
  const near = featuresIn(vision, reference, neighbourhood(area, reference[0]));
  if (near.length >= 2 * enoughFeatures) return near;
  return featuresIn(vision, reference, { left: 0, top: 0, right: 1, bottom: Number.POSITIVE_INFINITY });
}

function neighbourhood(area: Area, { width, height }: GreyLevel): Area {
  const reach = (from: number, to: number, end: number): readonly [number, number] => {
    const half = Math.min(end / 2, Math.max(leastReach, (to - from) / 2 + margin));
    // At the picture's edge it grows inwards.
    const middle = Math.min(end - half, Math.max(half, (from + to) / 2));
    return [middle - half, middle + half];
  };
  const [left, right] = reach(area.left, area.right, 1);
  const [top, bottom] = reach(area.top, area.bottom, height / width);
  return { left, top, right, bottom };
}

function featuresIn(vision: Vision, reference: GreyPyramid, area: Area): Float32Array {
  const [picture] = reference;
  const left = Math.max(0, Math.floor(area.left * picture.width));
  const top = Math.max(0, Math.floor(area.top * picture.width));
  const right = Math.min(picture.width, Math.ceil(area.right * picture.width));
  const bottom = Math.min(picture.height, Math.ceil(area.bottom * picture.width));
  const corners = vision
    .corners(crop(picture, left, top, right, bottom), { most: candidates, quality: 0.002, apart })
    .map((position, index) => position + (index % 2 === 0 ? left : top));
  const strong: number[] = [];
  for (let index = 0; index < corners.length; index += 2) {
    const isStrong = [1, 2].some((level) => {
      const reduced = reference[level];
      const unit = 2 ** level;
      return (
        reduced !== undefined &&
        leastSlopeAt(reduced, (corners[index] ?? 0) / unit, (corners[index + 1] ?? 0) / unit) >= leastSlope
      );
    });
    if (isStrong) strong.push(index);
  }
  const cell = Math.max(1, (right - left) / columns);
  const cells = new Map<number, number[]>();
  for (const index of strong) {
    const name =
      Math.floor(((corners[index] ?? 0) - left) / cell) + 1_000 * Math.floor(((corners[index + 1] ?? 0) - top) / cell);
    cells.set(name, [...(cells.get(name) ?? []), index]);
  }
  // The best of each cell, then each second best, and so on.
  const chosen: number[] = [];
  for (let rank = 0; chosen.length < mostFeatures && rank < strong.length; rank++) {
    for (const indices of cells.values()) {
      const index = indices[rank];
      if (index !== undefined && chosen.length < mostFeatures) chosen.push(index);
    }
  }
  return Float32Array.from(chosen.flatMap((index) => [corners[index] ?? 0, corners[index + 1] ?? 0]));
}

function crop(picture: GreyLevel, left: number, top: number, right: number, bottom: number): GreyLevel {
  const pixels = new Uint8Array((right - left) * (bottom - top));
  for (let y = top; y < bottom; y++) {
    const row = y * picture.width;
    pixels.set(picture.pixels.subarray(row + left, row + right), (y - top) * (right - left));
  }
  return { width: right - left, height: bottom - top, pixels };
}

/** The smaller eigenvalue of the structure tensor. */
function leastSlopeAt({ width, height, pixels }: GreyLevel, x: number, y: number): number {
  const [centreX, centreY] = [Math.floor(x), Math.floor(y)];
  if (centreX <= slopeRadius || centreY <= slopeRadius) return 0;
  if (centreX + slopeRadius + 1 >= width || centreY + slopeRadius + 1 >= height) return 0;
  let [xx, xy, yy] = [0, 0, 0];
  for (let row = centreY - slopeRadius; row <= centreY + slopeRadius; row++) {
    for (let at = row * width + centreX - slopeRadius; at <= row * width + centreX + slopeRadius; at++) {
      const slopeX = ((pixels[at + 1] ?? 0) - (pixels[at - 1] ?? 0)) / 2;
      const slopeY = ((pixels[at + width] ?? 0) - (pixels[at - width] ?? 0)) / 2;
      xx += slopeX * slopeX;
      xy += slopeX * slopeY;
      yy += slopeY * slopeY;
    }
  }
  const count = (2 * slopeRadius + 1) ** 2;
  return ((xx + yy) / 2 - Math.hypot((xx - yy) / 2, xy)) / count;
}
