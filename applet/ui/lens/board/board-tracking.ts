import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';
import { fromBase64Url } from '#shared/std/crypto/bytes.ts';
import { markArea } from '#shared/std/lens/board-geometry.ts';
import { mostInTransform } from '#shared/std/lens/board-limits.ts';
import type { BoardMark, BoardView } from '#shared/std/lens/board-view.ts';
import type { MarkHold, TrackingMode } from '#shared/std/lens/board.ts';
import type { MarkTransform, TrackedFrame } from '#shared/std/lens/tracked-frame.ts';
import type { CameraFrames } from './camera-frames.ts';
import type { AnchoredFrame, OpenVision, Vision } from './vision.ts';

export type BoardTrackingOptions = {
  readonly clock: Clock;
  /** Null where there is nothing that could hold drawings. */
  readonly openVision: OpenVision | null;
  readonly frames: CameraFrames;
  readonly onMode: (mode: TrackingMode) => void;
  readonly onHold: (id: number, hold: MarkHold) => void;
  readonly onTracked: (frame: TrackedFrame) => void;
};

type FollowedBoard = Pick<BoardView, 'marks' | 'pictures' | 'open'>;

const nothing: FollowedBoard = { marks: [], pictures: [], open: false };

/** A worker that answers no frame for this long hangs. */
const answerMs = 5_000;
/** Of several megabytes over a poor mobile network; nobody waits longer for a drawing that moves along. */
const loadMs = 60_000;
/** A mark that has just begun is here before its picture (BRD2). One that takes longer was forgotten, or never sent. */
const pictureMs = 5_000;
/** A frame that could not be taken: the camera is being switched. */
const retryMs = 100;
/**
 * While there is no mark every second frame of a usual camera is enough to follow the movement: half the work, and the battery's.
 * So long after one the next is asked for, at the earliest.
 */
const easyPaceMs = 50;

/**
 * Has the marks held to what they were drawn on, by a worker that is fed the camera's newest frame as soon as it has answered
 * the last one. It is opened when the technician takes the tools in hand, rests while there is nothing to hold or to come,
 * and ends with `stop`.
 */
export class BoardTracking {
  readonly #options: BoardTrackingOptions;
  #vision: Vision | null = null;
  #isReady = false;
  #mode: TrackingMode = 'off';
  /** What holds drawings could not be had, or broke; a phone that is too slow stays so. */
  #mayTryAgain = false;
  #board: FollowedBoard = nothing;
  /** What the worker was given to hold. */
  readonly #anchored = new Map<number, BoardMark>();
  /** Marks without their picture, and what ends the wait for it. */
  readonly #awaiting = new Map<number, { readonly mark: BoardMark; readonly stop: Dispose }>();
  readonly #holds = new Map<number, MarkHold>();
  readonly #places = new Map<number, MarkTransform | null>();
  /** Of the wait for the camera's next frame; null while nothing waits for one. */
  #stopWaiting: Dispose | null = null;
  /** The worker has a frame and has not answered. */
  #isBusy = false;
  #gaveAtMs = -Infinity;
  #stopWatch: Dispose = () => {};

  constructor(options: BoardTrackingOptions) {
    this.#options = options;
  }

  get mode(): TrackingMode {
    return this.#mode;
  }

  /** Where a mark is in the newest tracked frame: null while it is hidden, undefined while nothing is known. */
  placeOf(mark: Pick<BoardMark, 'id' | 'picture'>): MarkTransform | null | undefined {
    const place = this.#places.get(mark.id);
    if (place !== undefined) return place;
    // What was drawn on the same picture a moment before has gone the same way.
    const sibling = this.#board.marks.find(
      ({ id, picture }) => picture === mark.picture && (this.#places.get(id) ?? null) !== null,
    );
    return sibling && this.#places.get(sibling.id);
  }

  /** The whiteboard as it is now. */
  follow(board: FollowedBoard): void {
    if (board.open && !this.#board.open && this.#mayTryAgain) this.#forgetFailure();
    this.#board = board;
    const awaited = Array.from(this.#awaiting.values(), ({ mark }) => mark);
    for (const known of [...this.#anchored.values(), ...awaited]) {
      const mark = board.marks.find(({ id }) => id === known.id);
      if (mark === undefined || !isSame(mark, known)) this.#release(known.id);
    }
    if (!isInUse(board)) {
      this.#rest();
      return;
    }
    if (this.#vision === null) this.#open();
    if (this.#isReady) this.#anchorAll();
  }

  /** The call is over: the worker ends, and what was found out about this phone is forgotten. */
  stop(): void {
    this.#close();
    this.#board = nothing;
    this.#mayTryAgain = false;
    this.#setMode('off');
  }

  #open(): void {
    const { openVision, clock } = this.#options;
    if (this.#mode === 'freezeOnly') return;
    if (openVision === null) {
      this.#setMode('freezeOnly');
      return;
    }
    this.#setMode('loading');
    // A worker that was ended may have said something before it was.
    const whileOpen =
      <Said extends readonly unknown[]>(listen: (...said: Said) => void) =>
      (...said: Said): void => {
        if (this.#vision === vision) listen(...said);
      };
    const vision = openVision({
      onReady: whileOpen(() => this.#begin()),
      onTracked: whileOpen((frame) => this.#tracked(frame)),
      onAnchored: whileOpen((id, state) => {
        // Not found in the frame at hand. Until it was looked for in the next, both sides show it where it was drawn.
        if (state !== 'hidden') this.#hold(id, state);
      }),
      onTooSlow: whileOpen(() => this.#giveUp({ mayTryAgain: false })),
      onFailed: whileOpen(() => this.#giveUp({ mayTryAgain: true })),
    });
    this.#vision = vision;
    this.#watch(clock.after(loadMs, () => this.#giveUp({ mayTryAgain: true })));
  }

  #begin(): void {
    this.#watch(() => {});
    this.#isReady = true;
    this.#setMode('tracking');
    this.#anchorAll();
  }

  #anchorAll(): void {
    for (const mark of this.#board.marks) {
      const known = this.#anchored.get(mark.id);
      if (known === undefined) this.#anchor(mark);
      else if (mark.finished && !known.finished) {
        this.#anchored.set(mark.id, mark);
        this.#vision?.extend(mark.id, markArea(mark));
      }
    }
    this.#feed();
  }

  #anchor(mark: BoardMark): void {
    const picture = this.#board.pictures.find(({ id }) => id === mark.picture);
    // One that was held before has lost it: too many others have come since.
    if (picture === undefined && mark.hold === 'pending') {
      this.#await(mark);
      return;
    }
    if (picture !== undefined) this.#stopAwaiting(mark.id);
    const seen = picture && fromBase64Url(picture.jpeg);
    if (!seen) {
      this.#hold(mark.id, 'cannotHold');
      return;
    }
    this.#anchored.set(mark.id, mark);
    this.#vision?.anchor(mark.id, seen, markArea(mark));
  }

  /** Nothing holds a mark whose picture does not come. If it comes later, it is held after all. */
  #await(mark: BoardMark): void {
    const { id } = mark;
    if (this.#awaiting.has(id)) return;
    const stop = this.#options.clock.after(pictureMs, () => this.#hold(id, 'cannotHold'));
    this.#awaiting.set(id, { mark, stop });
  }

  #stopAwaiting(id: number): void {
    this.#awaiting.get(id)?.stop();
    this.#awaiting.delete(id);
  }

  #stopAwaitingAll(): void {
    for (const id of this.#awaiting.keys()) this.#stopAwaiting(id);
  }

  /** Gives the worker the next frame, if it has none. It remembers some, for drawings that come on a picture of a moment ago. */
  #feed(): void {
    if (!this.#isReady || this.#isBusy || this.#stopWaiting !== null || !isInUse(this.#board)) return;
    const { frames, clock } = this.#options;
    this.#stopWaiting = frames.next((frame, capturedAtMs) => {
      this.#stopWaiting = null;
      if (frame === null) {
        this.#feedAfter(retryMs);
        return;
      }
      this.#isBusy = true;
      this.#gaveAtMs = clock.monotonicMs();
      this.#watch(clock.after(answerMs, () => this.#giveUp({ mayTryAgain: true })));
      this.#vision?.track(frame, capturedAtMs);
    });
  }

  #feedAfter(waitMs: number): void {
    this.#stopWaiting = this.#options.clock.after(waitMs, () => {
      this.#stopWaiting = null;
      this.#feed();
    });
  }

  #tracked({ capturedAtMs, anchors }: AnchoredFrame): void {
    this.#watch(() => {});
    this.#isBusy = false;
    const known = anchors.filter(({ id }) => this.#anchored.has(id));
    for (const { id, state, transform } of known) {
      if (state === 'cannotHold') this.#places.delete(id);
      else this.#places.set(id, state === 'held' && isSound(transform) ? transform : null);
      this.#hold(id, state);
    }
    const marks = known
      .filter(({ state }) => state !== 'cannotHold')
      .map(({ id }) => ({ id, transform: this.#places.get(id) ?? null }));
    this.#options.onTracked({
      capturedAtMs: Math.max(0, capturedAtMs),
      sentAtMs: this.#options.clock.monotonicMs(),
      marks,
    });
    const waitMs = this.#gaveAtMs + easyPaceMs - this.#options.clock.monotonicMs();
    const isEasy = this.#board.open && this.#board.marks.length === 0;
    if (isEasy && waitMs > 0) this.#feedAfter(waitMs);
    else this.#feed();
  }

  #hold(id: number, hold: MarkHold): void {
    if (this.#holds.get(id) === hold || !this.#board.marks.some((mark) => mark.id === id)) return;
    this.#holds.set(id, hold);
    this.#options.onHold(id, hold);
  }

  #release(id: number): void {
    this.#stopAwaiting(id);
    if (this.#anchored.delete(id)) this.#vision?.release(id);
    this.#places.delete(id);
    this.#holds.delete(id);
  }

  /** Nothing to hold: nothing is looked at. What the worker has in hand it answers still. */
  #rest(): void {
    this.#stopAwaitingAll();
    this.#holds.clear();
    this.#stopWaiting?.();
    this.#stopWaiting = null;
  }

  #giveUp({ mayTryAgain }: { readonly mayTryAgain: boolean }): void {
    this.#close();
    this.#mayTryAgain = mayTryAgain;
    this.#setMode('freezeOnly');
  }

  /** The technician takes the tools in hand once more: perhaps the network is better now. */
  #forgetFailure(): void {
    this.#mayTryAgain = false;
    if (this.#mode === 'freezeOnly') this.#mode = 'off';
  }

  #close(): void {
    this.#watch(() => {});
    this.#stopWaiting?.();
    this.#stopWaiting = null;
    this.#isBusy = false;
    this.#vision?.close();
    this.#vision = null;
    this.#isReady = false;
    this.#stopAwaitingAll();
    this.#anchored.clear();
    this.#places.clear();
    this.#holds.clear();
  }

  #watch(stop: Dispose): void {
    this.#stopWatch();
    this.#stopWatch = stop;
  }

  #setMode(mode: TrackingMode): void {
    if (mode === this.#mode) return;
    this.#mode = mode;
    this.#options.onMode(mode);
  }
}

/** There is something to hold, or there soon will be. */
function isInUse({ marks, open }: FollowedBoard): boolean {
  return open || marks.length > 0;
}

/** A mark may be gone and another come under its name before anybody looks. */
function isSame(mark: BoardMark, known: BoardMark): boolean {
  const [first, knownFirst] = [mark.points[0], known.points[0]];
  return mark.picture === known.picture && first?.[0] === knownFirst?.[0] && first?.[1] === knownFirst?.[1];
}

function isSound(transform: MarkTransform | null): transform is MarkTransform {
  return transform?.every((value) => Math.abs(value) <= mostInTransform) === true;
}
