import type { GreyFrame } from '../grey-frame.ts';
import { identityHomography, invertHomography, mapPoint, type Homography, type Point } from '../homography.ts';

/** World pixels in the width of a view, and of the world: half a view more on each side. */
const unit = 640;
const worldWidth = 2 * unit;
const worldHeight = 1.75 * unit;

/** A flat world of overlapping boxes, each of one grey: the same for each seed. */
export class TestWorld {
  readonly #pixels = new Uint8Array(worldWidth * worldHeight).fill(128);

  constructor(seed = 1, boxes = 260) {
    let state = seed * 7_919 + 1;
    const next = (below: number): number => {
      state = (state * 48_271) % 2_147_483_647;
      return Math.floor((below * state) / 2_147_483_647);
    };
    for (let box = 0; box < boxes; box++) {
      const [left, top, width, height] = [next(worldWidth), next(worldHeight), 13 + next(64), 13 + next(51)];
      const grey = 40 + next(180);
      for (let y = top; y < Math.min(worldHeight, top + height); y++) {
        this.#pixels.fill(grey, y * worldWidth + left, y * worldWidth + Math.min(worldWidth, left + width));
      }
    }
  }

  /** Between the pixels their mean, as a lens has it. */
  greyAt(x: number, y: number): number {
    const column = Math.max(0, Math.min(worldWidth - 2, (x + 0.5) * unit - 0.5));
    const row = Math.max(0, Math.min(worldHeight - 2, (y + 0.5) * unit - 0.5));
    const [left, top] = [Math.floor(column), Math.floor(row)];
    const at = (down: number): number => {
      const from = (top + down) * worldWidth + left;
      const [here = 0, next = 0] = this.#pixels.subarray(from, from + 2);
      return here + (column - left) * (next - here);
    };
    return at(0) + (row - top) * (at(1) - at(0));
  }
}

export type ViewOptions = {
  readonly width?: number;
  readonly height?: number;
  readonly capturedAtMs?: number;
  /** Grey values, either way. */
  readonly noise?: number;
  /** Painted over the world, in pixels of the view. */
  readonly cover?: { readonly left: number; readonly right: number };
};

/** What a camera sees of the world: `worldToView` in widths of the view. Each pixel is the mean of four looks. */
export function view(world: TestWorld, viewToWorld: Homography, options: ViewOptions = {}): GreyFrame {
  const { width = 320, height = 240, capturedAtMs = 0, noise = 0, cover } = options;
  const pixels = new Uint8Array(width * height);
  let state = Math.floor(capturedAtMs) * 31 + 17;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let grey = 0;
      for (const [partX, partY] of [
        [0.25, 0.25],
        [0.75, 0.25],
        [0.25, 0.75],
        [0.75, 0.75],
      ] as const) {
        const at = mapPoint(viewToWorld, (x + partX) / width, (y + partY) / width);
        grey += world.greyAt(at.x, at.y) / 4;
      }
      if (cover !== undefined && x >= cover.left && x < cover.right) grey = 90 + 20 * Math.sin((x - cover.left) / 7);
      state = (state * 48_271 + 11) % 2_147_483_647;
      pixels[y * width + x] = Math.max(0, Math.min(255, grey + noise * (2 * (state / 2_147_483_647) - 1)));
    }
  }
  return { width, height, pixels, capturedAtMs };
}

/** A camera that has moved by (x, y), turned by `roll` and come nearer by `scale`: from its view to the world. */
export function cameraAt({ x = 0, y = 0, roll = 0, scale = 1 }): Homography {
  const [cos, sin] = [Math.cos(roll) / scale, Math.sin(roll) / scale];
  // Around the middle of the view.
  return [cos, -sin, x + 0.5 - 0.5 * cos + 0.375 * sin, sin, cos, y + 0.375 - 0.5 * sin - 0.375 * cos, 0, 0, 1];
}

/** Where the camera sees a place of the world. */
export function seenAt(viewToWorld: Homography, x: number, y: number): Point {
  return mapPoint(invertHomography(viewToWorld) ?? identityHomography, x, y);
}
