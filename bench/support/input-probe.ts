import { X11Connection, xRequest } from '#applet/main/x11/x11-connection.ts';
import { fakeInput, xEvent } from '#applet/main/input/x11-requests.ts';

const motionNotify = 6;
const eventMask = { keyPress: 0x01, pointerMotion: 0x40 } as const;
const lostAfterMs = 1_000;
/** The way through the picture rounds to pixels twice. */
const tolerancePixels = 3;

export type Area = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

export type Point = { readonly x: number; readonly y: number };

/** Presses keys and moves the pointer of a display as its own devices would (XTEST). */
export class XInjector {
  readonly #connection: X11Connection;
  readonly #xtest: number;

  private constructor(connection: X11Connection, xtest: number) {
    this.#connection = connection;
    this.#xtest = xtest;
  }

  static async open(display: string): Promise<XInjector> {
    const connection = await openConnection(display);
    const xtest = await connection.extension('XTEST');
    if (xtest === null) throw new Error(`${display} has no XTEST`);
    return new XInjector(connection, xtest.opcode);
  }

  move({ x, y }: Point): void {
    const body = Buffer.alloc(32);
    body.writeUInt8(motionNotify, 0);
    body.writeUInt32LE(this.#connection.setup.root, 8);
    body.writeInt16LE(x, 20);
    body.writeInt16LE(y, 22);
    this.#connection.send(xRequest(this.#xtest, 2, body));
  }

  /** By X keycode. */
  press(keycode: number): void {
    this.#connection.send(fakeInput(this.#xtest, xEvent.keyPress, keycode));
    this.#connection.send(fakeInput(this.#xtest, xEvent.keyRelease, keycode));
  }

  async click(point: Point): Promise<void> {
    this.move(point);
    await this.holdButton();
    await this.letButtonGo();
  }

  /** Resolves once the display has taken it. */
  async holdButton(): Promise<void> {
    this.#connection.send(fakeInput(this.#xtest, xEvent.buttonPress, 1));
    await this.#connection.sync();
  }

  async letButtonGo(): Promise<void> {
    this.#connection.send(fakeInput(this.#xtest, xEvent.buttonRelease, 1));
    await this.#connection.sync();
  }

  close(): void {
    this.#connection.close();
  }
}

/**
 * Sees what reaches a window that has the keyboard and lies under the pointer, by the server's own events, which cost the
 * computer nothing until they come.
 */
export class XWatch {
  readonly #connection: X11Connection;
  #seen: (event: Buffer) => void = () => {};

  private constructor(connection: X11Connection) {
    this.#connection = connection;
    connection.onEvent = (event) => this.#seen(event);
  }

  /** Opens the window, above all others, in this part of the display, and gives it the keyboard. */
  static async open(display: string, area: Area): Promise<XWatch> {
    const connection = await openConnection(display);
    const window = await freeId(connection);
    const [copyFromParent, inputOutput] = [0, 1];
    const [place, size] = [pair(area.left, area.top), pair(area.width, area.height)];
    const attributes = 0x200 | 0x800; // override-redirect: no window manager frames or moves it; event mask.
    const events = eventMask.keyPress | eventMask.pointerMotion;
    connection.send(
      xRequest(
        1,
        copyFromParent,
        words(window, connection.setup.root, place, size, pair(0, inputOutput), 0, attributes, 1, events),
      ),
    );
    connection.send(xRequest(8, 0, words(window)));
    const backToPointer = 1;
    connection.send(xRequest(42, backToPointer, words(window, 0)));
    if (!(await connection.sync())) throw new Error(`${display} went away`);
    return new XWatch(connection);
  }

  /** Milliseconds from `act` to the next key press here; null if none came. */
  keyAfter(act: () => void): Promise<number | null> {
    return this.#timed(act, (event) => typeOf(event) === xEvent.keyPress);
  }

  /** Milliseconds from `act` until the pointer has moved to `place`; null if it never came there. */
  pointerAfter(act: () => void, place: Point): Promise<number | null> {
    return this.#timed(
      act,
      (event) =>
        typeOf(event) === motionNotify &&
        Math.abs(event.readInt16LE(20) - place.x) <= tolerancePixels &&
        Math.abs(event.readInt16LE(22) - place.y) <= tolerancePixels,
    );
  }

  close(): void {
    this.#connection.close();
  }

  #timed(act: () => void, isEffect: (event: Buffer) => boolean): Promise<number | null> {
    return new Promise((resolve) => {
      const finish = (result: number | null): void => {
        this.#seen = () => {};
        clearTimeout(timer);
        resolve(result);
      };
      const timer = setTimeout(() => finish(null), lostAfterMs);
      this.#seen = (event) => {
        if (isEffect(event)) finish(performance.now() - startMs);
      };
      const startMs = performance.now();
      act();
    });
  }
}

async function openConnection(display: string): Promise<X11Connection> {
  const opened = await X11Connection.open(display, process.env);
  if (!opened.ok) throw new Error(`cannot reach ${display}: ${opened.reason}`);
  return opened.value;
}

/** Bit 7 says that another program made the event, which counts as well. */
function typeOf(event: Buffer): number {
  return event.readUInt8(0) & 0x7f;
}

/** A number that this client may give to something it makes (XC-MISC). */
async function freeId(connection: X11Connection): Promise<number> {
  const misc = await connection.extension('XC-MISC');
  const range = misc && (await connection.ask(xRequest(misc.opcode, 1, Buffer.alloc(0))));
  if (range === null || !range.ok) throw new Error('the X server has no XC-MISC');
  return range.value.readUInt32LE(8);
}

/** Two 16-bit numbers in one word. */
function pair(low: number, high: number): number {
  return low + high * 0x1_0000;
}

function words(...values: readonly number[]): Buffer {
  const body = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => body.writeUInt32LE(value, 4 * index));
  return body;
}
