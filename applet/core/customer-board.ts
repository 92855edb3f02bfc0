import type { Clock } from '#shared/std/core/clock.ts';
import { maxMarkPoints, maxMarks, maxTrackedFramesPerSecond } from '#shared/std/lens/board-limits.ts';
import {
  emptyBoard,
  reduceBoard,
  type BoardEvent,
  type BoardMark,
  type BoardView,
} from '#shared/std/lens/board-view.ts';
import type { BoardPoint, MarkHold, MarkStart, TrackingMode } from '#shared/std/lens/board.ts';
import type { BoardMessage } from '#shared/std/lens/lens-message.ts';
import { isTruePicture } from '#shared/std/lens/true-picture.ts';
import { encodeTrackedFrame, type TrackedFrame } from '#shared/std/lens/tracked-frame.ts';
import type { LogEventName, LogEvents } from '#shared/std/log/log-events.ts';
import { plainText } from '#shared/std/log/plain-text.ts';
import { pointerBacklogBytes } from '#shared/std/protocol/limits.ts';
import type { PeerMessageOf } from '#shared/std/protocol/peer-messages.ts';
import { RateLimit } from '#shared/std/session/rate-limit.ts';
import type { SwitchedChannel } from '#shared/std/session/switched-channel.ts';
import { ToldHolds } from './told-holds.ts';

export type CustomerBoardOptions = {
  readonly clock: Clock;
  readonly channel: Pick<SwitchedChannel, 'sendMessage' | 'sendInputFrame' | 'inputBufferedBytes'>;
  /** Whether the technician may see the camera: only then may they draw on it (BRD1). */
  readonly mayDraw: () => boolean;
  readonly record: <Name extends LogEventName>(actor: 'technician', type: Name, body: LogEvents[Name]) => void;
  readonly onEvent: (event: BoardEvent) => void;
};

/**
 * The whiteboard on the customer's side: takes of what the technician draws what is within the limits (BRD2, BRD3), and tells
 * them what became of it.
 */
export class CustomerBoard {
  readonly #options: CustomerBoardOptions;
  readonly #holds: ToldHolds;
  readonly #frames: RateLimit;
  #board: BoardView = emptyBoard;
  /**
   * Of each mark, how many of its points the technician's side has said on this connection. It says all again on a new one,
   * since it cannot know what the lost one has swallowed; what is known already changes nothing (BRD6).
   */
  readonly #pointsSaid = new Map<number, number>();

  constructor(options: CustomerBoardOptions) {
    this.#options = options;
    this.#holds = new ToldHolds(options.clock, (message) => options.channel.sendMessage(message));
    this.#frames = new RateLimit(options.clock, maxTrackedFramesPerSecond, maxTrackedFramesPerSecond / 2);
  }

  /** A message of the technician's side. */
  receive(message: BoardMessage): void {
    if (!this.#options.mayDraw()) return undefined;
    switch (message.t) {
      case 'board/picture':
        return this.#take(message);
      case 'board/begin':
        return this.#begin(message);
      case 'board/extend':
        return this.#extend(message.id, message.points);
      case 'board/end':
        return this.#finish(message.id);
      case 'board/remove':
        return this.#remove(message.ids);
      case 'board/open':
        return message.open === this.#board.open
          ? undefined
          : this.#apply({ name: 'board/changed', change: { open: message.open } });
      case 'board/still':
        return this.#showStill(message.picture);
      case 'board/held':
      case 'board/tracking':
        // Only the phone says these.
        return undefined;
    }
  }

  /** The window says where the marks are in a frame of the camera. */
  tracked(frame: TrackedFrame): void {
    const { channel, mayDraw } = this.#options;
    if (!mayDraw() || this.#board.marks.length === 0) return;
    // The next one says the same, newer: nothing waits.
    if (channel.inputBufferedBytes('pointer') > pointerBacklogBytes || !this.#frames.admit()) return;
    const marks = frame.marks.filter(({ id }) => this.#find(id) !== undefined);
    channel.sendInputFrame('pointer', encodeTrackedFrame({ ...frame, marks }));
  }

  /** The window says what became of holding a mark. */
  held(id: number, hold: MarkHold): void {
    const mark = this.#find(id);
    if (!this.#options.mayDraw() || mark === undefined || mark.hold === hold) return;
    this.#apply({ name: 'board/held', id, hold });
    this.#holds.tell(id, hold);
  }

  /** The window says how far it is with tracking. */
  tracking(mode: TrackingMode): void {
    if (!this.#options.mayDraw() || mode === this.#board.tracking) return;
    this.#apply({ name: 'board/changed', change: { tracking: mode } });
    this.#holds.tellTracking(mode);
  }

  /** A data connection is bound (again): the technician's side may have missed what was told. */
  connected(): void {
    this.#holds.forget();
    if (!this.#options.mayDraw()) return;
    if (this.#board.tracking !== 'off') this.#holds.tellTracking(this.#board.tracking);
    for (const { id, hold } of this.#board.marks) this.#holds.tell(id, hold);
  }

  /** The camera is not allowed any more: its pictures and what was drawn on them are gone. */
  clear(): void {
    this.#holds.forget();
    this.#pointsSaid.clear();
    if (this.#board !== emptyBoard) this.#apply({ name: 'board/cleared' });
  }

  #take({ id, width, height, jpeg }: PeerMessageOf<'board/picture'>): void {
    const picture = { id, width, height, jpeg };
    if (!isTruePicture(picture)) return;
    // Also what is known already: it is among the newest again, as it is for the technician's side.
    this.#apply({ name: 'board/pictured', picture });
    // Too many have come since.
    const { still, pictures } = this.#board;
    if (still !== null && !pictures.some((each) => each.id === still)) this.#showStill(null);
  }

  #begin(message: PeerMessageOf<'board/begin'>): void {
    const { id, picture, tool, colour, width, number, at } = message;
    const start = { id, picture, tool, colour, width, number, text: plainText(message.text) };
    const known = this.#find(id);
    if (known !== undefined) {
      if (isSameMark(known, { ...start, at })) this.#pointsSaid.set(id, 1);
      return;
    }
    if (this.#board.marks.length >= maxMarks) return;
    this.#pointsSaid.set(id, 1);
    this.#apply({ name: 'board/marked', mark: { ...start, points: [at], finished: false, hold: 'pending' } });
  }

  #extend(id: number, points: readonly BoardPoint[]): void {
    const mark = this.#find(id);
    const said = this.#pointsSaid.get(id);
    if (mark === undefined || said === undefined) return;
    this.#pointsSaid.set(id, said + points.length);
    const known = Math.max(0, mark.points.length - said);
    const fresh = points.slice(known, known + maxMarkPoints - mark.points.length);
    if (fresh.length > 0 && !mark.finished) this.#apply({ name: 'board/extended', id, points: fresh });
  }

  #finish(id: number): void {
    const mark = this.#find(id);
    if (mark === undefined || mark.finished) return;
    this.#apply({ name: 'board/finished', id });
    this.#options.record('technician', 'mark/drawn', { tool: mark.tool, text: mark.text });
  }

  #remove(ids: readonly number[]): void {
    const known = ids.filter((id) => this.#find(id) !== undefined);
    if (known.length === 0) return;
    for (const id of known) this.#pointsSaid.delete(id);
    this.#holds.forgetMarks(known);
    this.#apply({ name: 'board/removed', ids: known });
    this.#options.record('technician', 'marks/removed', { count: known.length });
  }

  #showStill(picture: number | null): void {
    if (picture === this.#board.still) return;
    if (picture !== null && !this.#board.pictures.some(({ id }) => id === picture)) return;
    this.#apply({ name: 'board/changed', change: { still: picture } });
    this.#options.record('technician', 'picture/shown', { still: picture !== null });
  }

  #find(id: number): BoardMark | undefined {
    return this.#board.marks.find((mark) => mark.id === id);
  }

  #apply(event: BoardEvent): void {
    this.#board = reduceBoard(this.#board, event);
    this.#options.onEvent(event);
  }
}

function isSameMark(mark: BoardMark, { at, ...start }: MarkStart): boolean {
  const [first] = mark.points;
  return (
    first?.[0] === at[0] &&
    first[1] === at[1] &&
    (Object.keys(start) as (keyof typeof start)[]).every((key) => mark[key] === start[key])
  );
}
