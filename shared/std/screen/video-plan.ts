import type { Area } from './area.ts';
import { contains, hull } from './area.ts';
import type { TileGrid } from './tile-grid.ts';

/** Of so many last frames a tile is remembered whether it changed in them: the bits of a byte. */
const oftenFrames = 4;
/** Frames further apart than this are no movement. */
const longestGapMs = 250;
/** Anything smaller is cheap enough without video. */
const fewestPixels = 64 * 1024;
/** A video grows by no less than this: each time it begins anew. */
const fewestMorePixels = 32 * 1024;
/** A hull may have this many times the pixels that made it necessary. */
const mostSlack = 2;
/** Encoders want a few rows and columns. */
const shortestSide = 64;
/** Costly pixels take this long without loss: then a picture that appears is shown similar first, and exact a moment later. */
const longOnceMs = 40;
/** What moves all the time may take this long a frame without loss, photographs and all: half of a frame at 30 a second. */
const longOftenMs = 15;
/**
 * Text that changes all the time becomes video only when without loss it would not be movement any more, and when that has been
 * tried for so long: a page that is scrolled before it is whole needs many bytes for a moment, and then hardly any.
 */
const longTextMs = 250;
const longBehindMs = 2_000;

/** What lossless costs, for deciding whether video is better. */
export type LosslessCost = {
  /** Milliseconds until so many bytes of pixel codes are drawn. */
  readonly expectedMs: (codeBytes: number) => number;
  /** More than 1 where pictures are to be sharp rather than smooth. */
  readonly patience: number;
};

/** Decides where a lane's video should be: by how often tiles change, and what it would cost to send them without loss. */
export class VideoPlan {
  readonly #grid: TileGrid;
  readonly #history: Uint8Array;
  readonly #changed: Uint8Array;
  readonly #marked: Uint8Array;
  #lastMs = Number.NEGATIVE_INFINITY;

  constructor(grid: TileGrid) {
    this.#grid = grid;
    this.#history = new Uint8Array(grid.count);
    this.#changed = new Uint8Array(grid.count);
    this.#marked = new Uint8Array(grid.count);
  }

  /** These tiles, and no others, changed since the last frame. */
  note(tiles: readonly number[], nowMs: number): void {
    const isMovement = nowMs - this.#lastMs <= longestGapMs;
    this.#lastMs = nowMs;
    this.#changed.fill(0);
    for (const tile of tiles) this.#changed[tile] = 1;
    for (let tile = 0; tile < this.#history.length; tile++) {
      const before = isMovement ? (this.#history[tile] ?? 0) : 0;
      this.#history[tile] = (before << 1) | (this.#changed[tile] ?? 0);
    }
  }

  forget(): void {
    this.#history.fill(0);
    this.#changed.fill(0);
  }

  /** Where there should be video: `present`, or more than that, or somewhere where there is none yet; null for nowhere. */
  area(present: Area | null, cost: LosslessCost): Area | null {
    this.#mark(present, cost);
    const found = this.#largestGroup(present);
    if (present === null) return found !== null && found.pixels >= fewestPixels ? found.area : null;
    if (found === null || found.pixels < fewestMorePixels) return present;
    const grown = hull(present, found.area);
    const needed = present.width * present.height + found.pixels;
    return grown.width * grown.height <= mostSlack * needed ? grown : present;
  }

  #mark(present: Area | null, cost: LosslessCost): void {
    const grid = this.#grid;
    let onceBytes = 0;
    let oftenBytes = 0;
    for (let tile = 0; tile < grid.count; tile++) {
      if (this.#changed[tile] === 0) continue;
      const { width, height } = grid.areaOf(tile);
      const bytes = grid.costOf(tile) * width * height;
      if (grid.isCostly(tile)) onceBytes += bytes;
      if (this.#isOften(tile)) oftenBytes += bytes;
    }
    const isOnce = cost.expectedMs(onceBytes) > longOnceMs * cost.patience;
    const oftenMs = cost.expectedMs(oftenBytes);
    const isLongText = oftenMs > longTextMs * cost.patience && grid.behindMs(this.#lastMs) >= longBehindMs;
    for (let tile = 0; tile < grid.count; tile++) {
      const isCostly = grid.isCostly(tile);
      const isLongOften = isCostly ? oftenMs > longOftenMs * cost.patience : isLongText;
      const isWorthIt = (this.#isOften(tile) && isLongOften) || (isOnce && isCostly && this.#changed[tile] === 1);
      const isCovered = isWorthIt && present !== null && contains(present, grid.areaOf(tile));
      this.#marked[tile] = isWorthIt && !isCovered ? 1 : 0;
    }
  }

  #isOften(tile: number): boolean {
    let bits = this.#history[tile] ?? 0;
    let count = 0;
    for (; bits !== 0; bits &= bits - 1) count++;
    return count >= oftenFrames;
  }

  /** Of marked tiles that hang together, with gaps of one tile, those with the most pixels. */
  #largestGroup(present: Area | null): { readonly area: Area; readonly pixels: number } | null {
    let largest: { area: Area; pixels: number } | null = null;
    for (let tile = 0; tile < this.#marked.length; tile++) {
      if (this.#marked[tile] !== 1) continue;
      const group = this.#takeGroup(tile);
      const { width, height } = group.area;
      if (present === null && (width < shortestSide || height < shortestSide)) continue;
      if (width * height > mostSlack * group.pixels) continue;
      if (group.pixels > (largest?.pixels ?? 0)) largest = group;
    }
    return largest;
  }

  #takeGroup(start: number): { area: Area; pixels: number } {
    const { columns, rows } = this.#grid;
    const open = [start];
    this.#marked[start] = 0;
    let area = this.#grid.areaOf(start);
    let pixels = 0;
    for (let tile = open.pop(); tile !== undefined; tile = open.pop()) {
      const own = this.#grid.areaOf(tile);
      area = hull(area, own);
      pixels += own.width * own.height;
      const column = tile % columns;
      const row = Math.floor(tile / columns);
      for (let y = Math.max(0, row - 2); y <= Math.min(rows - 1, row + 2); y++) {
        for (let x = Math.max(0, column - 2); x <= Math.min(columns - 1, column + 2); x++) {
          const other = y * columns + x;
          if (this.#marked[other] !== 1) continue;
          this.#marked[other] = 0;
          open.push(other);
        }
      }
    }
    return { area, pixels };
  }
}
