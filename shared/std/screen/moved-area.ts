import type { Area } from './area.ts';
import { intersection, isEmpty } from './area.ts';
import type { ChangedRows } from './changed-rows.ts';
import type { Motion } from './motion-search.ts';
import type { Move } from './move-pixels.ts';
import type { Picture, SamePixels } from './picture.ts';

/** Cells in which it is counted what a move would make right or wrong. */
const cellWidth = 64;
const cellHeight = 16;
/** Of a column one pixel in so many rows is looked at: each is in another part of memory. */
const sampleStep = 3;
/** A line of pixels belongs to what moved if the move makes more than so many of them right for each that it makes wrong. */
const leastGood = 3;
/** Whole rows follow one another in memory: so many are compared at once. */
const rowsAtOnce = 8;

/**
 * The largest area that one motion explains: what the move makes right counts for it, what it would make wrong against it, so
 * that a fixed bar stays outside and a blinking cursor inside does not cut a page in two.
 */
export class MovedArea {
  readonly #samePixels: SamePixels;
  /** Pixels made right less pixels made wrong, cell by cell. */
  #gain = new Int32Array(0);
  #columns = 0;
  /** Rows of the picture of which the whole region has moved. */
  #movedRows = new Uint8Array(0);

  constructor(samePixels: SamePixels) {
    this.#samePixels = samePixels;
  }

  /** The move, and how many pixels it makes right more than wrong; null if it does no good anywhere. */
  grow(
    picture: Picture,
    shown: Picture,
    rows: ChangedRows,
    changes: Area,
    motion: Motion,
  ): { readonly move: Move; readonly gain: number } | null {
    const screen = { x: 0, y: 0, width: picture.width, height: picture.height };
    const region = intersection(changes, { ...screen, x: motion.right, y: motion.down });
    if (isEmpty(region)) return null;
    if (this.#movedRows.length < picture.height) this.#movedRows = new Uint8Array(picture.height);
    this.#count(picture, shown, rows, region, motion);
    const best = this.#bestCells(Math.ceil(region.height / cellHeight));
    if (best === null) return null;
    const cells = {
      x: region.x + best.left * cellWidth,
      y: region.y + best.top * cellHeight,
      width: (best.right - best.left) * cellWidth,
      height: (best.bottom - best.top) * cellHeight,
    };
    const to = this.#fit(picture, shown, intersection(cells, region), region, motion);
    if (isEmpty(to)) return null;
    return { move: { to, fromX: to.x - motion.right, fromY: to.y - motion.down }, gain: best.gain };
  }

  /** Whether a row within the move that was grown last is right from its left to its right. */
  isRowRight(row: number): boolean {
    return this.#movedRows[row] === 1;
  }

  #count(picture: Picture, shown: Picture, rows: ChangedRows, region: Area, motion: Motion): void {
    const stride = picture.width;
    const back = motion.down * stride + motion.right;
    const columns = Math.ceil(region.width / cellWidth);
    const cellCount = columns * Math.ceil(region.height / cellHeight);
    if (this.#gain.length < cellCount) this.#gain = new Int32Array(cellCount);
    this.#gain.fill(0, 0, cellCount);
    this.#columns = columns;
    const right = region.x + region.width;
    let movedUntil = 0;
    for (let row = 0; row < region.height; row++) {
      const y = region.y + row;
      const start = rows.startOf(y);
      const end = rows.endOf(y);
      const rowStart = y * stride;
      const first = rowStart + region.x;
      if (row >= movedUntil && row % rowsAtOnce === 0 && region.width === stride && row + rowsAtOnce <= region.height) {
        const areMoved = this.#samePixels(picture.pixels, first, shown.pixels, first - back, rowsAtOnce * stride);
        if (areMoved) movedUntil = row + rowsAtOnce;
      }
      const isMoved =
        row < movedUntil || this.#samePixels(picture.pixels, first, shown.pixels, first - back, region.width);
      this.#movedRows[y] = isMoved ? 1 : 0;
      if (isMoved && start >= end) continue;
      // In rows where only some has moved, which cells is asked of every other row.
      if (!isMoved && row % 2 === 1) continue;
      const weight = isMoved ? 1 : 2;
      const cellRow = Math.floor(row / cellHeight) * columns;
      for (let column = 0; column < columns; column++) {
        const cellLeft = region.x + column * cellWidth;
        const cellRight = Math.min(cellLeft + cellWidth, right);
        const wasChanged = start < cellRight && end > cellLeft;
        const length = cellRight - cellLeft;
        let gain = 0;
        if (isMoved || areSame(picture.pixels, rowStart + cellLeft, shown.pixels, rowStart + cellLeft - back, length)) {
          if (wasChanged) gain = Math.min(end, cellRight) - Math.max(start, cellLeft);
        } else if (
          !wasChanged ||
          areSame(picture.pixels, rowStart + cellLeft, shown.pixels, rowStart + cellLeft, length)
        ) {
          gain = -length;
        }
        this.#gain[cellRow + column] = (this.#gain[cellRow + column] ?? 0) + weight * gain;
      }
    }
  }

  /** The rectangle of cells with the largest sum: for each pair of left and right column, the best run of rows. */
  #bestCells(cellRows: number): { left: number; right: number; top: number; bottom: number; gain: number } | null {
    const columns = this.#columns;
    const sums = new Int32Array(cellRows);
    let best: { left: number; right: number; top: number; bottom: number; gain: number } | null = null;
    for (let left = 0; left < columns; left++) {
      sums.fill(0);
      for (let right = left; right < columns; right++) {
        let sum = 0;
        let top = 0;
        for (let row = 0; row < cellRows; row++) {
          sums[row] = (sums[row] ?? 0) + (this.#gain[row * columns + right] ?? 0);
          if (sum <= 0) {
            sum = 0;
            top = row;
          }
          sum += sums[row] ?? 0;
          if (sum > (best?.gain ?? 0)) best = { left, right: right + 1, top, bottom: row + 1, gain: sum };
        }
      }
    }
    return best;
  }

  /** Cells are coarse: each side goes in while it does more harm than good, out while it does no harm, and in where it does nothing. */
  #fit(picture: Picture, shown: Picture, cells: Area, region: Area, motion: Motion): Area {
    const stride = picture.width;
    const back = motion.down * stride + motion.right;
    let left = cells.x;
    let right = cells.x + cells.width;
    let top = cells.y;
    let bottom = cells.y + cells.height;
    /** What a move does to a line of pixels. */
    const effect = (first: number, step: number, count: number): 'good' | 'none' | 'harm' | 'mixed' => {
      let good = 0;
      let harm = 0;
      for (let index = 0, at = first; index < count; index++, at += step) {
        const pixel = picture.pixels[at];
        if (pixel !== shown.pixels[at - back]) harm++;
        else if (pixel !== shown.pixels[at]) good++;
      }
      if (harm === 0) return good > 0 ? 'good' : 'none';
      return good > leastGood * harm ? 'mixed' : 'harm';
    };
    const column = (x: number): ReturnType<typeof effect> =>
      effect(top * stride + x, stride * sampleStep, Math.ceil((bottom - top) / sampleStep));
    const row = (y: number): ReturnType<typeof effect> => effect(y * stride + left, 1, right - left);
    const isUseless = (line: ReturnType<typeof effect>): boolean => line === 'none' || line === 'harm';
    const isHarmless = (line: ReturnType<typeof effect>): boolean => line === 'none' || line === 'good';
    const goIn = (): void => {
      while (left < right && isUseless(column(left))) left++;
      while (left < right && isUseless(column(right - 1))) right--;
      while (top < bottom && isUseless(row(top))) top++;
      while (top < bottom && isUseless(row(bottom - 1))) bottom--;
    };
    goIn();
    const least = { x: Math.max(region.x, left - cellWidth), y: Math.max(region.y, top - cellHeight) };
    const mostRight = Math.min(region.x + region.width, right + cellWidth);
    const mostBottom = Math.min(region.y + region.height, bottom + cellHeight);
    while (left > least.x && isHarmless(column(left - 1))) left--;
    while (right < mostRight && isHarmless(column(right))) right++;
    while (top > least.y && isHarmless(row(top - 1))) top--;
    while (bottom < mostBottom && isHarmless(row(bottom))) bottom++;
    goIn();
    return { x: left, y: top, width: right - left, height: bottom - top };
  }
}

function areSame(a: Uint32Array, aOffset: number, b: Uint32Array, bOffset: number, length: number): boolean {
  for (let index = 0; index < length; index++) {
    if (a[aOffset + index] !== b[bOffset + index]) return false;
  }
  return true;
}
