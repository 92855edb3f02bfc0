import { chooseFeatures } from './choose-features.ts';
import { FrameMemory } from './frame-memory.ts';
import { FrameMotion } from './frame-motion.ts';
import { clipArea, isUsableFrame, type Area, type GreyFrame } from './grey-frame.ts';
import { makePyramid, type GreyPyramid } from './grey-pyramid.ts';
import { HeldDrawing, type Trust } from './held-drawing.ts';
import { identityHomography, invertHomography, moveArea, type Homography } from './homography.ts';
import { describeFrame, Reference } from './reference.ts';
import { SurfaceAligner } from './surface-aligner.ts';
import type { Described, Vision } from './vision.ts';

export type { Area, GreyFrame } from './grey-frame.ts';
export type { Homography } from './homography.ts';

/** `hidden`: its object is not in the picture, or not recognised now. `cannotHold`: nothing is there to hold on to. */
export type AnchorState = 'held' | 'hidden' | 'cannotHold';

export type TrackedAnchor = {
  readonly id: number;
  readonly state: AnchorState;
  /** From the picture that the technician saw to this frame; null unless it is held. */
  readonly transform: Homography | null;
};

export type TrackedFrame = {
  readonly capturedAtMs: number;
  readonly anchors: readonly TrackedAnchor[];
  /** What this frame took. */
  readonly costMs: number;
};

/** More drawings than a picture has room for; a technician who sends more gets `cannotHold`. */
const mostAnchors = 40;
/** Drawings that are aligned in each frame; with more they take turns. */
const mostAlignedAFrame = 16;
/** Lost drawings that are looked for beside found ones, in each frame. */
const mostLookedForAFrame = 3;
/** Between two looks at the whole picture for what is lost: one takes as long as all else. */
const recogniseEveryMs = 100;
/** A drawing is held by at least so many features. */
const leastFeatures = 8;

type Latest = { readonly frame: GreyFrame; readonly pyramid: GreyPyramid };

/** Keeps drawings on what they were drawn on while the camera moves. Never throws for what it is given. */
export class SceneTracker {
  readonly #vision: Vision;
  readonly #nowMs: () => number;
  readonly #aligner = new SurfaceAligner();
  readonly #memory = new FrameMemory();
  readonly #motion: FrameMotion;
  readonly #drawings = new Map<number, HeldDrawing>();
  readonly #unholdable = new Set<number>();
  /** Drawings that are made on one picture share what is known of it. */
  #references = new WeakMap<GreyFrame, Reference>();
  #latest: Latest | null = null;
  #described: Described | null = null;
  #recognisedAtMs = Number.NEGATIVE_INFINITY;
  #turn = 0;

  constructor(vision: Vision, options: { readonly nowMs: () => number }) {
    this.#vision = vision;
    this.#nowMs = options.nowMs;
    this.#motion = new FrameMotion(vision);
  }

  /** The camera's next frame. Remembers the last few seconds of frames for anchors that come late. */
  track(frame: GreyFrame): TrackedFrame {
    const startedMs = this.#nowMs();
    if (!isUsableFrame(frame)) return this.#report(null, frame.capturedAtMs, startedMs);
    const own = { ...frame, pixels: frame.pixels.slice() };
    const latest = { frame: own, pyramid: makePyramid(own) };
    this.#latest = latest;
    this.#described = null;
    // Without drawings too: one that comes late is brought up to date by the movement since.
    this.#motion.follow(latest.pyramid);
    this.#memory.remember(own, latest.pyramid, this.#motion.whole);
    if (this.#drawings.size > 0) {
      this.#follow(latest);
      this.#findLost(latest);
    }
    return this.#report(own, frame.capturedAtMs, startedMs);
  }

  /**
   * Anchors a drawing that covers `area` of the picture that the technician saw: `seen`, decoded from what came back
   * from them, some 50 to 500 ms old, or much older when it was frozen. An id that is in use is anchored anew.
   */
  anchor(id: number, seen: GreyFrame, area: Area): AnchorState {
    this.release(id);
    if (this.#drawings.size + this.#unholdable.size >= mostAnchors) return 'cannotHold';
    const clipped = isUsableFrame(seen) ? clipArea(area, seen) : null;
    const drawing = clipped === null ? null : this.#hold(id, { ...seen, pixels: seen.pixels.slice() }, clipped);
    if (drawing === null) {
      this.#unholdable.add(id);
      return 'cannotHold';
    }
    this.#drawings.set(id, drawing);
    if (this.#latest === null) return 'hidden';
    this.#catchUp(drawing, this.#latest);
    return drawing.visibleTransform(this.#latest.frame) === null ? 'hidden' : 'held';
  }

  /** The drawing covers `area` by now: for one that grows while it is drawn, when it is done. */
  extend(id: number, area: Area): void {
    const drawing = this.#drawings.get(id);
    if (drawing === undefined) return;
    const { reference, seenToReference } = drawing;
    const clipped = clipArea(area, reference.frame);
    const inReference = clipped === null ? null : clipArea(moveArea(seenToReference, clipped), reference.frame);
    if (clipped === null || inReference === null) return;
    const features = chooseFeatures(this.#vision, reference.pyramid, inReference);
    if (features.length >= 2 * leastFeatures) drawing.extend(clipped, features);
  }

  release(id: number): void {
    this.#drawings.delete(id);
    this.#unholdable.delete(id);
  }

  clear(): void {
    this.#drawings.clear();
    this.#unholdable.clear();
  }

  /** Forgets everything; frames and anchors may come again. */
  dispose(): void {
    this.clear();
    this.#memory.clear();
    this.#motion.forget();
    this.#latest = null;
    this.#described = null;
    this.#references = new WeakMap();
  }

  /** Null where nothing is there to hold on to. */
  #hold(id: number, seen: GreyFrame, area: Area): HeldDrawing | null {
    const seenPyramid = makePyramid(seen);
    const kept = this.#memory.find(seenPyramid);
    // The camera's own frame instead of what a codec left of it, a sharp one if there is; and exactly how the two lie.
    const sharper = kept === null ? null : this.#memory.findSharper(kept);
    for (const { frame, movement } of [
      ...(sharper === null ? [] : [sharper]),
      ...(kept === null ? [] : [{ frame: kept, movement: identityHomography }]),
    ]) {
      const reference = this.#referenceOf(frame);
      const inFrame = clipArea(moveArea(movement, area), frame);
      const features = inFrame === null ? [] : chooseFeatures(this.#vision, reference.pyramid, inFrame);
      const surface = { pyramid: reference.pyramid, features: Float32Array.from(features) };
      const fromSeen = invertHomography(movement);
      if (fromSeen === null || features.length < 2 * leastFeatures) continue;
      const toSeen = this.#aligner.align(surface, seenPyramid, fromSeen, 'near');
      const seenToReference = toSeen === null ? null : invertHomography(toSeen.transform);
      if (seenToReference !== null) {
        return new HeldDrawing({ id, reference, seenToReference, area, features: surface.features });
      }
    }
    const reference = new Reference(seen);
    const features = chooseFeatures(this.#vision, reference.pyramid, area);
    if (features.length < 2 * leastFeatures) return null;
    return new HeldDrawing({ id, reference, seenToReference: identityHomography, area, features });
  }

  #referenceOf(frame: GreyFrame): Reference {
    const reference = this.#references.get(frame) ?? new Reference(frame);
    this.#references.set(frame, reference);
    return reference;
  }

  /** Finds in the last frame what was drawn on an older one. */
  #catchUp(drawing: HeldDrawing, latest: Latest): void {
    const { reference } = drawing;
    const sameReference = [...this.#drawings.values()].flatMap((other) =>
      other.reference === reference && other.place !== null ? [other.place] : [],
    );
    const isAt = (guess: Homography | null, trust: Trust): boolean =>
      guess !== null && drawing.tryAt(this.#aligner, latest.pyramid, guess, trust);
    if (isAt(this.#memory.movementSince(reference.frame), 'followed')) return;
    if (sameReference.some((place) => isAt(place, 'followed'))) return;
    if (isAt(identityHomography, 'guessed')) return;
    isAt(this.#recognise(reference, latest), 'guessed');
  }

  #follow(latest: Latest): void {
    const drawings = [...this.#drawings.values()];
    const turns = Math.min(drawings.length, mostAlignedAFrame);
    for (const [index, drawing] of drawings.entries()) {
      const isItsTurn = (index - this.#turn + drawings.length) % drawings.length < turns;
      if (isItsTurn) drawing.follow(this.#aligner, latest.pyramid, this.#motion);
      else drawing.guess(this.#motion);
    }
    this.#turn = (this.#turn + turns) % drawings.length;
  }

  #findLost(latest: Latest): void {
    const drawings = [...this.#drawings.values()];
    const lost = drawings.filter(({ isDoubtful }) => isDoubtful);
    if (lost.length > 0) this.#findBesideOthers(lost, latest);
    const { capturedAtMs } = latest.frame;
    const stillLost = lost.filter(({ isDoubtful }) => isDoubtful);
    const isTime = Math.abs(capturedAtMs - this.#recognisedAtMs) >= recogniseEveryMs;
    if (stillLost.length > 0 && isTime) {
      this.#recognisedAtMs = capturedAtMs;
      const references = [...new Set(stillLost.map(({ reference }) => reference))];
      const reference = references[this.#turn++ % references.length];
      const guess = reference === undefined ? null : this.#recognise(reference, latest);
      if (guess !== null) {
        for (const drawing of stillLost) {
          if (drawing.reference === reference) drawing.tryAt(this.#aligner, latest.pyramid, guess, 'guessed');
        }
      }
    }
    const places = this.#places();
    for (const drawing of drawings) drawing.remember(places);
  }

  #findBesideOthers(lost: readonly HeldDrawing[], latest: Latest): void {
    const places = this.#places();
    const first = this.#turn % lost.length;
    const inTurn = [...lost.slice(first), ...lost.slice(0, first)].slice(0, mostLookedForAFrame);
    for (const drawing of inTurn) {
      for (const guess of drawing.guessesBy(places)) {
        if (drawing.tryAt(this.#aligner, latest.pyramid, guess, 'guessed')) break;
      }
    }
  }

  #recognise(reference: Reference, latest: Latest): Homography | null {
    this.#described ??= describeFrame(this.#vision, latest.frame);
    return reference.recognise(this.#vision, this.#described, latest.frame.width);
  }

  #places(): ReadonlyMap<number, Homography> {
    const places = new Map<number, Homography>();
    for (const { id, place } of this.#drawings.values()) if (place !== null) places.set(id, place);
    return places;
  }

  #report(frame: GreyFrame | null, capturedAtMs: number, startedMs: number): TrackedFrame {
    const held = [...this.#drawings.values()].map((drawing): TrackedAnchor => {
      const transform = frame === null ? null : drawing.visibleTransform(frame);
      return { id: drawing.id, state: transform === null ? 'hidden' : 'held', transform };
    });
    const not = [...this.#unholdable].map((id): TrackedAnchor => ({ id, state: 'cannotHold', transform: null }));
    return { capturedAtMs, anchors: [...held, ...not], costMs: this.#nowMs() - startedMs };
  }
}
