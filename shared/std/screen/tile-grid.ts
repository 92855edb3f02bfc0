import type { Area } from './area.ts';
import { intersection } from './area.ts';
import { tileSidePixels } from './screen-limits.ts';

/** Bytes a pixel, before deflate, from which on a tile is a photograph rather than text. */
const costlyBytesAPixel = 0.7;

/** The picture in squares, and what is remembered about each. */
export class TileGrid {
  readonly columns: number;
  readonly rows: number;
  readonly #width: number;
  readonly #height: number;
  /** Bytes a pixel when it was written last. */
  readonly #cost: Float32Array;
  readonly #lossy: Uint8Array;
  readonly #waiting: Uint8Array;

  constructor(width: number, height: number) {
    this.#width = width;
    this.#height = height;
    this.columns = Math.ceil(width / tileSidePixels);
    this.rows = Math.ceil(height / tileSidePixels);
    this.#cost = new Float32Array(this.count);
    this.#lossy = new Uint8Array(this.count);
    this.#waiting = new Uint8Array(this.count);
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

  /** What the viewer has of it is only similar. */
  isLossy(tile: number): boolean {
    return this.#lossy[tile] === 1;
  }

  setLossy(tile: number, isLossy: boolean): void {
    this.#lossy[tile] = isLossy ? 1 : 0;
  }

  /** It had changed at the last frame, for which there was no room. */
  isWaiting(tile: number): boolean {
    return this.#waiting[tile] === 1;
  }

  setWaiting(tile: number, isWaiting: boolean): void {
    this.#waiting[tile] = isWaiting ? 1 : 0;
  }

  noneWaits(): void {
    this.#waiting.fill(0);
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
