import type { Dispose } from '#shared/std/core/dispose.ts';
import type { CursorShape } from '#shared/std/screen/screen-message.ts';
import type { Point } from '../../input/picture-geometry.ts';

/** The customer's mouse pointer, as it was last told: its picture, and where it is on which lane. */
export class RemoteCursor {
  readonly #places = new Map<number, Point>();
  readonly #listeners = new Set<() => void>();
  #shape: CursorShape | null = null;

  /** Null until it is known, and where nothing of it can be seen. */
  get shape(): CursorShape | null {
    return this.#shape;
  }

  /** In pixels of the lane's picture; null while it is elsewhere or hidden. */
  at(lane: number): Point | null {
    return this.#places.get(lane) ?? null;
  }

  setShape(shape: CursorShape): void {
    this.#shape = shape.pixels.some((pixel) => pixel >>> 24 > 0) ? shape : null;
    this.#tell();
  }

  move(lane: number, at: Point | null): void {
    if (at === null) this.#places.delete(lane);
    else this.#places.set(lane, at);
    this.#tell();
  }

  onChange(listener: () => void): Dispose {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
