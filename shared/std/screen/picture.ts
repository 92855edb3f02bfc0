/** Pixels as a screen keeps them: one number each, `0x..RRGGBB` (bytes blue, green, red, anything), row by row without gaps. */
export type Picture = {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint32Array;
};

export function blankPicture(width: number, height: number): Picture {
  return { width, height, pixels: new Uint32Array(width * height) };
}

/**
 * Whether two runs of pixels are the same in memory. An argument, because a host's own comparison of memory is five times
 * as fast as a loop, and the whole screen is compared for every frame.
 */
export type SamePixels = (a: Uint32Array, aOffset: number, b: Uint32Array, bOffset: number, length: number) => boolean;
