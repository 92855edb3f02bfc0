import { viewHeight, viewWidth } from '../lens/virtual-camera.ts';

// The number of a frame, painted into it as large black and white cells: it survives the camera's codec, and whoever looks at a
// display knows which frame is there.

const cell = 20;
const numberBits = 9;
const checkBits = 5;
const bits = numberBits + checkBits;
/** Greys that a codec with the narrow range of video keeps. */
const black = 16;
const white = 235;

export const largestStamp = 2 ** numberBits - 1;

/** Where the stamp is in the camera's picture, in its pixels: below, since words stand over the upper part at times. */
export const stampArea = {
  left: viewWidth - bits * cell,
  top: viewHeight - cell,
  width: bits * cell,
  height: cell,
} as const;

/** Paints over the frame. */
export function paintStamp(frame: Uint8Array, number: number): void {
  const code = (number << checkBits) | checkOf(number);
  for (let bit = 0; bit < bits; bit += 1) {
    const grey = (code >>> (bits - 1 - bit)) & 1 ? white : black;
    for (let row = 0; row < cell; row += 1) {
      const from = (stampArea.top + row) * viewWidth + stampArea.left + bit * cell;
      frame.fill(grey, from, from + cell);
    }
  }
}

/** Reads it back: `greyAt` gives the grey at a place of the camera's picture. Null: nothing that can be read. */
export function readStamp(greyAt: (x: number, y: number) => number): number | null {
  let code = 0;
  for (let bit = 0; bit < bits; bit += 1) {
    const grey = greyAt(stampArea.left + (bit + 0.5) * cell, stampArea.top + cell / 2);
    code = (code << 1) | (grey > (black + white) / 2 ? 1 : 0);
  }
  const number = code >>> checkBits;
  return checkOf(number) === (code & (2 ** checkBits - 1)) ? number : null;
}

/** Frames near each other have different ones, and neither a black nor a white strip passes. */
function checkOf(number: number): number {
  return (number * 7 + 11 + (number >> checkBits)) & (2 ** checkBits - 1);
}
