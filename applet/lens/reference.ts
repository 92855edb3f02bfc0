import type { GreyFrame } from './grey-frame.ts';
import { makePyramid, type GreyPyramid } from './grey-pyramid.ts';
import { rescaleHomography, type Homography } from './homography.ts';
import { matchDescriptors } from './match-descriptors.ts';
import type { Described, Vision } from './vision.ts';

/** Distinctive points of a picture that is kept, and of one in which it is looked for. */
const mostPoints = 700;
/** Pixels between a match and where the others want it: a guess, to be aligned from. */
const tolerance = 5;

/** A picture that drawings were made on. Those of one picture share it. */
export class Reference {
  readonly frame: GreyFrame;
  readonly pyramid: GreyPyramid;
  #described: Described | null = null;

  constructor(frame: GreyFrame) {
    this.frame = frame;
    this.pyramid = makePyramid(frame);
  }

  /** Where it may be in the picture that `seen` describes, in widths, however it has turned; null where it is not. */
  recognise(vision: Vision, seen: Described, seenWidth: number): Homography | null {
    this.#described ??= vision.describe(this.frame, mostPoints);
    const { from, to } = matchDescriptors(this.#described, seen);
    const h = vision.homography(from, to, tolerance);
    return h === null ? null : rescaleHomography(h, 1 / this.frame.width, 1 / seenWidth);
  }
}

export function describeFrame(vision: Vision, frame: GreyFrame): Described {
  return vision.describe(frame, mostPoints);
}
