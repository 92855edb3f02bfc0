import { readStamp } from '../lens-film/frame-stamp.ts';
import type { Area } from '../screen/x-client.ts';
import { displayArea, type PicturePlace } from './picture-place.ts';

/** Those that are told from each other, and from the grey film, whatever is behind them. */
export const readColours = ['red', 'yellow', 'green', 'blue'] as const;
export type ReadColour = (typeof readColours)[number];

/** The middle of what is drawn in one colour, in pixels of the camera's picture. */
export type SeenMark = { readonly x: number; readonly y: number };
export type SeenMarks = Readonly<Partial<Record<ReadColour, SeenMark>>>;

/** What a display shows of a film: which frame, null if its number cannot be read, and the marks over it. */
export type SeenPicture = { readonly frame: number | null; readonly marks: SeenMarks };

/** Difference between a pixel's brightest and darkest part. Below it is grey, as the film, with a codec's noise. */
const leastColour = 60;
/** Fewer pixels than a dot of the thinnest pen has are no mark. */
const leastPixels = 5;

/** Reads the pixels of `displayArea(place)`. */
export function readPicture(pixels: Buffer, place: PicturePlace): SeenPicture {
  const area = displayArea(place);
  const greyAt = (x: number, y: number): number => {
    const column = Math.floor(place.left + x * place.scale) - area.x;
    const row = Math.floor(place.top + y * place.scale) - area.y;
    return pixels[4 * (row * area.width + column) + 1] ?? 0;
  };
  return { frame: readStamp(greyAt), marks: readMarks(pixels, place, area) };
}

/** Reads the marks alone, of the pixels of this area of the display. */
export function readMarks(pixels: Buffer, place: PicturePlace, area: Area): SeenMarks {
  const { x: left, y: top, width, height } = area;
  const sums = readColours.map(() => ({ pixels: 0, weight: 0, x: 0, y: 0 }));
  for (let row = 0, at = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1, at += 4) {
      const [blue, green, red] = [pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0];
      const strength = Math.max(red, green, blue) - Math.min(red, green, blue);
      if (strength < leastColour) continue;
      const sum = sums[colourIndex(red, green, blue)];
      if (sum === undefined) continue;
      // A pixel that a line covers in part has as much less of its colour.
      sum.pixels += 1;
      sum.weight += strength;
      sum.x += strength * column;
      sum.y += strength * row;
    }
  }
  const seen = sums.map(({ pixels: count, weight, x, y }, index) =>
    count < leastPixels
      ? []
      : [
          readColours[index],
          {
            x: (left + x / weight + 0.5 - place.left) / place.scale,
            y: (top + y / weight + 0.5 - place.top) / place.scale,
          },
        ],
  );
  return Object.fromEntries(seen.filter((entry) => entry.length > 0)) as SeenMarks;
}

/** Of `readColours`. */
function colourIndex(red: number, green: number, blue: number): number {
  if (blue >= red && blue >= green) return 3;
  if (green > red) return 2;
  return green > 0.7 * red && blue < 0.6 * green ? 1 : 0;
}
