import type { GreyFrame } from './grey-frame.ts';
import type { GreyLevel, GreyPyramid } from './grey-pyramid.ts';
import { composeHomographies, identityHomography, invertHomography, type Homography } from './homography.ts';

/** A drawing may come this much later than the picture it was drawn on. */
const keptMs = 3_000;
/** Between two kept frames: what moved meanwhile is found by alignment. Every second frame of most cameras; 3 s of 640 x 480 are 14 MB. */
const leastApartMs = 60;
/** Thumbnails are about this wide: noise and the codec's traces are gone, and a quarter second's movement is not. */
const thumbnailWidth = 80;
/** Correlation of thumbnails; what is less alike was seen at another time, or is another picture. */
const leastLikeness = 0.9;

/** Further away in time, something else may be in the picture. */
const sharperWithinMs = 800;
const muchSharper = 1.4;

type Kept = {
  readonly frame: GreyFrame;
  readonly thumbnail: GreyLevel;
  readonly sharpness: number;
  /** From this frame to the newest, in widths; null where the movement could not be followed. */
  toNewest: Homography | null;
};

/** The last few seconds of frames, to find the one that a late drawing was made on. */
export class FrameMemory {
  #kept: Kept[] = [];

  /** `step`: from the frame before to this one, in widths; null where that is not known. */
  remember(frame: GreyFrame, pyramid: GreyPyramid, step: Homography | null): void {
    const { capturedAtMs } = frame;
    for (const kept of this.#kept) {
      kept.toNewest = step === null || kept.toNewest === null ? null : composeHomographies(step, kept.toNewest);
    }
    const newest = this.#kept.at(-1)?.frame;
    // A clock that was put back makes all that is kept useless.
    if (newest !== undefined && capturedAtMs < newest.capturedAtMs) this.#kept = [];
    else if (newest !== undefined && capturedAtMs - newest.capturedAtMs < leastApartMs) return;
    this.#kept = this.#kept.filter((kept) => capturedAtMs - kept.frame.capturedAtMs <= keptMs);
    this.#kept.push({
      frame,
      thumbnail: thumbnailOf(pyramid),
      sharpness: sharpnessOf(pyramid),
      toNewest: identityHomography,
    });
  }

  /** The kept frame that is most like `seen`; null where none is. */
  find(seen: GreyPyramid): GreyFrame | null {
    const thumbnail = thumbnailOf(seen);
    let best: { readonly frame: GreyFrame; readonly likeness: number } | null = null;
    for (const kept of this.#kept) {
      const likeness = correlation(kept.thumbnail, thumbnail);
      if (likeness >= Math.max(leastLikeness, best?.likeness ?? 0)) best = { frame: kept.frame, likeness };
    }
    return best?.frame ?? null;
  }

  /** How the picture has moved since a kept frame, in widths; null where that could not be followed. */
  movementSince(frame: GreyFrame): Homography | null {
    return this.#kept.find((kept) => kept.frame === frame)?.toNewest ?? null;
  }

  /** A kept frame of about the same time that is much sharper, and the way to it in widths; null where there is none. */
  findSharper(frame: GreyFrame): { readonly frame: GreyFrame; readonly movement: Homography } | null {
    const own = this.#kept.find((kept) => kept.frame === frame);
    if (own === undefined || own.toNewest === null) return null;
    const near = this.#kept.filter(
      (kept) => Math.abs(kept.frame.capturedAtMs - frame.capturedAtMs) <= sharperWithinMs && kept.toNewest !== null,
    );
    const sharpest = near.toSorted((a, b) => b.sharpness - a.sharpness)[0];
    if (sharpest === undefined || sharpest.sharpness < muchSharper * own.sharpness) return null;
    const back = sharpest.toNewest === null ? null : invertHomography(sharpest.toNewest);
    const movement = back === null ? null : composeHomographies(back, own.toNewest);
    return movement === null ? null : { frame: sharpest.frame, movement };
  }

  clear(): void {
    this.#kept = [];
  }
}

function thumbnailOf(pyramid: GreyPyramid): GreyLevel {
  return pyramid.find(({ width }) => width <= thumbnailWidth) ?? pyramid.at(-1) ?? pyramid[0];
}

/** Mean square step from each pixel of the halved picture to the next, in the direction that is blurred more. */
function sharpnessOf(pyramid: GreyPyramid): number {
  const { width, height, pixels } = pyramid[1] ?? pyramid[0];
  let [across, down] = [0, 0];
  for (let y = 0; y < height - 1; y += 2) {
    for (let at = y * width; at < y * width + width - 1; at++) {
      across += ((pixels[at + 1] ?? 0) - (pixels[at] ?? 0)) ** 2;
      down += ((pixels[at + width] ?? 0) - (pixels[at] ?? 0)) ** 2;
    }
  }
  return Math.min(across, down) / (width * height);
}

/** 1 for the same picture whatever its brightness and contrast; 0 for pictures of different size. */
function correlation(a: GreyLevel, b: GreyLevel): number {
  if (a.width !== b.width || a.height !== b.height) return 0;
  const count = a.pixels.length;
  let [sumA, sumB, squaresA, squaresB, products] = [0, 0, 0, 0, 0];
  for (let at = 0; at < count; at++) {
    const left = a.pixels[at] ?? 0;
    const right = b.pixels[at] ?? 0;
    sumA += left;
    sumB += right;
    squaresA += left * left;
    squaresB += right * right;
    products += left * right;
  }
  const spread = (squaresA - (sumA * sumA) / count) * (squaresB - (sumB * sumB) / count);
  return spread > 0 ? (products - (sumA * sumB) / count) / Math.sqrt(spread) : 0;
}
