import { mapPoint, toHomography, type Homography } from './homography.ts';

/** Found places of points: `from` and `to` hold x and y in turn, `weights` one number for each point (0: not found). */
export type FoundPoints = {
  readonly from: Float64Array;
  readonly to: Float64Array;
  readonly weights: Float64Array;
};

export type FitOptions = {
  /** What is expected: the fit starts here, and stays here in whatever the points say nothing about. */
  readonly start: Homography;
  /** In units of `to`: a point further off than this is wrong and does not count. */
  readonly tolerance: number;
  readonly steps?: number;
};

const parameters = 8;
/** How much the expectation weighs beside each point, for shift and stretch, and for perspective. */
const stretchPrior = 1e-4;
const perspectivePrior = 2e-3;

/**
 * The homography that takes `from` to `to` with the least error, where points that do not fit count less and less
 * (Gauss-Newton with Tukey's weights). With few or badly spread points it changes only what they can tell.
 * Null where nothing sensible comes out.
 */
export function fitHomography({ from, to, weights }: FoundPoints, options: FitOptions): Homography | null {
  const count = weights.length;
  // In coordinates of about -1 to 1, so that all eight parameters are of one size.
  const unit = unitOf(from, weights);
  if (unit === null) return null;
  const { centreX, centreY, spread } = unit;
  const inUnits: Homography = [spread, 0, centreX, 0, spread, centreY, 0, 0, 1];
  const start = toHomography(multiply(options.start, inUnits));
  if (start === null) return null;
  let h = [...start];
  let tolerance = options.tolerance * 3;
  for (let step = 0; step < (options.steps ?? 6); step++) {
    const normal = new Float64Array(parameters * parameters);
    const right = new Float64Array(parameters);
    const row = new Float64Array(parameters);
    let weightSum = 0;
    let size = 0;
    for (let index = 0; index < count; index++) {
      const given = weights[index] ?? 0;
      if (given === 0) continue;
      const u = ((from[2 * index] ?? 0) - centreX) / spread;
      const v = ((from[2 * index + 1] ?? 0) - centreY) / spread;
      const depth = (h[6] ?? 0) * u + (h[7] ?? 0) * v + 1;
      if (!(depth > 1e-3)) return null;
      const x = ((h[0] ?? 0) * u + (h[1] ?? 0) * v + (h[2] ?? 0)) / depth;
      const y = ((h[3] ?? 0) * u + (h[4] ?? 0) * v + (h[5] ?? 0)) / depth;
      const errorX = (to[2 * index] ?? 0) - x;
      const errorY = (to[2 * index + 1] ?? 0) - y;
      const ratio = (errorX * errorX + errorY * errorY) / (tolerance * tolerance);
      if (ratio >= 1) continue;
      const weight = given * (1 - ratio) * (1 - ratio);
      weightSum += weight;
      size += weight;
      row.fill(0);
      row[0] = u / depth;
      row[1] = v / depth;
      row[2] = 1 / depth;
      row[6] = (-x * u) / depth;
      row[7] = (-x * v) / depth;
      addRow(normal, right, row, errorX, weight);
      row.fill(0);
      row[3] = u / depth;
      row[4] = v / depth;
      row[5] = 1 / depth;
      row[6] = (-y * u) / depth;
      row[7] = (-y * v) / depth;
      addRow(normal, right, row, errorY, weight);
    }
    if (size === 0) return null;
    for (let parameter = 0; parameter < parameters; parameter++) {
      // Perspective moves points by as much as their position is large; its prior is weighed alike.
      const scale = parameter < 6 ? stretchPrior : perspectivePrior * spread * spread;
      normal[parameter * (parameters + 1)] = (normal[parameter * (parameters + 1)] ?? 0) + scale * weightSum;
      right[parameter] = (right[parameter] ?? 0) + scale * weightSum * ((start[parameter] ?? 0) - (h[parameter] ?? 0));
    }
    const change = solve(normal, right);
    if (change === null) return null;
    h = h.map((value, parameter) => (parameter < parameters ? value + (change[parameter] ?? 0) : value));
    tolerance = Math.max(options.tolerance, tolerance * 0.6);
  }
  const outOfUnits = [1 / spread, 0, -centreX / spread, 0, 1 / spread, -centreY / spread, 0, 0, 1];
  return toHomography(multiply(h, outOfUnits));
}

/** How far each point is from where `h` puts it, in units of `to`; infinite for those that were not found. */
export function fitErrors(h: Homography, { from, to, weights }: FoundPoints): Float64Array {
  return weights.map((weight, index) => {
    if (weight === 0) return Number.POSITIVE_INFINITY;
    const at = mapPoint(h, from[2 * index] ?? 0, from[2 * index + 1] ?? 0);
    const error = Math.hypot(at.x - (to[2 * index] ?? 0), at.y - (to[2 * index + 1] ?? 0));
    return Number.isFinite(error) ? error : Number.POSITIVE_INFINITY;
  });
}

/** Middle and spread of the points that count. */
function unitOf(
  from: Float64Array,
  weights: Float64Array,
): { readonly centreX: number; readonly centreY: number; readonly spread: number } | null {
  let [sum, sumX, sumY, squares] = [0, 0, 0, 0];
  for (let index = 0; index < weights.length; index++) {
    const weight = weights[index] ?? 0;
    sum += weight;
    sumX += weight * (from[2 * index] ?? 0);
    sumY += weight * (from[2 * index + 1] ?? 0);
  }
  if (!(sum > 0)) return null;
  const centreX = sumX / sum;
  const centreY = sumY / sum;
  for (let index = 0; index < weights.length; index++) {
    squares +=
      (weights[index] ?? 0) * (((from[2 * index] ?? 0) - centreX) ** 2 + ((from[2 * index + 1] ?? 0) - centreY) ** 2);
  }
  const spread = Math.sqrt(squares / sum);
  return spread > 1e-9 ? { centreX, centreY, spread } : null;
}

function addRow(normal: Float64Array, right: Float64Array, row: Float64Array, error: number, weight: number): void {
  for (let a = 0; a < parameters; a++) {
    const value = (row[a] ?? 0) * weight;
    if (value === 0) continue;
    right[a] = (right[a] ?? 0) + value * error;
    for (let b = 0; b < parameters; b++)
      normal[a * parameters + b] = (normal[a * parameters + b] ?? 0) + value * (row[b] ?? 0);
  }
}

/** By elimination with the largest pivot; null for what has no one answer. */
function solve(matrix: Float64Array, right: Float64Array): Float64Array | null {
  const size = right.length;
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(matrix[row * size + column] ?? 0) > Math.abs(matrix[pivot * size + column] ?? 0)) pivot = row;
    }
    const largest = matrix[pivot * size + column] ?? 0;
    if (!(Math.abs(largest) > 1e-12)) return null;
    for (let index = 0; index < size; index++) {
      const value = matrix[column * size + index] ?? 0;
      matrix[column * size + index] = matrix[pivot * size + index] ?? 0;
      matrix[pivot * size + index] = value;
    }
    const value = right[column] ?? 0;
    right[column] = right[pivot] ?? 0;
    right[pivot] = value;
    for (let row = 0; row < size; row++) {
      if (row === column) continue;
      const factor = (matrix[row * size + column] ?? 0) / largest;
      if (factor === 0) continue;
      for (let index = column; index < size; index++) {
        matrix[row * size + index] = (matrix[row * size + index] ?? 0) - factor * (matrix[column * size + index] ?? 0);
      }
      right[row] = (right[row] ?? 0) - factor * (right[column] ?? 0);
    }
  }
  return right.map((value, row) => value / (matrix[row * (size + 1)] ?? 0));
}

function multiply(outer: ArrayLike<number>, inner: ArrayLike<number>): number[] {
  return Array.from({ length: 9 }, (_, at) => {
    const row = at - (at % 3);
    const column = at % 3;
    return (
      (outer[row] ?? 0) * (inner[column] ?? 0) +
      (outer[row + 1] ?? 0) * (inner[column + 3] ?? 0) +
      (outer[row + 2] ?? 0) * (inner[column + 6] ?? 0)
    );
  });
}
