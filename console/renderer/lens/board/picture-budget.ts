import { maxBoardPictureBytes, maxBoardPicturePixels } from '#shared/std/lens/board-limits.ts';
import type { BoardPicture } from '#shared/std/lens/board.ts';

/** Encodes the picture that is shown, this large and with this quality (0 to 1): JPEG as base64. */
export type EncodePicture = (width: number, height: number, quality: number) => string;

/** The first one fits for all but the most restless pictures; a phone finds its place also by the last. */
const qualities = [0.6, 0.45, 0.3] as const;
const sizes = [1, 0.75, 0.5] as const;
const leastSide = 16;

/** The picture that a mark is drawn on, as good as fits. Null where there is none to encode. */
export function fitBudget(
  picture: { readonly width: number; readonly height: number },
  encode: EncodePicture,
): Omit<BoardPicture, 'id'> | null {
  if (!(picture.width > 0 && picture.height > 0)) return null;
  const whole = Math.min(1, maxBoardPicturePixels / Math.max(picture.width, picture.height));
  for (const size of sizes) {
    const width = Math.round(picture.width * whole * size);
    const height = Math.round(picture.height * whole * size);
    if (Math.min(width, height) < leastSide) return null;
    for (const quality of qualities) {
      const base64 = encode(width, height, quality);
      const jpeg = base64.replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_');
      if (jpeg !== '' && Math.floor((jpeg.length * 3) / 4) <= maxBoardPictureBytes) return { width, height, jpeg };
    }
  }
  return null;
}
