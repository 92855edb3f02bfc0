import type { Area } from './area.ts';

/** Pixels that the viewer has already, elsewhere: `to` gets what was at `from` before. */
export type Move = { readonly to: Area; readonly fromX: number; readonly fromY: number };

export function sourceOf(move: Move): Area {
  return { x: move.fromX, y: move.fromY, width: move.to.width, height: move.to.height };
}

/** Right for any overlap: rows are taken in the order in which none is written before it was read. */
export function movePixels(pixels: Uint32Array, stride: number, move: Move): void {
  const { x, y, width, height } = move.to;
  const target = y * stride + x;
  const source = move.fromY * stride + move.fromX;
  if (width === stride) {
    pixels.copyWithin(target, source, source + height * stride);
    return;
  }
  if (move.fromY >= y) {
    for (let row = 0; row < height; row++) {
      const from = source + row * stride;
      pixels.copyWithin(target + row * stride, from, from + width);
    }
  } else {
    for (let row = height - 1; row >= 0; row--) {
      const from = source + row * stride;
      pixels.copyWithin(target + row * stride, from, from + width);
    }
  }
}
