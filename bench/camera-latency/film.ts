import type { CameraFilm } from '#tests/support/camera-file.ts';

const width = 1280;
const height = 720;
const bits = 6;

/**
 * Two seconds of a panel with print on it, held by an unsteady hand, as a camera would give it; each frame has its number in large
 * blocks across the upper edge, which `readNumber` of shared/dom/testing/camera-bench.ts reads.
 */
export const numberedFilm: CameraFilm = { width, height, framesPerSecond: 30, frames: frames() };

function* frames(): Generator<Uint8Array> {
  for (let number = 0; number < 2 ** bits; number += 1) yield frame(number);
}

function frame(number: number): Uint8Array {
  const pixels = new Uint8Array(width * height);
  const swayX = Math.round(6 * Math.sin((number / 64) * 2 * Math.PI * 3));
  const swayY = Math.round(4 * Math.sin((number / 64) * 2 * Math.PI * 5));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) pixels[y * width + x] = panel(x + swayX, y + swayY);
  }
  writeNumber(pixels, number);
  return pixels;
}

/** Lines of something like print on plates, with a shadow that grows to one side. */
function panel(x: number, y: number): number {
  const shade = 190 - Math.floor(x / 16);
  const inPlate = x % 320 > 24 && y % 180 > 24;
  if (!inPlate) return shade - 60;
  const line = Math.floor(y / 14);
  const letter = Math.floor(x / 9);
  const isInk = y % 14 < 9 && (letter * 73 + line * 151 + Math.floor((x % 9) / 3) * 37 + (y % 14) * 11) % 7 < 2;
  return isInk ? 40 : shade;
}

function writeNumber(pixels: Uint8Array, number: number): void {
  const digits = Array.from({ length: bits }, (_, place) => (number >> (bits - 1 - place)) & 1);
  const parity = digits.reduce((sum, bit) => sum ^ bit, 0);
  const blocks = [1, ...digits, parity];
  for (let y = 0; y < height / 8; y += 1) {
    for (let x = 0; x < width; x += 1) {
      pixels[y * width + x] = blocks[Math.floor((x * blocks.length) / width)] === 1 ? 235 : 16;
    }
  }
}
