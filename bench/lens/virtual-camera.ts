import { makePyramid, type GreyLevel, type GreyPyramid } from '#applet/lens/grey-pyramid.ts';

export const viewWidth = 640;
export const viewHeight = 480;
/** Of a phone's main camera, in pixels of the view. */
const focalLength = 560;

/** Where the camera looks, and from where. Angles in radians. */
export type Pose = {
  /** What is in the middle of the view, in world pixels. */
  readonly x: number;
  readonly y: number;
  /** View pixels that a world pixel is wide in the middle. */
  readonly scale: number;
  readonly roll: number;
  /** To the side, and up and down. */
  readonly yaw: number;
  readonly pitch: number;
};

/** From world pixels to view pixels, both from the corner of the first one: nine numbers, row by row. */
export type WorldToView = readonly number[];

/** A pinhole in front of a flat world: the truth that drawings are compared with. Nothing of the tracker is in it. */
export function worldToView({ x, y, scale, roll, yaw, pitch }: Pose): WorldToView {
  const distance = focalLength / scale;
  const [cosRoll, sinRoll] = [Math.cos(roll), Math.sin(roll)];
  const [cosYaw, sinYaw] = [Math.cos(yaw), Math.sin(yaw)];
  const [cosPitch, sinPitch] = [Math.cos(pitch), Math.sin(pitch)];
  // The first two columns of roll * pitch * yaw: the world is flat, so the third is never needed.
  const rows = [
    [cosRoll * cosYaw - sinRoll * sinPitch * sinYaw, -sinRoll * cosPitch],
    [sinRoll * cosYaw + cosRoll * sinPitch * sinYaw, cosRoll * cosPitch],
    [-cosPitch * sinYaw, sinPitch],
  ] as const;
  const depth = [rows[2][0], rows[2][1], distance - rows[2][0] * x - rows[2][1] * y] as const;
  const line = (row: readonly [number, number], middle: number): readonly number[] => [
    focalLength * row[0] + middle * depth[0],
    focalLength * row[1] + middle * depth[1],
    focalLength * (-row[0] * x - row[1] * y) + middle * depth[2],
  ];
  return [...line(rows[0], viewWidth / 2), ...line(rows[1], viewHeight / 2), ...depth];
}

export function project(h: WorldToView, x: number, y: number): { readonly x: number; readonly y: number } {
  const depth = (h[6] ?? 0) * x + (h[7] ?? 0) * y + (h[8] ?? 0);
  return {
    x: ((h[0] ?? 0) * x + (h[1] ?? 0) * y + (h[2] ?? 0)) / depth,
    y: ((h[3] ?? 0) * x + (h[4] ?? 0) * y + (h[5] ?? 0)) / depth,
  };
}

/** From view pixels back to world pixels. */
export function viewToWorld(h: WorldToView): WorldToView {
  const at = (index: number): number => h[index] ?? 0;
  return [
    at(4) * at(8) - at(5) * at(7),
    at(2) * at(7) - at(1) * at(8),
    at(1) * at(5) - at(2) * at(4),
    at(5) * at(6) - at(3) * at(8),
    at(0) * at(8) - at(2) * at(6),
    at(2) * at(3) - at(0) * at(5),
    at(3) * at(7) - at(4) * at(6),
    at(1) * at(6) - at(0) * at(7),
    at(0) * at(4) - at(1) * at(3),
  ];
}

/** Photographs a flat scene. */
export class VirtualCamera {
  readonly #scene: GreyPyramid;

  constructor(scene: GreyLevel) {
    this.#scene = makePyramid(scene);
  }

  /** The mean of what is seen from each pose: several of them are a movement within one exposure. */
  photograph(poses: readonly Pose[]): Float32Array {
    const sum = new Float32Array(viewWidth * viewHeight);
    for (const pose of poses) this.#add(sum, pose, 1 / poses.length);
    return sum;
  }

  #add(sum: Float32Array, pose: Pose, weight: number): void {
    // The reduction that has about one pixel for each of the view's, so that nothing flickers.
    const wanted = Math.max(0, Math.round(Math.log2(1 / pose.scale) + 0.2));
    const level = Math.min(wanted, this.#scene.length - 1);
    const { width, height, pixels } = this.#scene[level] ?? this.#scene[0];
    const h = viewToWorld(worldToView(pose));
    const unit = 2 ** level;
    for (let row = 0, at = 0; row < viewHeight; row++) {
      const y = row + 0.5;
      for (let column = 0; column < viewWidth; column++, at++) {
        const x = column + 0.5;
        const depth = ((h[6] ?? 0) * x + (h[7] ?? 0) * y + (h[8] ?? 0)) * unit;
        const worldX = ((h[0] ?? 0) * x + (h[1] ?? 0) * y + (h[2] ?? 0)) / depth - 0.5;
        const worldY = ((h[3] ?? 0) * x + (h[4] ?? 0) * y + (h[5] ?? 0)) / depth - 0.5;
        // The wall goes on for ever, without anything on it.
        const safeX = worldX > 0 ? (worldX < width - 1.001 ? worldX : width - 1.001) : 0;
        const safeY = worldY > 0 ? (worldY < height - 1.001 ? worldY : height - 1.001) : 0;
        const left = safeX | 0;
        const top = safeY | 0;
        const partX = safeX - left;
        const partY = safeY - top;
        const from = top * width + left;
        const upper = (pixels[from] ?? 0) + partX * ((pixels[from + 1] ?? 0) - (pixels[from] ?? 0));
        const lower =
          (pixels[from + width] ?? 0) + partX * ((pixels[from + width + 1] ?? 0) - (pixels[from + width] ?? 0));
        sum[at] = (sum[at] ?? 0) + weight * (upper + partY * (lower - upper));
      }
    }
  }
}
