import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';
import { Emitter } from '#shared/std/core/emitter.ts';
import type { CursorShape } from '#shared/std/screen/screen-message.ts';
import type { X11Connection, XExtension } from '../x11/x11-connection.ts';
import { readCursor } from './cursor-picture.ts';
import {
  getCursorImage,
  inputVersion,
  queryPointer,
  readCursorImage,
  readPointer,
  watchCursorShape,
  watchMotion,
} from './x11-screen-requests.ts';

type Position = { readonly x: number; readonly y: number };

/** Mice report up to a thousand movements a second; a viewer has no use for more than one a frame of a fast monitor. */
const minQueryIntervalMs = 8;
/** Programs that put the pointer somewhere cause no event of movement: so it is asked for, often after it moved, then ever less. */
const movingIntervalMs = 16;
const restingIntervalMs = 200;
const slowing = 1.3;

const genericEvent = 35;
const rawMotion = 17;

/** The pointer of an X11 display: where it is and how it looks, for as long as somebody listens. */
export class X11Cursor {
  readonly #connection: X11Connection;
  readonly #fixes: XExtension;
  /** Null: no XInput 2, so movements are noticed only by asking. */
  readonly #input: XExtension | null;
  readonly #clock: Clock;
  readonly #events = new Emitter<{ moved: Position | null; shape: CursorShape }>();
  #moveListeners = 0;
  #shapeListeners = 0;
  #shape: CursorShape | null = null;
  #isVisible = true;
  #position: Position | null | undefined = undefined;
  #isAsking = false;
  #askAgain = false;
  #askedMs = -Infinity;
  #intervalMs = movingIntervalMs;
  #stopTimer: Dispose = () => {};

  private constructor(connection: X11Connection, fixes: XExtension, input: XExtension | null, clock: Clock) {
    this.#connection = connection;
    this.#fixes = fixes;
    this.#input = input;
    this.#clock = clock;
  }

  static async open(connection: X11Connection, fixes: XExtension, clock: Clock): Promise<X11Cursor> {
    const input = await connection.extension('XInputExtension');
    const version = input && (await connection.ask(inputVersion(input.opcode)));
    return new X11Cursor(connection, fixes, version?.ok === true ? input : null, clock);
  }

  onMoved(listener: (position: Position | null) => void): Dispose {
    const undo = this.#events.on('moved', listener);
    this.#moveListeners += 1;
    if (this.#moveListeners === 1) this.#watchMotion(true);
    this.#position = undefined; // The new listener knows nothing yet.
    this.#ask();
    return once(() => {
      undo();
      this.#moveListeners -= 1;
      if (this.#moveListeners > 0) return;
      this.#watchMotion(false);
      this.#stopTimer();
    });
  }

  onShape(listener: (shape: CursorShape) => void): Dispose {
    const undo = this.#events.on('shape', listener);
    this.#shapeListeners += 1;
    if (this.#shapeListeners === 1) this.#connection.send(this.#watchShape(true));
    this.#shape = null;
    void this.#readShape();
    return once(() => {
      undo();
      this.#shapeListeners -= 1;
      if (this.#shapeListeners === 0) this.#connection.send(this.#watchShape(false));
    });
  }

  /** True if the event was about the pointer. */
  take(event: Buffer): boolean {
    const type = event.readUInt8(0) & 0x7f;
    if (type === genericEvent && event.readUInt8(1) === this.#input?.opcode) {
      if (event.readUInt16LE(8) === rawMotion) this.#ask();
      return true;
    }
    if (type !== this.#fixes.firstEvent + 1) return false;
    void this.#readShape();
    return true;
  }

  close(): void {
    this.#moveListeners = 0;
    this.#shapeListeners = 0;
    this.#stopTimer();
  }

  #watchMotion(on: boolean): void {
    if (this.#input === null) return;
    this.#connection.send(watchMotion(this.#input.opcode, this.#connection.setup.root, on));
  }

  #watchShape(on: boolean): Buffer {
    return watchCursorShape(this.#fixes.opcode, this.#connection.setup.root, on);
  }

  /** Asks where the pointer is, at once or when so much time has passed since it was last asked. */
  #ask(afterMs = minQueryIntervalMs): void {
    if (this.#isAsking) {
      this.#askAgain = true;
      return;
    }
    this.#stopTimer();
    const waitMs = this.#askedMs + afterMs - this.#clock.monotonicMs();
    if (waitMs <= 0) void this.#readPosition();
    else this.#stopTimer = this.#clock.after(waitMs, () => void this.#readPosition());
  }

  async #readPosition(): Promise<void> {
    this.#isAsking = true;
    this.#askAgain = false;
    this.#askedMs = this.#clock.monotonicMs();
    const reply = await this.#connection.ask(queryPointer(this.#connection.setup.root));
    this.#isAsking = false;
    if (!reply.ok || this.#moveListeners === 0) return;
    this.#report(this.#isVisible ? readPointer(reply.value) : null);
    this.#ask(this.#askAgain ? minQueryIntervalMs : this.#intervalMs);
  }

  #report(position: Position | null): void {
    const before = this.#position;
    if (before !== undefined && before?.x === position?.x && before?.y === position?.y) {
      this.#intervalMs = Math.min(restingIntervalMs, this.#intervalMs * slowing);
      return;
    }
    this.#intervalMs = movingIntervalMs;
    this.#position = position;
    this.#events.emit('moved', position);
  }

  async #readShape(): Promise<void> {
    const reply = await this.#connection.ask(getCursorImage(this.#fixes.opcode));
    if (!reply.ok || this.#shapeListeners === 0) return;
    const shape = readCursor(readCursorImage(reply.value));
    this.#isVisible = shape !== null;
    if (this.#moveListeners > 0) this.#ask(); // Programs hide the pointer by giving it a shape without colour.
    if (shape === null || isSameShape(shape, this.#shape)) return;
    this.#shape = shape;
    this.#events.emit('shape', shape);
  }
}

function isSameShape(a: CursorShape, b: CursorShape | null): boolean {
  return (
    b !== null &&
    a.width === b.width &&
    a.height === b.height &&
    a.hotX === b.hotX &&
    a.hotY === b.hotY &&
    a.pixels.every((pixel, index) => pixel === b.pixels[index])
  );
}

function once(undo: Dispose): Dispose {
  let done = false;
  return () => {
    if (!done) undo();
    done = true;
  };
}
