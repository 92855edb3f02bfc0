import type { Area } from './area.ts';
import { code, recentColours, shortestRuns, slotFactor, slotShift } from './pixel-codes.ts';

const opaque = 0xff000000;
/** From here on the host's own copying is faster than a loop. */
const longRun = 24;

/** Reads pixel codes into a picture as browsers keep them, `0xFFBBGGRR`. What it is given may be anything. */
export class PixelReader {
  readonly #recent = new Uint32Array(recentColours);
  #bytes = new Uint8Array(0);
  #at = 0;

  begin(bytes: Uint8Array): void {
    this.#bytes = bytes as Uint8Array<ArrayBuffer>;
    this.#at = 0;
    this.#recent.fill(0);
  }

  /** Whether all that was given has been read. */
  get atEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  /** False if the codes are not an area of that size; the area, which lies inside the picture, is then half written. */
  read(pixels: Uint32Array, stride: number, area: Area): boolean {
    const bytes = this.#bytes;
    const recent = this.#recent;
    const length = bytes.length;
    let next = this.#at;
    let red = 0;
    let green = 0;
    let blue = 0;
    for (let row = 0; row < area.height; row++) {
      let at = (area.y + row) * stride + area.x;
      const end = at + area.width;
      while (at < end) {
        // Past the end bytes are undefined; `next` is then past the length, which is looked at once a row and a run.
        const byte = bytes[next++] ?? 0;
        if (byte < code.smallDifference) {
          const value = recent[byte] ?? 0;
          red = value & 0xff;
          green = (value >>> 8) & 0xff;
          blue = (value >>> 16) & 0xff;
          pixels[at++] = opaque | value;
          continue;
        }
        if (byte >= code.repeat && byte < code.colour) {
          const isAbove = byte >= code.above;
          const kind = isAbove ? code.above : code.repeat;
          const shortest = isAbove ? shortestRuns.above : shortestRuns.repeat;
          let run = byte - kind;
          if (run === shortest) run = bytes[next++] ?? 0;
          else if (run > shortest) {
            run = ((bytes[next] ?? 0) << 8) | (bytes[next + 1] ?? 0);
            next += 2;
          }
          const runEnd = at + run + 1;
          if (runEnd > end || next > length || (isAbove && row === 0)) return false;
          if (isAbove) {
            if (run >= longRun) {
              pixels.copyWithin(at, at - stride, runEnd - stride);
              at = runEnd;
            } else while (at < runEnd) pixels[at] = pixels[at++ - stride] ?? 0;
            const value = pixels[at - 1] ?? 0;
            red = value & 0xff;
            green = (value >>> 8) & 0xff;
            blue = (value >>> 16) & 0xff;
          } else {
            const value = opaque | (blue << 16) | (green << 8) | red;
            if (run >= longRun) {
              pixels.fill(value, at, runEnd);
              at = runEnd;
            } else while (at < runEnd) pixels[at++] = value;
          }
          continue;
        }
        if (byte < code.difference) {
          red = (red + ((byte >> 4) & 3) - 2) & 0xff;
          green = (green + ((byte >> 2) & 3) - 2) & 0xff;
          blue = (blue + (byte & 3) - 2) & 0xff;
        } else if (byte < code.repeat) {
          const more = bytes[next++] ?? 0;
          const greenDifference = (byte & 0x3f) - 32;
          red = (red + greenDifference + (more >> 4) - 8) & 0xff;
          green = (green + greenDifference) & 0xff;
          blue = (blue + greenDifference + (more & 0xf) - 8) & 0xff;
        } else {
          red = bytes[next] ?? 0;
          green = bytes[next + 1] ?? 0;
          blue = bytes[next + 2] ?? 0;
          next += 3;
        }
        const value = (blue << 16) | (green << 8) | red;
        recent[Math.imul((red << 16) | (green << 8) | blue, slotFactor) >>> slotShift] = value;
        pixels[at++] = opaque | value;
      }
      if (next > length) return false;
    }
    this.#at = next;
    return true;
  }
}
