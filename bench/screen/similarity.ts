/** Side of the squares that are compared, one beside the other: overlapping ones say the same for four times the time. */
const square = 8;
/** As the method's authors chose them, for values up to 255. */
const [c1, c2] = [(0.01 * 255) ** 2, (0.03 * 255) ** 2];

/** Brightness of pixels of 4 bytes each, blue, green, red, nothing (Rec. 601). */
export function brightness(pixels: Buffer): Uint8Array {
  const luma = new Uint8Array(pixels.length >> 2);
  for (let index = 0; index < luma.length; index += 1) {
    const at = 4 * index;
    luma[index] = ((pixels[at] ?? 0) * 29 + (pixels[at + 1] ?? 0) * 150 + (pixels[at + 2] ?? 0) * 77) >> 8;
  }
  return luma;
}

/** Structural similarity (SSIM) of two pictures by their brightness, the mean over squares. 1: the same. */
export function similarity(a: Uint8Array, b: Uint8Array, width: number): number {
  const height = Math.floor(a.length / width);
  let sum = 0;
  let count = 0;
  for (let y = 0; y + square <= height; y += square) {
    for (let x = 0; x + square <= width; x += square) {
      sum += ofSquare(a, b, y * width + x, width);
      count += 1;
    }
  }
  return sum / count;
}

function ofSquare(a: Uint8Array, b: Uint8Array, corner: number, width: number): number {
  let [sumA, sumB, squaresA, squaresB, products] = [0, 0, 0, 0, 0];
  for (let line = 0; line < square; line += 1) {
    for (let at = corner + line * width; at < corner + line * width + square; at += 1) {
      const [p, q] = [a[at] ?? 0, b[at] ?? 0];
      sumA += p;
      sumB += q;
      squaresA += p * p;
      squaresB += q * q;
      products += p * q;
    }
  }
  const pixels = square * square;
  const [meanA, meanB] = [sumA / pixels, sumB / pixels];
  const varianceA = squaresA / pixels - meanA * meanA;
  const varianceB = squaresB / pixels - meanB * meanB;
  const covariance = products / pixels - meanA * meanB;
  return (
    ((2 * meanA * meanB + c1) * (2 * covariance + c2)) /
    ((meanA * meanA + meanB * meanB + c1) * (varianceA + varianceB + c2))
  );
}
