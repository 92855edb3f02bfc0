import type { Clock } from '#shared/std/core/clock.ts';
import type { FailureCode } from '#shared/std/core/failure.ts';
import { fail, succeed, type Result } from '#shared/std/core/result.ts';
import { maxBoardPictures, maxMarkPoints, maxMarks, maxPointsAtOnce } from '#shared/std/lens/board-limits.ts';
import {
  emptyBoard,
  reduceBoard,
  type BoardEvent,
  type BoardMark,
  type BoardView,
} from '#shared/std/lens/board-view.ts';
import type { BoardPicture, BoardPoint, MarkStart } from '#shared/std/lens/board.ts';
import type { BoardMessage } from '#shared/std/lens/lens-message.ts';
import { isTruePicture } from '#shared/std/lens/true-picture.ts';
import type { LogEventName, LogEvents } from '#shared/std/log/log-events.ts';
import { plainText } from '#shared/std/log/plain-text.ts';
import type { SwitchedChannel } from '#shared/std/session/switched-channel.ts';
import { BoardHistory, type BoardAct } from './board-history.ts';
import { BoardOutbox } from './board-outbox.ts';

export type WhiteboardOptions = {
  readonly clock: Clock;
  readonly channel: Pick<SwitchedChannel, 'sendMessage'>;
  /** The customer allowed the camera, as far as is known here. */
  readonly mayDraw: () => boolean;
  /** False if it could not be logged: then it must not be done. */
  readonly record: <Name extends LogEventName>(actor: 'technician', type: Name, body: LogEvents[Name]) => boolean;
  readonly onBoard: (event: BoardEvent) => void;
};

/**
 * What the technician draws on the customer's camera. The window gives marks and pictures their ids; here they are held
 * against the limits, logged, sent, taken back and done again, and said anew when a lost connection is back (BRD1 to BRD6).
 */
export class Whiteboard {
  readonly #options: WhiteboardOptions;
  readonly #outbox: BoardOutbox;
  readonly #history = new BoardHistory();
  /** The newest, and those that a mark needs, be it one that may come back. */
  readonly #pictures = new Map<number, BoardPicture>();
  #board: BoardView = emptyBoard;
  /** Those that the customer's side surely has, by what was sent on this connection; as many as it keeps. */
  #sentPictures: readonly number[] = [];
  /** Marks that the customer's side has held, so that it surely has their pictures. */
  readonly #confirmed = new Set<number>();
  /** The customer's side may show a still picture. */
  #saidStill = false;
  /** The customer's side may hold itself ready. */
  #saidOpen = false;
  /** Marks that the customer's side may have. */
  #sentMarks = new Set<number>();

  constructor(options: WhiteboardOptions) {
    this.#options = options;
    this.#outbox = new BoardOutbox(options.clock, (message) => options.channel.sendMessage(message));
  }

  has(mark: number): boolean {
    return this.#find(mark) !== undefined;
  }

  /**
   * The window: a picture that marks are drawn on, or that the phone is to show. It is sent with the first of them, or now if
   * that has begun already: a mark must not wait until its picture is encoded (BRD2).
   */
  addPicture(picture: BoardPicture): void {
    if (!this.#options.mayDraw() || this.#pictures.has(picture.id) || !isTruePicture(picture)) return;
    this.#pictures.set(picture.id, picture);
    this.#apply({ name: 'board/pictured', picture });
    this.#forgetPictures();
    if (this.#board.marks.some((mark) => mark.picture === picture.id)) this.#sendPicture(picture.id);
  }

  begin({ at, ...start }: MarkStart): void {
    const isUsed = this.has(start.id) || this.#history.marks.some(({ id }) => id === start.id);
    const isFull = this.#board.marks.length >= maxMarks || this.#outbox.isFull;
    if (!this.#options.mayDraw() || isUsed || isFull) return;
    const text = plainText(start.text);
    this.#put({ ...start, text, points: [at], finished: false, hold: 'pending' });
    this.#showHistory();
  }

  extend(id: number, points: readonly BoardPoint[]): void {
    const mark = this.#find(id);
    if (mark === undefined || mark.finished || this.#outbox.isFull) return;
    const fresh = points.slice(0, maxMarkPoints - mark.points.length);
    if (fresh.length === 0) return;
    this.#apply({ name: 'board/extended', id, points: fresh });
    this.#outbox.send({ t: 'board/extend', id, points: fresh.map(([x, y]) => [x, y]) });
  }

  finish(id: number): void {
    const mark = this.#find(id);
    if (mark === undefined || mark.finished) return;
    if (!this.#options.record('technician', 'mark/drawn', { tool: mark.tool, text: mark.text })) return;
    this.#apply({ name: 'board/finished', id });
    this.#outbox.send({ t: 'board/end', id });
    this.#history.add({ name: 'drawn', marks: this.#board.marks.filter((each) => each.id === id) });
    this.#showHistory();
  }

  undo(): Result<null, FailureCode> {
    this.#finishAll();
    return this.#act(this.#history.undo(), 'erased');
  }

  redo(): Result<null, FailureCode> {
    this.#finishAll();
    return this.#act(this.#history.redo(), 'drawn');
  }

  /** Takes all marks away; undo brings them back. */
  eraseAll(): Result<null, FailureCode> {
    this.#finishAll();
    const { marks } = this.#board;
    if (marks.length === 0) return succeed(null);
    this.#history.add({ name: 'erased', marks });
    return this.#act({ name: 'erased', marks }, 'drawn');
  }

  /** The technician has the tools in hand, or put them away: the phone makes itself ready to hold drawings (BRD7). */
  setOpen(open: boolean): void {
    if (!this.#options.mayDraw() || open === this.#board.open) return;
    this.#apply({ name: 'board/changed', change: { open } });
    this.#sendOpen();
  }

  /** The phone shows this picture instead of its camera; null: the camera again. */
  showStill(picture: number | null): void {
    if (!this.#options.mayDraw() || picture === this.#board.still) return;
    if (picture !== null && !this.#pictures.has(picture)) return;
    if (!this.#options.record('technician', 'picture/shown', { still: picture !== null })) return;
    this.#apply({ name: 'board/changed', change: { still: picture } });
    this.#sendStill();
  }

  /** A message of the customer's side. */
  receive(message: BoardMessage): void {
    if (!this.#options.mayDraw()) return;
    if (message.t === 'board/tracking' && message.mode !== this.#board.tracking) {
      this.#apply({ name: 'board/changed', change: { tracking: message.mode } });
    } else if (message.t === 'board/held') {
      const mark = this.#find(message.id);
      if (mark === undefined) return;
      // To hold it, it took the mark and its picture.
      if (message.hold === 'held' || message.hold === 'hidden') this.#confirmed.add(mark.id);
      if (mark.hold !== message.hold) this.#apply({ name: 'board/held', id: mark.id, hold: message.hold });
    }
  }

  /**
   * A data connection is bound (again). How much of what was sent on a lost one arrived is not known, so all is said again:
   * what the customer's side has already changes nothing there (BRD6).
   */
  connected(): void {
    this.#outbox.clear();
    this.#sentPictures = [];
    const { marks } = this.#board;
    const gone = Array.from(this.#sentMarks).filter((id) => !this.has(id));
    for (let at = 0; at < gone.length; at += maxMarks) {
      this.#outbox.send({ t: 'board/remove', ids: gone.slice(at, at + maxMarks) });
    }
    this.#sentMarks = new Set();
    for (const mark of marks) this.#send(mark);
    if (this.#saidStill) this.#sendStill();
    if (this.#saidOpen) this.#sendOpen();
  }

  connectionLost(): void {
    this.#outbox.clear();
  }

  /** The camera is not allowed any more: nothing of it stays. */
  clear(): void {
    this.#outbox.clear();
    this.#history.clear();
    this.#pictures.clear();
    this.#sentPictures = [];
    this.#confirmed.clear();
    this.#sentMarks.clear();
    this.#saidStill = false;
    this.#saidOpen = false;
    if (this.#board !== emptyBoard) this.#apply({ name: 'board/cleared' });
  }

  /** Undone, erased marks come back and drawn ones go; redone, it is the other way round. */
  #act(act: BoardAct | null, comesBack: BoardAct['name']): Result<null, FailureCode> {
    if (act === null) return succeed(null);
    const logged = act.name === comesBack ? this.#restore(act.marks) : this.#erase(act.marks);
    this.#forgetPictures();
    this.#showHistory();
    return logged ? succeed(null) : fail('logUnwritable');
  }

  #erase(marks: readonly BoardMark[]): boolean {
    const ids = marks.map(({ id }) => id);
    if (!this.#options.record('technician', 'marks/removed', { count: ids.length })) return false;
    for (const id of ids) this.#confirmed.delete(id);
    this.#apply({ name: 'board/removed', ids });
    this.#outbox.send({ t: 'board/remove', ids });
    return true;
  }

  #restore(marks: readonly BoardMark[]): boolean {
    return marks.every((mark) => {
      if (!this.#options.record('technician', 'mark/drawn', { tool: mark.tool, text: mark.text })) return false;
      this.#put({ ...mark, hold: 'pending' });
      return true;
    });
  }

  #put(mark: BoardMark): void {
    this.#apply({ name: 'board/marked', mark });
    this.#send(mark);
  }

  /** All of a mark, with its picture where that may be missing. */
  #send({ id, picture, tool, colour, width, text, number, points, finished }: BoardMark): void {
    const [[x, y] = [0, 0], ...rest] = points;
    if (!this.#confirmed.has(id)) this.#sendPicture(picture);
    this.#sentMarks.add(id);
    this.#outbox.send({ t: 'board/begin', id, picture, tool, colour, width, text, number, at: [x, y] });
    for (let from = 0; from < rest.length; from += maxPointsAtOnce) {
      const some = rest.slice(from, from + maxPointsAtOnce);
      this.#outbox.send({ t: 'board/extend', id, points: some.map((point) => [point[0], point[1]]) });
    }
    if (finished) this.#outbox.send({ t: 'board/end', id });
  }

  #sendOpen(): void {
    this.#saidOpen = true;
    this.#outbox.send({ t: 'board/open', open: this.#board.open });
  }

  #sendStill(): void {
    const { still } = this.#board;
    this.#saidStill = true;
    if (still !== null) this.#sendPicture(still);
    this.#outbox.send({ t: 'board/still', picture: still });
  }

  #sendPicture(id: number): void {
    const picture = this.#pictures.get(id);
    if (picture === undefined || this.#sentPictures.includes(id)) return;
    this.#sentPictures = [...this.#sentPictures, id].slice(-maxBoardPictures);
    this.#outbox.send({ t: 'board/picture', ...picture });
  }

  /** The pen was still down. */
  #finishAll(): void {
    for (const { id, finished } of this.#board.marks) if (!finished) this.finish(id);
  }

  #forgetPictures(): void {
    const { marks, pictures, still } = this.#board;
    const needed = new Set([
      ...pictures.map(({ id }) => id),
      ...[...marks, ...this.#history.marks].map(({ picture }) => picture),
      ...(still === null ? [] : [still]),
    ]);
    for (const id of this.#pictures.keys()) if (!needed.has(id)) this.#pictures.delete(id);
  }

  #showHistory(): void {
    const canUndo = this.#history.canUndo || this.#board.marks.some(({ finished }) => !finished);
    const { canRedo } = this.#history;
    if (canUndo === this.#board.canUndo && canRedo === this.#board.canRedo) return;
    this.#apply({ name: 'board/changed', change: { canUndo, canRedo } });
  }

  #find(id: number): BoardMark | undefined {
    return this.#board.marks.find((mark) => mark.id === id);
  }

  #apply(event: BoardEvent): void {
    this.#board = reduceBoard(this.#board, event);
    this.#options.onBoard(event);
  }
}
