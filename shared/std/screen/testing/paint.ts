import type { Area } from '../area.ts';
import { movePixels } from '../move-pixels.ts';
import type { Picture } from '../picture.ts';

/** Numbers that look random and are the same each time. */
function numbers(seed: number): () => number {
  let state = (seed * 2_654_435_761) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

export function fillArea(picture: Picture, area: Area, colour: number): void {
  for (let y = area.y; y < area.y + area.height; y++) {
    const start = y * picture.width + area.x;
    picture.pixels.fill(colour & 0xff_ff_ff, start, start + area.width);
  }
}

/** Something like a page: words of dark glyphs with grey edges on white, in lines, no two of which are alike. */
export function paintText(picture: Picture, area: Area, seed: number): void {
  const next = numbers(seed);
  const inks = [0xff_ff_ff, 0xff_ff_ff, 0x10_10_10, 0x80_80_80];
  fillArea(picture, area, 0xff_ff_ff);
  for (let line = area.y; line < area.y + area.height; line += 16) {
    for (let x = area.x; x < area.x + area.width; x += 7) {
      const glyph = next();
      if (glyph % 7 === 0) continue;
      for (let row = 3; row < 13 && line + row < area.y + area.height; row++) {
        for (let column = 0; column < 6 && x + column < area.x + area.width; column++) {
          const ink = inks[(glyph >>> (((row >> 1) * 3 + column * 5) % 29)) & 3] ?? 0;
          picture.pixels[(line + row) * picture.width + x + column] = ink;
        }
      }
    }
  }
}

/** What no one can predict, as in a film of rain. */
export function paintNoise(picture: Picture, area: Area, seed: number): void {
  const next = numbers(seed);
  for (let y = area.y; y < area.y + area.height; y++) {
    for (let x = area.x; x < area.x + area.width; x++) picture.pixels[y * picture.width + x] = next() & 0xff_ff_ff;
  }
}

/** Moves what is in `area` within it; what was at its border and has no successor stays. */
export function moveArea(picture: Picture, area: Area, right: number, down: number): void {
  const width = area.width - Math.abs(right);
  const height = area.height - Math.abs(down);
  if (width <= 0 || height <= 0) return;
  const to = { x: area.x + Math.max(0, right), y: area.y + Math.max(0, down), width, height };
  movePixels(picture.pixels, picture.width, { to, fromX: to.x - right, fromY: to.y - down });
}
