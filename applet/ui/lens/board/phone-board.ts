import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';
import { identityTransform } from '#shared/std/lens/board-geometry.ts';
import { emptyBoard, type BoardView } from '#shared/std/lens/board-view.ts';
import type { BoardPicture, TrackingMode } from '#shared/std/lens/board.ts';
import type { AppletView } from '#shared/std/view/applet-view.ts';
import type { ShownMark } from '#shared/ui/board/draw-marks.ts';
import type { AppletRemote } from '../../window/applet-remote.ts';
import { BoardTracking } from './board-tracking.ts';
import type { CameraFrames } from './camera-frames.ts';
import type { FramePicture, HeldPicture } from './held-picture.ts';
import type { OpenVision } from './vision.ts';

export type PhoneBoardOptions = {
  readonly remote: Pick<AppletRemote, 'store' | 'notify'>;
  readonly clock: Clock;
  readonly openVision: OpenVision | null;
  readonly frames: CameraFrames;
  readonly picture: Pick<HeldPicture, 'image' | 'setWanted' | 'answer' | 'drop'>;
};

export type PhoneBoardState = {
  readonly board: BoardView;
  readonly mode: TrackingMode;
  /** What is shown instead of the camera; null while the camera shows, also because the person wanted it back. */
  readonly still: BoardPicture | null;
};

/** A worker that takes longer over a frame is not waited for: people see the camera. */
const pictureLastsMs = 500;

/** The technician's drawings on this phone: held to what is behind them, and told where they are. */
export class PhoneBoard {
  readonly state: StoreApi<PhoneBoardState>;
  readonly #remote: PhoneBoardOptions['remote'];
  readonly #tracking: BoardTracking;
  readonly #listeners = new Set<() => void>();
  readonly #clock: Clock;
  readonly #picture: PhoneBoardOptions['picture'];
  #stopPicture: Dispose = () => {};
  #isLive = false;
  /** The still picture that the person put away. */
  #putAway: number | null = null;

  constructor(options: PhoneBoardOptions) {
    const { remote, clock, openVision, frames, picture } = options;
    this.#remote = remote;
    this.#clock = clock;
    this.#picture = picture;
    this.state = createStore<PhoneBoardState>(() => ({ board: emptyBoard, mode: 'off', still: null }));
    this.#tracking = new BoardTracking({
      clock,
      openVision,
      frames,
      onMode: (mode) => {
        if (mode !== 'off') remote.notify('board/tracking', { mode });
        this.state.setState({ mode });
      },
      onHold: (id, hold) => remote.notify('board/held', { id, hold }),
      onTracked: (frame) => {
        // While the camera is paused here, the technician's picture stands, and so do its marks.
        if (this.#isLive) remote.notify('board/tracked', frame);
        this.#answered();
      },
    });
    this.state.subscribe(() => this.#changed());
  }

  /** Follows the core's view until the returned function is called; then nothing is held any more. */
  open(): Dispose {
    const stop = this.#remote.store.subscribe(({ view }) => this.#follow(view));
    this.#follow(this.#remote.store.getState().view);
    return () => {
      stop();
      this.#follow(null);
    };
  }

  /** Calls back whenever something else is to be drawn. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The marks over the camera's picture. A phone that cannot hold them shows none there: they would lie. */
  shown(): readonly ShownMark[] {
    const { board, mode } = this.state.getState();
    if (mode === 'freezeOnly') return [];
    return board.marks.flatMap((mark) => {
      const place = mark.hold === 'cannotHold' ? identityTransform : this.#tracking.placeOf(mark);
      // A mark that has just begun is seen at once, where it was drawn.
      return place === null ? [] : [{ mark, transform: place ?? identityTransform }];
    });
  }

  /** The frame of the camera in which the marks are where `shown` says; null for its own picture, as while there are none. */
  pictureOfMarks(): FramePicture | null {
    return this.#picture.image;
  }

  /** The marks that were drawn on a still picture. */
  shownOn(picture: number): readonly ShownMark[] {
    return this.state
      .getState()
      .board.marks.filter((mark) => mark.picture === picture)
      .map((mark) => ({ mark: { ...mark, hold: 'held' }, transform: identityTransform }));
  }

  /** Back to the camera, on this phone; the next still picture is shown again. */
  putStillAway(): void {
    this.#putAway = this.state.getState().still?.id ?? null;
    this.state.setState({ still: null });
  }

  #follow(view: AppletView | null): void {
    const isSeen = view?.step.name === 'session' && view.granted.some(({ kind }) => kind === 'camera');
    if (!isSeen) {
      this.#isLive = false;
      this.#putAway = null;
      this.#stopPicture();
      this.#picture.setWanted(false);
      this.#tracking.stop();
      if (this.state.getState().board !== emptyBoard) this.state.setState({ board: emptyBoard, still: null });
      return;
    }
    const { board } = view;
    this.#isLive = view.call.camera.state === 'live';
    this.#picture.setWanted(this.#isLive && board.marks.length > 0);
    if (board === this.state.getState().board) return;
    if (board.still !== this.#putAway) this.#putAway = null;
    const still = board.pictures.find(({ id }) => id === board.still && id !== this.#putAway) ?? null;
    this.state.setState({ board, still });
    this.#tracking.follow(board);
  }

  #answered(): void {
    this.#picture.answer();
    this.#stopPicture();
    this.#stopPicture = this.#clock.after(pictureLastsMs, () => {
      this.#picture.drop();
      this.#changed();
    });
    this.#changed();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
