import type { Area } from './area.ts';
import type { Picture, SamePixels } from './picture.ts';

/** Whole rows follow one another in memory: so many are compared at once, for a comparison costs more to call than to do. */
const rowsAtOnce = 8;
/** So many pixels from its end a span is looked through one by one, and from there in steps of the host's own comparison. */
const nearPixels = 32;
const farPixels = 192;

/**
 * Where a picture may differ from what the viewer has: for every row one span. All changes since the last frame add up in it
 * without growing it, and a picture is compared only inside it.
 */
export class ChangedRows {
  readonly #width: number;
  readonly #height: number;
  readonly #start: Int32Array;
  readonly #end: Int32Array;
  /** Rows outside are empty. */
  #top: number;
  #bottom = 0;

  constructor(width: number, height: number) {
    this.#width = width;
    this.#height = height;
    this.#start = new Int32Array(height);
    this.#end = new Int32Array(height);
    this.#top = height;
  }

  get isEmpty(): boolean {
    return this.#top >= this.#bottom;
  }

  get top(): number {
    return this.#top;
  }

  /** The row after the last one. */
  get bottom(): number {
    return this.#bottom;
  }

  /** The row's first pixel that may differ; not before `endOf` if none does. */
  startOf(row: number): number {
    return this.#start[row] ?? 0;
  }

  endOf(row: number): number {
    return this.#end[row] ?? 0;
  }

  add(area: Area): void {
    const left = Math.max(0, area.x);
    const right = Math.min(this.#width, area.x + area.width);
    const top = Math.max(0, area.y);
    const bottom = Math.min(this.#height, area.y + area.height);
    if (left >= right || top >= bottom) return;
    for (let row = top; row < bottom; row++) {
      if (this.startOf(row) < this.endOf(row)) {
        if (left < this.startOf(row)) this.#start[row] = left;
        if (right > this.endOf(row)) this.#end[row] = right;
      } else {
        this.#start[row] = left;
        this.#end[row] = right;
      }
    }
    this.#top = Math.min(this.#top, top);
    this.#bottom = Math.max(this.#bottom, bottom);
  }

  clear(): void {
    this.#start.fill(0, this.#top, this.#bottom);
    this.#end.fill(0, this.#top, this.#bottom);
    this.#top = this.#height;
    this.#bottom = 0;
  }

  /** Makes the spans of these rows as short as the difference is. */
  narrow(picture: Picture, shown: Picture, samePixels: SamePixels, fromRow = this.#top, toRow = this.#bottom): void {
    const { pixels: now, width } = picture;
    const { pixels: before } = shown;
    const top = Math.max(fromRow, this.#top);
    const bottom = Math.min(toRow, this.#bottom);
    for (let row = top; row < bottom; row++) {
      const rowStart = row * width;
      let start = rowStart + this.startOf(row);
      let end = rowStart + this.endOf(row);
      if (start >= end) continue;
      if (this.#areWhole(row, bottom) && samePixels(now, rowStart, before, rowStart, rowsAtOnce * width)) {
        for (let last = row + rowsAtOnce - 1; row < last; row++) this.empty(row);
        this.empty(row);
        continue;
      }
      if (samePixels(now, start, before, start, end - start)) {
        this.empty(row);
        continue;
      }
      const nearStart = Math.min(end, start + nearPixels);
      while (start < nearStart && now[start] === before[start]) start++;
      if (start === nearStart) {
        while (end - start > farPixels && samePixels(now, start, before, start, farPixels)) start += farPixels;
        while (start < end && now[start] === before[start]) start++;
      }
      const nearEnd = Math.max(start, end - nearPixels);
      while (end > nearEnd && now[end - 1] === before[end - 1]) end--;
      if (end === nearEnd) {
        while (end - start > farPixels && samePixels(now, end - farPixels, before, end - farPixels, farPixels))
          end -= farPixels;
        while (end > start && now[end - 1] === before[end - 1]) end--;
      }
      this.#start[row] = start - rowStart;
      this.#end[row] = end - rowStart;
    }
    this.#trim();
  }

  empty(row: number): void {
    this.#start[row] = 0;
    this.#end[row] = 0;
  }

  /** The smallest area around all spans. */
  hull(): Area {
    let left = this.#width;
    let right = 0;
    for (let row = this.#top; row < this.#bottom; row++) {
      if (this.startOf(row) >= this.endOf(row)) continue;
      left = Math.min(left, this.startOf(row));
      right = Math.max(right, this.endOf(row));
    }
    return { x: left, y: this.#top, width: right - left, height: this.#bottom - this.#top };
  }

  /** How many pixels the spans have. */
  pixels(): number {
    let sum = 0;
    for (let row = this.#top; row < this.#bottom; row++) sum += this.endOf(row) - this.startOf(row);
    return sum;
  }

  #areWhole(row: number, bottom: number): boolean {
    if (row + rowsAtOnce > bottom) return false;
    for (let next = row; next < row + rowsAtOnce; next++) {
      if (this.startOf(next) > 0 || this.endOf(next) < this.#width) return false;
    }
    return true;
  }

  #trim(): void {
    while (this.#top < this.#bottom && this.startOf(this.#top) >= this.endOf(this.#top)) this.#top++;
    while (this.#top < this.#bottom && this.startOf(this.#bottom - 1) >= this.endOf(this.#bottom - 1)) this.#bottom--;
    if (this.#top >= this.#bottom) {
      this.#top = this.#height;
      this.#bottom = 0;
    }
  }
}
