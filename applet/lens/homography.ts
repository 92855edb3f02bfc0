import type { Area } from './grey-frame.ts';

/**
 * Row-major 3x3 with h[8] = 1: from one picture's positions to another's. Positions are in units of the picture's
 * width (x 0..1, y 0..height/width) unless a name says otherwise.
 */
export type Homography = readonly [number, number, number, number, number, number, number, number, number];

export type Point = { readonly x: number; readonly y: number };

export const identityHomography: Homography = [1, 0, 0, 0, 1, 0, 0, 0, 1];

/** First `inner`, then `outer`; null where that leads through infinity. */
export function composeHomographies(outer: Homography, inner: Homography): Homography | null {
  const product: number[] = [];
  for (let row = 0; row < 9; row += 3) {
    for (let column = 0; column < 3; column++) {
      product.push(
        (outer[row] ?? 0) * (inner[column] ?? 0) +
          (outer[row + 1] ?? 0) * (inner[column + 3] ?? 0) +
          (outer[row + 2] ?? 0) * (inner[column + 6] ?? 0),
      );
    }
  }
  return toHomography(product);
}

/** The way back; null where there is none. */
export function invertHomography(h: Homography): Homography | null {
  const [a, b, c, d, e, f, g, i, j] = h;
  const adjugate = [
    e * j - f * i,
    c * i - b * j,
    b * f - c * e,
    f * g - d * j,
    a * j - c * g,
    c * d - a * f,
    d * i - e * g,
    b * g - a * i,
    a * e - b * d,
  ];
  const determinant = a * (adjugate[0] ?? 0) + b * (adjugate[3] ?? 0) + c * (adjugate[6] ?? 0);
  return Math.abs(determinant) < 1e-12 ? null : toHomography(adjugate);
}

/** Nine numbers as a homography; null where they are none. */
export function toHomography(values: ArrayLike<number>): Homography | null {
  const scale = values[8];
  if (values.length !== 9 || scale === undefined || !(Math.abs(scale) > 1e-9)) return null;
  const h = Array.from(values, (value) => value / scale);
  return h.every((value) => Number.isFinite(value)) ? (h as unknown as Homography) : null;
}

/** Where `point` comes to lie; not finite where that is at infinity. */
export function mapPoint(h: Homography, x: number, y: number): Point {
  const depth = h[6] * x + h[7] * y + h[8];
  return { x: (h[0] * x + h[1] * y + h[2]) / depth, y: (h[3] * x + h[4] * y + h[5]) / depth };
}

/** The upright box around what `area` becomes. */
export function moveArea(h: Homography, { left, top, right, bottom }: Area): Area {
  const corners = [
    mapPoint(h, left, top),
    mapPoint(h, right, top),
    mapPoint(h, right, bottom),
    mapPoint(h, left, bottom),
  ];
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

/** The same in other units: positions before it in `fromUnit`ths, after it in `toUnit`ths of what they were. */
export function rescaleHomography(h: Homography, fromUnit: number, toUnit: number): Homography {
  return [
    (h[0] * toUnit) / fromUnit,
    (h[1] * toUnit) / fromUnit,
    h[2] * toUnit,
    (h[3] * toUnit) / fromUnit,
    (h[4] * toUnit) / fromUnit,
    h[5] * toUnit,
    h[6] / fromUnit,
    h[7] / fromUnit,
    1,
  ];
}

/** What a small step around a point becomes: `[dx/du, dx/dv, dy/du, dy/dv]`. */
export function localStretch(h: Homography, x: number, y: number): readonly [number, number, number, number] {
  const depth = h[6] * x + h[7] * y + h[8];
  const to = mapPoint(h, x, y);
  return [
    (h[0] - to.x * h[6]) / depth,
    (h[1] - to.x * h[7]) / depth,
    (h[3] - to.y * h[6]) / depth,
    (h[4] - to.y * h[7]) / depth,
  ];
}
