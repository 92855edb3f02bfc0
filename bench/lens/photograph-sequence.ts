import { throughCodec } from './codec.ts';
import { paintScene, type SceneName } from './scenes.ts';
import { noiseTable } from './sensor-noise.ts';
import { framesPerSecond, sequenceSeconds, type Sequence } from './sequences.ts';
import { viewHeight, viewWidth, VirtualCamera } from './virtual-camera.ts';

/** Deviation of a pixel where a sequence says nothing. */
const usualNoise = 1.5;
/** Exposures that a blurred picture is the mean of. */
const blurSteps = 9;

/** Photographs sequences frame by frame: the same bytes in every run. */
export class SequencePhotographer {
  readonly #cameras = new Map<SceneName, VirtualCamera>();
  readonly #noise = noiseTable(5);

  photograph(sequence: Sequence, frameIndex: number): Uint8Array {
    const seconds = frameIndex / framesPerSecond;
    const shutter = sequence.shutterSeconds ?? 0;
    const moments =
      shutter === 0
        ? [seconds]
        : Array.from({ length: blurSteps }, (_, step) => seconds + shutter * ((step + 0.5) / blurSteps - 0.5));
    const picture = this.#cameraOf(sequence.scene).photograph(moments.map(sequence.poseAt));
    const hand = sequence.handAt?.(seconds) ?? null;
    if (hand !== null) paintHand(picture, hand.x, hand.y);
    const deviation = sequence.noise ?? usualNoise;
    const start = (frameIndex * 7_919 * 31) % this.#noise.length;
    const pixels = new Uint8Array(picture.length);
    for (let at = 0; at < picture.length; at++) {
      const light =
        sequence.expose === undefined
          ? (picture[at] ?? 0)
          : sequence.expose(picture[at] ?? 0, seconds, Math.floor(at / viewWidth) / viewHeight);
      const grey = light + deviation * (this.#noise[(start + at * 3) % this.#noise.length] ?? 0);
      pixels[at] = Math.max(0, Math.min(255, Math.round(grey)));
    }
    if (sequence.frameQuality === undefined) return pixels;
    return throughCodec({ width: viewWidth, height: viewHeight, pixels }, sequence.frameQuality);
  }

  #cameraOf(scene: SceneName): VirtualCamera {
    const camera = this.#cameras.get(scene) ?? new VirtualCamera(paintScene(scene));
    this.#cameras.set(scene, camera);
    return camera;
  }
}

export const frameCount = sequenceSeconds * framesPerSecond;

/** Palm, and arm out of the picture below: discs in view pixels. */
const handParts = [
  { x: 0, y: 0, radius: 70 },
  { x: -50, y: -80, radius: 20 },
  { x: -15, y: -110, radius: 20 },
  { x: 22, y: -105, radius: 20 },
  { x: 55, y: -75, radius: 19 },
  { x: -38, y: -50, radius: 24 },
  { x: 0, y: -70, radius: 26 },
  { x: 38, y: -50, radius: 24 },
  { x: 20, y: 90, radius: 60 },
  { x: 40, y: 180, radius: 60 },
  { x: 60, y: 270, radius: 60 },
] as const;

/** Whether a hand there covers this place of the view. */
export function isCovered(hand: { readonly x: number; readonly y: number } | null, x: number, y: number): boolean {
  if (hand === null) return false;
  return handParts.some((part) => Math.hypot(x - hand.x - part.x, y - hand.y - part.y) < part.radius + 3);
}

function paintHand(picture: Float32Array, handX: number, handY: number): void {
  for (const part of handParts) {
    const [centreX, centreY] = [handX + part.x, handY + part.y];
    for (let y = Math.max(0, Math.floor(centreY - part.radius)); y < Math.min(viewHeight, centreY + part.radius); y++) {
      for (
        let x = Math.max(0, Math.floor(centreX - part.radius));
        x < Math.min(viewWidth, centreX + part.radius);
        x++
      ) {
        const distance = Math.hypot(x - centreX, y - centreY) / part.radius;
        // Folds move with the hand.
        if (distance < 1) {
          picture[y * viewWidth + x] = 150 - 35 * distance ** 4 + 10 * Math.sin((x - handX) / 9 + (y - handY) / 14);
        }
      }
    }
  }
}
