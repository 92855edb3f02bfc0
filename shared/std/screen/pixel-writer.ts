import type { Area } from './area.ts';
import type { Picture } from './picture.ts';
import { code, mostBytesAPixel, recentColours, shortestRuns, slotFactor, slotShift } from './pixel-codes.ts';

const colourBits = 0xff_ff_ff;
const none = -1;

/** Writes areas of a picture as pixel codes into one growing buffer, which is used again for every frame. */
export class PixelWriter {
  #bytes = new Uint8Array(64 * 1024);
  #length = 0;
  readonly #recent = new Int32Array(recentColours);

  /** Forgets what was written. */
  begin(): void {
    this.#length = 0;
    this.#recent.fill(none);
  }

  get length(): number {
    return this.#length;
  }

  /** What was written since `begin`: a view that the next frame writes over. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  write(picture: Picture, area: Area): void {
    this.#reserve(mostBytesAPixel * area.width * area.height);
    const { pixels, width: stride } = picture;
    const bytes = this.#bytes;
    const recent = this.#recent;
    let out = this.#length;
    let previous = 0;
    for (let row = 0; row < area.height; row++) {
      let at = (area.y + row) * stride + area.x;
      const end = at + area.width;
      while (at < end) {
        const pixel = (pixels[at] ?? 0) & colourBits;
        const isRepeat = pixel === previous;
        const isAbove = row > 0 && (((pixels[at - stride] ?? 0) ^ pixel) & colourBits) === 0;
        if (isRepeat || isAbove) {
          let repeatEnd = at;
          if (isRepeat) {
            repeatEnd++;
            while (repeatEnd < end && ((pixels[repeatEnd] ?? 0) & colourBits) === pixel) repeatEnd++;
          }
          let aboveEnd = at;
          if (isAbove && repeatEnd < end) {
            aboveEnd++;
            while (
              aboveEnd < end &&
              (((pixels[aboveEnd] ?? 0) ^ (pixels[aboveEnd - stride] ?? 0)) & colourBits) === 0
            ) {
              aboveEnd++;
            }
          }
          if (aboveEnd > repeatEnd) {
            out = writeRun(bytes, out, aboveEnd - at, code.above, shortestRuns.above);
            at = aboveEnd;
            previous = (pixels[at - 1] ?? 0) & colourBits;
          } else {
            out = writeRun(bytes, out, repeatEnd - at, code.repeat, shortestRuns.repeat);
            at = repeatEnd;
          }
          continue;
        }
        at++;
        const slot = Math.imul(pixel, slotFactor) >>> slotShift;
        if (recent[slot] === pixel) {
          bytes[out++] = code.recent | slot;
          previous = pixel;
          continue;
        }
        recent[slot] = pixel;
        // Differences wrap around in a channel's byte, on both sides.
        const green = (((pixel >> 8) - (previous >> 8)) << 24) >> 24;
        const red = (((pixel >> 16) - (previous >> 16)) << 24) >> 24;
        const blue = ((pixel - previous) << 24) >> 24;
        const redMore = red - green;
        const blueMore = blue - green;
        if (((red + 2) | (green + 2) | (blue + 2)) >>> 2 === 0) {
          bytes[out++] = code.smallDifference | ((red + 2) << 4) | ((green + 2) << 2) | (blue + 2);
        } else if ((green + 32) >>> 6 === 0 && ((redMore + 8) | (blueMore + 8)) >>> 4 === 0) {
          bytes[out++] = code.difference | (green + 32);
          bytes[out++] = ((redMore + 8) << 4) | (blueMore + 8);
        } else {
          bytes[out++] = code.colour;
          bytes[out++] = pixel >> 16;
          bytes[out++] = pixel >> 8;
          bytes[out++] = pixel;
        }
        previous = pixel;
      }
    }
    this.#length = out;
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#length + more, 2 * this.#bytes.length));
    larger.set(this.bytes);
    this.#bytes = larger;
  }
}

/** The codes of a kind: run lengths up to `shortest`, then one with a byte, then one with two. */
function writeRun(bytes: Uint8Array, out: number, length: number, kind: number, shortest: number): number {
  let next = out;
  if (length <= shortest) {
    bytes[next++] = kind + length - 1;
  } else if (length - 1 < 256) {
    bytes[next++] = kind + shortest;
    bytes[next++] = length - 1;
  } else {
    bytes[next++] = kind + shortest + 1;
    bytes[next++] = (length - 1) >> 8;
    bytes[next++] = length - 1;
  }
  return next;
}
