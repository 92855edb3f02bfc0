import type { Area } from './area.ts';
import { hull, intersection } from './area.ts';
import type { Move } from './move-pixels.ts';
import { tileSidePixels } from './screen-limits.ts';

/** Bytes a pixel, before deflate, from which on a tile is a photograph rather than text. */
const costlyBytesAPixel = 0.7;
const neverMs = Number.NEGATIVE_INFINITY;

/** Tiles side by side. */
export type TileRun = {
  /** The leftmost tile, and how many from there to the right. */
  readonly firstTile: number;
  readonly tileCount: number;
};

/** The picture in squares, and what is remembered about each. */
export class TileGrid {
  readonly columns: number;
  readonly rows: number;
  readonly #width: number;
  readonly #height: number;
  /** Bytes a pixel when it was written last, or as it was estimated since. */
  readonly #cost: Float32Array;
  readonly #lossy: Uint8Array;
  readonly #changedMs: Float64Array;
  /** Since when it has waited for room; 0 if it does not. */
  #behindSinceMs: number | null = null;
  readonly #waitingMs: Float64Array;
  #lossyCount = 0;

  constructor(width: number, height: number) {
    this.#width = width;
    this.#height = height;
    this.columns = Math.ceil(width / tileSidePixels);
    this.rows = Math.ceil(height / tileSidePixels);
    this.#cost = new Float32Array(this.count);
    this.#lossy = new Uint8Array(this.count);
    this.#changedMs = new Float64Array(this.count).fill(neverMs);
    this.#waitingMs = new Float64Array(this.count);
  }

  get count(): number {
    return this.columns * this.rows;
  }

  areaOf(tile: number): Area {
    const x = (tile % this.columns) * tileSidePixels;
    const y = Math.floor(tile / this.columns) * tileSidePixels;
    return {
      x,
      y,
      width: Math.min(tileSidePixels, this.#width - x),
      height: Math.min(tileSidePixels, this.#height - y),
    };
  }

  costOf(tile: number): number {
    return this.#cost[tile] ?? 0;
  }

  isCostly(tile: number): boolean {
    return this.costOf(tile) > costlyBytesAPixel;
  }

  setCost(tile: number, bytesAPixel: number): void {
    this.#cost[tile] = bytesAPixel;
  }

  /** How many tiles the viewer has only something similar of. */
  get lossyCount(): number {
    return this.#lossyCount;
  }

  isLossy(tile: number): boolean {
    return this.#lossy[tile] === 1;
  }

  setLossy(tile: number, isLossy: boolean): void {
    if (this.isLossy(tile) !== isLossy) this.#lossyCount += isLossy ? 1 : -1;
    this.#lossy[tile] = isLossy ? 1 : 0;
  }

  noneIsLossy(): void {
    this.#lossy.fill(0);
    this.#lossyCount = 0;
  }

  /** What was lossy stays so where it moved to. */
  moveLossy(moves: readonly Move[]): void {
    for (const { to, fromX, fromY } of moves) {
      if (this.#lossyCount === 0) return;
      const before = this.#lossy.slice();
      for (const tile of this.touching(to)) {
        const part = intersection(this.areaOf(tile), to);
        const source = { ...part, x: part.x - to.x + fromX, y: part.y - to.y + fromY };
        for (const other of this.touching(source)) if (before[other] === 1) this.setLossy(tile, true);
      }
    }
  }

  /** When the screen was last seen to be another there. */
  changedMs(tile: number): number {
    return this.#changedMs[tile] ?? neverMs;
  }

  setChanged(tile: number, nowMs: number): void {
    this.#changedMs[tile] = nowMs;
  }

  /** It changed, and there was no room for it. */
  setWaiting({ firstTile, tileCount }: TileRun, nowMs: number): void {
    this.#behindSinceMs ??= nowMs;
    for (let tile = firstTile; tile < firstTile + tileCount; tile++) {
      if (this.#waitingMs[tile] === 0) this.#waitingMs[tile] = nowMs;
    }
  }

  /** How long it has waited; 0 if it does not. */
  waitedMs(tile: number, nowMs: number): number {
    const since = this.#waitingMs[tile] ?? 0;
    return since === 0 ? 0 : Math.max(Number.MIN_VALUE, nowMs - since);
  }

  isWaiting(tile: number): boolean {
    return this.#waitingMs[tile] !== 0;
  }

  /** Of the tiles that `area` touches those that the viewer does not wait for: the smallest area around them, and their share of it. */
  knownIn(area: Area): { readonly area: Area; readonly share: number } {
    let around: Area = { x: 0, y: 0, width: 0, height: 0 };
    let known = 0;
    for (const tile of this.touching(area)) {
      if (this.isWaiting(tile)) continue;
      around = hull(around, this.areaOf(tile));
      known++;
    }
    const tiles = Math.ceil(around.width / tileSidePixels) * Math.ceil(around.height / tileSidePixels);
    return { area: around, share: tiles === 0 ? 0 : known / tiles };
  }

  /** How long the viewer has not had everything at once; 0 if it has. */
  behindMs(nowMs: number): number {
    return this.#behindSinceMs === null ? 0 : nowMs - this.#behindSinceMs;
  }

  noneWaits(): void {
    this.#behindSinceMs = null;
    this.#waitingMs.fill(0);
  }

  /** The viewer has it as it is, and it cost that much. */
  setSent({ firstTile, tileCount }: TileRun, bytesAPixel: number): void {
    for (let tile = firstTile; tile < firstTile + tileCount; tile++) {
      this.#cost[tile] = bytesAPixel;
      this.#waitingMs[tile] = 0;
      this.setLossy(tile, false);
    }
  }

  /** The tiles that `area` touches. */
  *touching(area: Area): Generator<number> {
    const inside = intersection(area, { x: 0, y: 0, width: this.#width, height: this.#height });
    if (inside.width === 0 || inside.height === 0) return;
    const lastColumn = Math.floor((inside.x + inside.width - 1) / tileSidePixels);
    const lastRow = Math.floor((inside.y + inside.height - 1) / tileSidePixels);
    for (let row = Math.floor(inside.y / tileSidePixels); row <= lastRow; row++) {
      for (let column = Math.floor(inside.x / tileSidePixels); column <= lastColumn; column++) {
        yield row * this.columns + column;
      }
    }
  }
}
