import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Dispose } from '#shared/std/core/dispose.ts';
import { applyTransform, identityTransform, invertTransform } from '#shared/std/lens/board-geometry.ts';
import { maxMarkNumber, maxMarks, maxMarkTextCharacters } from '#shared/std/lens/board-limits.ts';
import type { BoardMark } from '#shared/std/lens/board-view.ts';
import type { BoardPoint, MarkColour, MarkTool } from '#shared/std/lens/board.ts';
import type { MarkTransform, TrackedFrame } from '#shared/std/lens/tracked-frame.ts';
import type { SessionView } from '#shared/std/view/console-view.ts';
import type { ShownMark } from '#shared/ui/board/draw-marks.ts';
import type { BoardLine } from './board-notices.ts';
import { EchoedMarks } from './echoed-marks.ts';
import { FrameClock } from './frame-clock.ts';
import { freeId, maxId } from './free-id.ts';
import { markWidth, type Pen, type Thickness } from './pen.ts';
import { fitBudget, type EncodePicture } from './picture-budget.ts';
import { Stroke } from './stroke.ts';
import { TrackedPlaces } from './tracked-places.ts';

/** The picture that is on the screen at this moment, kept. */
export type PictureCopy = {
  readonly image: CanvasImageSource;
  readonly width: number;
  readonly height: number;
  readonly encode: EncodePicture;
};

/** The layer that shows the camera's picture, as the whiteboard needs it. */
export type BoardEyes = {
  /** Null while there is no picture. */
  copy(): PictureCopy | null;
  /** Of the frame on the screen: see `PaintedFrame`. */
  shownRtpTimestamp(): number | null;
  /** When a frame of this camera was captured, by this window's clock; null where the browser does not say. */
  capturedAtMs(rtpTimestamp: number): number | null;
};

export type FrozenPicture = Omit<PictureCopy, 'encode'> & {
  readonly picture: number;
  /** The phone cannot hold drawings on the moving picture: it froze by itself. */
  readonly because: 'asked' | 'phoneCannotTrack';
};

export type BoardProblem = 'full' | 'noPicture';

export type WhiteboardState = Pen & {
  /** The tools are in sight. */
  readonly isOpen: boolean;
  readonly frozen: FrozenPicture | null;
  /** Why nothing was drawn, until something is. */
  readonly problem: BoardProblem | null;
};

/** Strokes that follow each other this fast were drawn on what is, to the eye, one picture. */
const samePictureMs = 150;
/**
 * To encode a picture takes a window up to 20 ms, and a phone as long to look at it. So it follows its mark when both have drawn
 * what has begun.
 */
const pictureAfterMs = 50;

/** A phone's worker takes 10 to 40 ms over a frame, and up to 100 where much moves; whoever looks on does not see so short a wait. */
const mostWaitMs = 120;
/** The phone looks at no frames now, or the link is too slow for word of them. */
const silenceMs = 500;

/** One session's whiteboard in this window: the pen, the frozen picture, and where each mark is on the picture that is shown. */
export class Whiteboard {
  readonly state: StoreApi<WhiteboardState>;
  readonly #line: BoardLine;
  readonly #clock = new FrameClock();
  readonly #places = new TrackedPlaces();
  readonly #echo: EchoedMarks;
  readonly #listeners = new Set<() => void>();
  #session: SessionView;
  #eyes: BoardEyes | null = null;
  #picture: { readonly id: number; readonly atMs: number } | null = null;
  #frozenPlaces: ReadonlyMap<number, MarkTransform> = new Map();
  /**
   * Main knows ids that this window does not: of marks that may come back, from before the window was loaded anew. So they
   * count from somewhere else each time.
   */
  #lastMark: number;
  #lastPicture: number;
  #trackedAtMs = -Infinity;
  /** Of the wait until the picture is encoded. */
  #stopPicture: Dispose = () => {};

  constructor(session: SessionView, line: BoardLine) {
    this.#session = session;
    this.#line = line;
    this.#lastMark = line.clock.wallMs() % maxId;
    this.#lastPicture = this.#lastMark;
    this.#echo = new EchoedMarks(line.clock, () => this.#changed());
    this.state = createStore<WhiteboardState>(() => ({
      tool: null,
      colour: 'red',
      thickness: 'medium',
      isOpen: false,
      frozen: null,
      problem: null,
    }));
    this.state.subscribe(() => this.#changed());
  }

  get session(): string {
    return this.#line.session;
  }

  /** Calls back whenever something else is to be drawn, but for new frames of the camera. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  setEyes(eyes: BoardEyes | null): void {
    this.#eyes = eyes;
  }

  /** Main's view of the session changed. */
  follow(session: SessionView): void {
    this.#session = session;
    this.#echo.follow(session.board.marks);
    this.#places.keepOnly(new Set(this.#marks().map(({ id }) => id)));
    const { frozen, isOpen, tool } = this.state.getState();
    // What was allowed before is not looked at any longer, and not drawn on.
    if (!isSeen(session)) {
      this.#stopPicture();
      this.#echo.clear();
      if (frozen !== null || isOpen || tool !== null) this.state.setState({ frozen: null, isOpen: false, tool: null });
    }
    this.#changed();
  }

  tracked(frame: TrackedFrame, arrivedAtMs: number): void {
    const { connection } = this.#session;
    const roundTripMs = connection.state === 'connected' ? connection.roundTripMs : null;
    if (this.#clock.hear({ sentAtMs: frame.sentAtMs, arrivedAtMs, roundTripMs })) this.#places.restart();
    this.#places.add(frame);
    this.#trackedAtMs = this.#line.clock.monotonicMs();
    this.#changed();
  }

  /**
   * For how many milliseconds yet a frame of the camera, which is here for `heldForMs`, waits for word of the marks in it, so that both
   * are seen together; 0 or less if it does not.
   */
  waitMs(rtpTimestamp: number | null, heldForMs: number): number {
    const isSilent = this.#line.clock.monotonicMs() - this.#trackedAtMs > silenceMs;
    if (isSilent || this.#places.isEmpty || this.state.getState().frozen !== null) return 0;
    const phoneMs = this.#phoneMs(rtpTimestamp);
    return phoneMs === null || this.#places.reach(phoneMs) ? 0 : mostWaitMs - heldForMs;
  }

  setOpen(isOpen: boolean): void {
    this.state.setState({ isOpen, problem: null, ...(isOpen ? {} : { tool: null }) });
    this.#line.notify('board/open', { session: this.#line.session, open: isOpen });
    if (isOpen && this.state.getState().tool === null) this.choose('pen');
  }

  choose(tool: MarkTool | null): void {
    this.state.setState({ tool, problem: null });
  }

  setColour(colour: MarkColour): void {
    this.state.setState({ colour });
  }

  setThickness(thickness: Thickness): void {
    this.state.setState({ thickness });
  }

  /** The picture stands still here until `unfreeze`; the phone goes on. */
  freeze(because: FrozenPicture['because'] = 'asked'): void {
    const copy = this.#eyes?.copy() ?? null;
    const picture = this.#freePictureId();
    if (copy === null || !this.#send(picture, copy)) {
      this.state.setState({ problem: 'noPicture' });
      return;
    }
    this.#frozenPlaces = new Map(
      this.#live(this.#eyes?.shownRtpTimestamp() ?? null).map(({ mark, transform }) => [mark.id, transform]),
    );
    const { image, width, height } = copy;
    this.state.setState({ frozen: { image, width, height, picture, because }, problem: null });
  }

  /** Back to the camera: here, and on the phone if it shows this picture. */
  unfreeze(): void {
    const { frozen } = this.state.getState();
    if (frozen !== null && this.#session.board.still === frozen.picture) this.showOnPhone(false);
    this.state.setState({ frozen: null });
  }

  /** The phone shows the frozen picture instead of its camera, or its camera again. */
  showOnPhone(shown: boolean): void {
    const { frozen } = this.state.getState();
    const picture = shown ? (frozen?.picture ?? null) : null;
    if (!shown || picture !== null) this.#line.notify('board/still', { session: this.#line.session, picture });
  }

  /** The picture that a mark would be drawn on now. Null where none can be: `problem` says why. */
  takePicture(): number | null {
    if (this.#marks().length >= maxMarks) {
      this.state.setState({ problem: 'full' });
      return null;
    }
    if (this.#session.board.tracking === 'freezeOnly' && this.state.getState().frozen === null) {
      this.freeze('phoneCannotTrack');
      this.showOnPhone(true);
    }
    const picture = this.#pictureToDrawOn();
    if (picture === null) this.state.setState({ problem: 'noPicture' });
    return picture;
  }

  /** A mark begins at this place; `written` is of a text, on a picture that was taken before. Null where none can begin. */
  begin(
    tool: MarkTool,
    at: BoardPoint,
    written: { readonly text: string; readonly picture: number } | null = null,
  ): Stroke | null {
    const picture = written?.picture ?? this.takePicture();
    if (picture === null) return null;
    const { colour, thickness } = this.state.getState();
    const mark = {
      id: this.#freeMarkId(),
      picture,
      tool,
      colour,
      width: markWidth(tool, thickness),
      text: (written?.text ?? '').slice(0, maxMarkTextCharacters),
      number: tool === 'number' ? this.nextNumber() : 0,
    };
    this.state.setState({ problem: null });
    return new Stroke(
      { ...mark, at },
      { ...this.#line, echo: this.#echo, toDrawnPicture: (point, drawn) => this.#toDrawnPicture(point, drawn) },
    );
  }

  /** What the next numbered mark says. */
  nextNumber(): number {
    const highest = this.#marks().reduce((most, mark) => Math.max(most, mark.number), 0);
    return highest >= maxMarkNumber ? 1 : highest + 1;
  }

  /** Every mark that is to be seen now, and where: in the picture that stands still, or in this frame of the camera. */
  shown(rtpTimestamp = this.#eyes?.shownRtpTimestamp() ?? null): readonly ShownMark[] {
    const { frozen } = this.state.getState();
    if (frozen === null) return this.#session.board.tracking === 'freezeOnly' ? [] : this.#live(rtpTimestamp);
    // The phone has only what was drawn on this picture: whoever shows it must not believe that the rest is seen too.
    const isOnPhone = this.#session.board.still === frozen.picture;
    return this.#marks().flatMap((mark) => {
      const earlier = isOnPhone ? undefined : this.#frozenPlaces.get(mark.id);
      const transform = mark.picture === frozen.picture ? identityTransform : earlier;
      return transform === undefined ? [] : [{ mark, transform }];
    });
  }

  #live(rtpTimestamp: number | null): readonly ShownMark[] {
    const marks = this.#marks();
    if (marks.length === 0) return [];
    const capturedAtMs = this.#phoneMs(rtpTimestamp);
    return marks.flatMap((mark) => {
      const transform = this.#places.at(mark.id, capturedAtMs);
      if (transform === null || (transform === undefined && mark.hold === 'hidden')) return [];
      // What is not tracked yet, or cannot be, stands where it was drawn.
      return [{ mark, transform: transform ?? identityTransform }];
    });
  }

  /** When a frame was captured, by the phone's clock. To find that out is dear, so nobody asks without need. */
  #phoneMs(rtpTimestamp: number | null): number | null {
    const ourMs = rtpTimestamp === null ? null : (this.#eyes?.capturedAtMs(rtpTimestamp) ?? null);
    return ourMs === null ? null : this.#clock.phoneMs(ourMs);
  }

  /** Ink stays under the pen though its object has moved since the mark began. */
  #toDrawnPicture(point: BoardPoint, mark: BoardMark): BoardPoint {
    const transform = this.shown().find((shown) => shown.mark.id === mark.id)?.transform;
    const back = transform && invertTransform(transform);
    return (back && applyTransform(back, point)) ?? point;
  }

  #marks(): readonly BoardMark[] {
    return this.#echo.over(this.#session.board.marks);
  }

  #pictureToDrawOn(): number | null {
    const { frozen } = this.state.getState();
    if (frozen !== null) return frozen.picture;
    const nowMs = this.#line.clock.monotonicMs();
    if (this.#picture !== null && nowMs - this.#picture.atMs < samePictureMs) return this.#picture.id;
    const copy = this.#eyes?.copy() ?? null;
    if (copy === null) return null;
    const id = this.#freePictureId();
    this.#picture = { id, atMs: nowMs };
    this.#stopPicture = this.#line.clock.after(pictureAfterMs, () => {
      // Nothing can hold the mark then, as the phone will find.
      if (!this.#send(id, copy)) this.state.setState({ problem: 'noPicture' });
    });
    return id;
  }

  /** False if it cannot be encoded. */
  #send(id: number, copy: PictureCopy): boolean {
    const picture = fitBudget(copy, copy.encode);
    if (picture === null) return false;
    const { session } = this.#line;
    this.#line.notify('board/picture', { session, picture: { id, ...picture } });
    return true;
  }

  #freePictureId(): number {
    const { pictures } = this.#session.board;
    // A mark may name a picture that is no longer kept.
    const taken = new Set([...pictures.map(({ id }) => id), ...this.#marks().map(({ picture: id }) => id)]);
    this.#lastPicture = freeId(Math.max(this.#lastPicture, ...taken), taken);
    return this.#lastPicture;
  }

  #freeMarkId(): number {
    const taken = new Set(this.#marks().map(({ id }) => id));
    this.#lastMark = freeId(Math.max(this.#lastMark, ...taken), taken);
    return this.#lastMark;
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

function isSeen(session: SessionView): boolean {
  return session.permissions.camera.state === 'granted';
}
