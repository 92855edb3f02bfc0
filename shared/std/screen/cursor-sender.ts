import type { Clock } from '../core/clock.ts';
import type { Dispose } from '../core/dispose.ts';
import { cursorIntervalMs, cursorShapeIntervalMs } from './screen-limits.ts';
import { encodeScreenMessage, type CursorShape, type Monitor } from './screen-message.ts';

type Position = { readonly x: number; readonly y: number };

/** A cursor's picture takes at most this part of what the link carries. */
const shapeShare = 0.1;

/** Sends at once, and then at most once in a while, always the newest: what came between is never sent. */
class Paced {
  readonly #clock: Clock;
  readonly #send: () => number;
  #stopTimer: Dispose | null = null;
  #isWaiting = false;

  /** `send` says how long nothing more may be sent, in milliseconds. */
  constructor(clock: Clock, send: () => number) {
    this.#clock = clock;
    this.#send = send;
  }

  changed(): void {
    this.#isWaiting = true;
    if (this.#stopTimer === null) this.#run();
  }

  close(): void {
    this.#stopTimer?.();
    this.#isWaiting = false;
  }

  #run(): void {
    this.#stopTimer = null;
    if (!this.#isWaiting) return;
    this.#isWaiting = false;
    this.#stopTimer = this.#clock.after(this.#send(), () => this.#run());
  }
}

/**
 * Tells where the pointer is, in pixels of the lane that shows it, and what it looks like. Neither is part of the picture: the
 * viewer draws it over it, at once.
 */
export class CursorSender {
  readonly #options: {
    readonly clock: Clock;
    /** The monitors whose lanes are watched. */
    readonly watched: () => readonly Monitor[];
    readonly bytesPerMs: () => number;
    readonly send: (bytes: Uint8Array) => void;
  };
  readonly #positions: Paced;
  readonly #shapes: Paced;
  #position: Position | null = null;
  #shape: CursorShape | null = null;
  /** Where the viewer believes it to be. */
  #shownIn: number | null = null;

  constructor(options: {
    readonly clock: Clock;
    readonly watched: () => readonly Monitor[];
    readonly bytesPerMs: () => number;
    readonly send: (bytes: Uint8Array) => void;
  }) {
    this.#options = options;
    this.#positions = new Paced(options.clock, () => this.#sendPosition());
    this.#shapes = new Paced(options.clock, () => this.#sendShape());
  }

  moved(position: Position | null): void {
    this.#position = position;
    if (this.#options.watched().length > 0) this.#positions.changed();
  }

  changedShape(shape: CursorShape): void {
    this.#shape = shape;
    if (this.#options.watched().length > 0) this.#shapes.changed();
  }

  /** Other lanes are watched, or somebody who knows nothing yet watches. */
  restart(): void {
    if (this.#options.watched().length === 0) return;
    this.#shapes.changed();
    this.#positions.changed();
  }

  close(): void {
    this.#positions.close();
    this.#shapes.close();
  }

  #sendPosition(): number {
    const position = this.#position;
    const monitor = position && this.#options.watched().find((each) => isOn(each, position));
    const lane = monitor?.id ?? null;
    if (this.#shownIn !== null && this.#shownIn !== lane) {
      this.#options.send(encodeScreenMessage({ kind: 'cursorAt', lane: this.#shownIn, at: null }));
    }
    this.#shownIn = lane;
    if (monitor && position) {
      const at = { x: position.x - monitor.x, y: position.y - monitor.y };
      this.#options.send(encodeScreenMessage({ kind: 'cursorAt', lane: monitor.id, at }));
    }
    return cursorIntervalMs;
  }

  #sendShape(): number {
    if (this.#shape === null) return 0;
    const bytes = encodeScreenMessage({ kind: 'cursorShape', shape: this.#shape });
    this.#options.send(bytes);
    return Math.max(cursorShapeIntervalMs, bytes.length / (this.#options.bytesPerMs() * shapeShare));
  }
}

function isOn({ x, y, width, height }: Monitor, at: Position): boolean {
  return at.x >= x && at.y >= y && at.x < x + width && at.y < y + height;
}
