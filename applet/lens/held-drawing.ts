import type { Area, GreyFrame } from './grey-frame.ts';
import type { GreyPyramid } from './grey-pyramid.ts';
import { composeHomographies, invertHomography, mapPoint, type Homography, type Point } from './homography.ts';
import type { FrameMotion } from './frame-motion.ts';
import type { Reference } from './reference.ts';
import type { Alignment, SurfaceAligner, Surface } from './surface-aligner.ts';

/** Frames for which the place of a drawing that cannot be made sure of is still guessed from the picture's movement. */
const mostGuessedFrames = 20;

/**
 * Share of its features that a drawing is recognised by without a doubt, and where the movement of the picture has led to
 * the place. Fewer would be found a fuse further, too.
 */
const leastShare: Readonly<Record<Trust, number>> = { guessed: 0.65, followed: 0.45 };
const sureShare = leastShare.guessed;
/** So many of them must be in the picture for that. */
const sureExpected = 14;
/** Frames after which a place that the movement led to is a guess like others. */
const trustedFrames = 10;
/** Share of the features that a hand covers from one frame to the next at most. */
const mostCoveredAFrame = 0.2;
const clearlyBetter = 0.15;

/** How a place was come by where a drawing may be. */
export type Trust = 'followed' | 'guessed';

/** Where the drawings that could be made sure of were in one frame, by id. */
export type Places = ReadonlyMap<number, Homography>;

/** One drawing, and what holds it. */
export class HeldDrawing {
  readonly id: number;
  readonly reference: Reference;
  /** From the picture that the technician saw to the reference. */
  readonly seenToReference: Homography;
  #area: Area;
  #features: Float32Array;
  /** From the reference to the last frame: found there, or guessed. */
  #transform: Homography | null = null;
  #guessedFrames = 0;
  /** Of its features, when it was last found. */
  #share = 0;
  /** Where this one and others were when this one was last found. */
  #lastPlaces: Places = new Map();

  constructor(options: {
    readonly id: number;
    readonly reference: Reference;
    readonly seenToReference: Homography;
    readonly area: Area;
    readonly features: Float32Array;
  }) {
    this.id = options.id;
    this.reference = options.reference;
    this.seenToReference = options.seenToReference;
    this.#area = options.area;
    this.#features = options.features;
  }

  /** Whether it was found in the last frame. */
  get isFound(): boolean {
    return this.#transform !== null && this.#guessedFrames === 0;
  }

  /** Whether there may be a better place for it: it was not found, or only a part of it. */
  get isDoubtful(): boolean {
    return !this.isFound || this.#share < sureShare;
  }

  /** From the reference to the last frame, if it was found there. */
  get place(): Homography | null {
    return this.isFound ? this.#transform : null;
  }

  /** It covers more of the picture than it did. */
  extend(area: Area, features: Float32Array): void {
    this.#area = area;
    this.#features = features;
  }

  /** Follows it to the next frame. */
  follow(aligner: SurfaceAligner, current: GreyPyramid, motion: FrameMotion): void {
    const before = this.#transform;
    if (before === null) return;
    const centre = this.#centreBy(before);
    const step = centre === null ? null : motion.near(centre);
    const guess = step === null ? before : composeHomographies(step, before);
    const wasFound = this.isFound;
    this.#guessedFrames += 1;
    this.#transform = this.#guessedFrames > mostGuessedFrames ? null : guess;
    if (guess === null) return;
    let best = aligner.align(this.#surface, current, guess, 'near');
    if (best === null || best.share < sureShare) {
      for (const other of wasFound ? [guess, before] : [guess]) {
        const alignment = aligner.align(this.#surface, current, other, 'wide');
        if (alignment !== null && alignment.share > (best?.share ?? 0)) best = alignment;
      }
    }
    if (best === null) return;
    // A hand covers it bit by bit. Where most is gone at once, it is something similar beside it.
    const trust = this.#guessedFrames <= trustedFrames ? 'followed' : 'guessed';
    const isIt = wasFound ? best.share >= Math.min(sureShare, this.#share - mostCoveredAFrame) : isSure(best, trust);
    if (isIt) this.#found(best);
  }

  /** In a frame in which its turn has not come: it goes where the movement takes it. */
  guess(motion: FrameMotion): void {
    if (this.#transform === null) return;
    const centre = this.#centreBy(this.#transform);
    const step = centre === null ? null : motion.near(centre);
    if (step !== null) this.#transform = composeHomographies(step, this.#transform);
  }

  /** Looks for it where `guess` says. One that was found moves there only if it fits clearly better. */
  tryAt(aligner: SurfaceAligner, current: GreyPyramid, guess: Homography, trust: Trust): boolean {
    const alignment = aligner.align(this.#surface, current, guess, 'wide');
    if (alignment === null || !isSure(alignment, trust)) return false;
    if (this.isFound && alignment.share < this.#share + clearlyBetter) return false;
    this.#found(alignment);
    return true;
  }

  /** Keeps where all were, for the time when another is found and this one is not. */
  remember(places: Places): void {
    if (this.isFound) this.#lastPlaces = places;
  }

  /** Where it must be if it has not moved against those that are found; one guess for each of them. */
  *guessesBy(places: Places): Iterable<Homography> {
    const mine = this.#lastPlaces.get(this.id);
    if (mine === undefined) return;
    for (const [id, now] of places) {
      const then = this.#lastPlaces.get(id);
      const back = then === undefined ? null : invertHomography(then);
      const beside = back === null ? null : composeHomographies(back, mine);
      const guess = beside === null ? null : composeHomographies(now, beside);
      if (guess !== null) yield guess;
    }
  }

  /** From the picture that the technician saw to `frame`; null where it was not found, or its middle is not in the picture. */
  visibleTransform(frame: GreyFrame): Homography | null {
    if (!this.isFound || this.#transform === null) return null;
    const centre = this.#centreBy(this.#transform);
    if (centre === null || !(centre.x >= 0 && centre.y >= 0)) return null;
    if (!(centre.x <= 1 && centre.y <= frame.height / frame.width)) return null;
    return composeHomographies(this.#transform, this.seenToReference);
  }

  get #surface(): Surface {
    return { pyramid: this.reference.pyramid, features: this.#features };
  }

  #found({ transform, share }: Alignment): void {
    this.#transform = transform;
    this.#share = share;
    this.#guessedFrames = 0;
  }

  #centreBy(transform: Homography): Point | null {
    const { left, top, right, bottom } = this.#area;
    const inReference = mapPoint(this.seenToReference, (left + right) / 2, (top + bottom) / 2);
    const centre = mapPoint(transform, inReference.x, inReference.y);
    return Number.isFinite(centre.x) && Number.isFinite(centre.y) ? centre : null;
  }
}

function isSure({ share, expected }: Alignment, trust: Trust): boolean {
  return share >= leastShare[trust] && expected >= sureExpected;
}
