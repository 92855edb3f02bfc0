import type { Area, XClient } from './x-client.ts';

// The counter that tells which frame a display shows: a magenta cell, its bits in black and white, a green cell. Cells are
// large enough to survive a lossy codec; check bits tell when they did not.

const cell = 32;
const counterBits = 16;
const checkBits = 4;
const bits = counterBits + checkBits;
const magenta = 0xff00ff;
const green = 0x00ff00;
/** How far from a cell's middle pixels are read, to either side. */
const reach = 2;

/** Width of a cell where the picture is shown pixel for pixel. */
export const markerPitch = cell;

export const largestCounter = 2 ** counterBits - 1;

/** Where the counter is painted. */
export const markerArea: Area = { x: 64, y: 64, width: (bits + 2) * cell, height: cell };

/** Where a display shows the counter. */
export type Marker = {
  /** The first bit's left edge. */
  readonly left: number;
  /** A row through the middle of the cells. */
  readonly row: number;
  /** Width of a cell: `markerPitch` where the picture is shown pixel for pixel. */
  readonly pitch: number;
  /** The picture's first row and column on this display, where it is shown pixel for pixel. */
  readonly origin: { readonly x: number; readonly y: number };
};

export function paintMarker(display: XClient, drawable: number, counter: number): void {
  const code = (counter << checkBits) | checkOf(counter);
  const at = (index: number): Area => ({ ...markerArea, x: markerArea.x + index * cell, width: cell });
  const set = Array.from({ length: bits }, (_, index) => index).filter((index) => (code >>> (bits - 1 - index)) & 1);
  display.fill(drawable, magenta, [at(0)]);
  display.fill(drawable, 0x000000, [{ ...at(1), width: bits * cell }]);
  if (set.length > 0)
    display.fill(
      drawable,
      0xffffff,
      set.map((index) => at(index + 1)),
    );
  display.fill(drawable, green, [at(bits + 1)]);
}

/** Finds the counter anywhere in a display's pixels, at any scale above a quarter. */
export function findMarker(pixels: Buffer, width: number): Marker | null {
  const words = new Uint32Array(pixels.buffer, pixels.byteOffset, pixels.length >> 2);
  const height = Math.floor(words.length / width);
  for (let y = 0; y < height; y += 4) {
    for (let x = 0; x < width; x += 4) {
      if (!isMagenta(words[y * width + x] ?? 0)) continue;
      const found = markerFrom(words, width, height, x, y);
      if (found !== null) return found;
      while (x < width && isMagenta(words[y * width + x] ?? 0)) x += 1;
    }
  }
  return null;
}

function markerFrom(words: Uint32Array, width: number, height: number, x: number, y: number): Marker | null {
  const at = (column: number, line: number): number => words[line * width + column] ?? 0;
  let first = x;
  while (first > 0 && isMagenta(at(first - 1, y))) first -= 1;
  let left = x;
  while (left < width && isMagenta(at(left, y))) left += 1;
  const size = left - first;
  if (size < cell / 4) return null;
  let right = left;
  while (right < width && right < left + 2 * bits * size && !isGreen(at(right, y))) right += 1;
  const pitch = (right - left) / bits;
  // A cell's own width must agree with what the bits' widths come to.
  if (!isGreen(at(right, y)) || Math.abs(pitch - size) > 2) return null;
  const middle = Math.floor((first + left) / 2);
  let [top, bottom] = [y, y];
  while (top > 0 && isMagenta(at(middle, top - 1))) top -= 1;
  while (bottom + 1 < height && isMagenta(at(middle, bottom + 1))) bottom += 1;
  if (bottom + 1 - top < size - 3) return null;
  const origin = { x: left - cell - markerArea.x, y: top - markerArea.y };
  return { left, row: Math.floor((top + bottom) / 2), pitch, origin };
}

/** What must be read of a display to know the counter. */
export function markerRow({ left, row, pitch }: Marker): Area {
  return { x: left, y: row, width: Math.ceil(bits * pitch), height: 1 };
}

/** The counter in a row of pixels that begins with its first bit; null if what is there is none. */
export function readCounter(row: Buffer, pitch: number): number | null {
  let code = 0;
  for (let index = 0; index < bits; index += 1) {
    const middle = Math.floor((index + 0.5) * pitch);
    let brightness = 0;
    for (let x = middle - reach; x <= middle + reach; x += 1) {
      brightness += (row[4 * x] ?? 0) + (row[4 * x + 1] ?? 0) + (row[4 * x + 2] ?? 0);
    }
    code = (code << 1) | (brightness / (3 * (2 * reach + 1)) > 127 ? 1 : 0);
  }
  const counter = code >>> checkBits;
  return checkOf(counter) === (code & (2 ** checkBits - 1)) ? counter : null;
}

/** Neither a black nor a white strip passes. */
function checkOf(counter: number): number {
  return ((counter >> 12) ^ (counter >> 8) ^ (counter >> 4) ^ counter ^ 0x5) & 0xf;
}

function isMagenta(pixel: number): boolean {
  return ((pixel >> 16) & 0xff) > 150 && ((pixel >> 8) & 0xff) < 110 && (pixel & 0xff) > 150;
}

function isGreen(pixel: number): boolean {
  return ((pixel >> 16) & 0xff) < 110 && ((pixel >> 8) & 0xff) > 150 && (pixel & 0xff) < 110;
}
