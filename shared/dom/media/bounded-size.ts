import type { PixelSize } from '#shared/std/lens/board-geometry.ts';

/** More than any phone's camera sends to a call; four bytes a pixel, of a picture that a stranger chose the size of. */
export const longestSide = 4_096;

/** As large as a copy of the customer's picture may be, in its shape. */
export function boundedSize({ width, height }: PixelSize): PixelSize {
  const scale = Math.min(1, longestSide / Math.max(width, height, 1));
  const bound = (side: number): number => (side === 0 ? 0 : Math.max(1, Math.round(side * scale)));
  return { width: bound(width), height: bound(height) };
}
