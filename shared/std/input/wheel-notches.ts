import { maxNotchesPerFrame, wheelPixelsPerNotch } from './input-limits.ts';

/** Turns wheel movement in pixels, which trackpads send in crumbs, into whole notches, and keeps what is left over. */
export class WheelNotches {
  #restX = 0;
  #restY = 0;

  add(deltaX: number, deltaY: number): { readonly x: number; readonly y: number } {
    this.#restX = carry(this.#restX, deltaX);
    this.#restY = carry(this.#restY, deltaY);
    const x = whole(this.#restX);
    const y = whole(this.#restY);
    this.#restX -= x * wheelPixelsPerNotch;
    this.#restY -= y * wheelPixelsPerNotch;
    return { x: limit(x), y: limit(y) };
  }

  reset(): void {
    this.#restX = 0;
    this.#restY = 0;
  }
}

function carry(rest: number, delta: number): number {
  // Turning back must act at once: what was left over from the other direction is forgotten.
  return rest * delta < 0 ? delta : rest + delta;
}

function whole(pixels: number): number {
  return Math.trunc(pixels / wheelPixelsPerNotch) + 0; // + 0 makes -0 plain.
}

function limit(notches: number): number {
  return Math.max(-maxNotchesPerFrame, Math.min(maxNotchesPerFrame, notches));
}
