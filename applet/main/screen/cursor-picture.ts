import { maxCursorSidePixels } from '#shared/std/screen/screen-limits.ts';
import type { CursorShape } from '#shared/std/screen/screen-message.ts';

/** A cursor as systems hand it out: `0xAARRGGBB`, premultiplied. */
export type PremultipliedCursor = CursorShape;

/** A cursor as the lane sends it: `0xAABBGGRR`, not premultiplied, no larger than allowed; null if nothing of it can be seen. */
export function readCursor(cursor: PremultipliedCursor): CursorShape | null {
  if (cursor.pixels.every((pixel) => pixel >>> 24 === 0)) return null;
  // Very large ones are for people who see badly, on their own screen: every second or third pixel will do for ours.
  const step = Math.ceil(Math.max(cursor.width, cursor.height) / maxCursorSidePixels);
  const width = Math.ceil(cursor.width / step);
  const height = Math.ceil(cursor.height / step);
  const pixels = new Uint32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      pixels[y * width + x] = straighten(cursor.pixels[y * step * cursor.width + x * step] ?? 0);
    }
  }
  return {
    width,
    height,
    hotX: Math.min(width - 1, Math.floor(cursor.hotX / step)),
    hotY: Math.min(height - 1, Math.floor(cursor.hotY / step)),
    pixels,
  };
}

function straighten(pixel: number): number {
  const alpha = pixel >>> 24;
  if (alpha === 0) return 0;
  const channel = (shift: number): number => Math.min(255, Math.round((((pixel >>> shift) & 0xff) * 255) / alpha));
  return ((alpha << 24) | (channel(0) << 16) | (channel(8) << 8) | channel(16)) >>> 0;
}
