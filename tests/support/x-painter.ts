import { X11Connection, xRequest } from '#applet/main/x11/x11-connection.ts';

/** Paints on the root window of a display, pixel by pixel as asked, like a program that knows exactly what it shows. */
export class XPainter {
  readonly #connection: X11Connection;
  readonly #graphics: number;

  private constructor(connection: X11Connection) {
    this.#connection = connection;
    this.#graphics = connection.setup.firstResource + 1;
    connection.send(xRequest(55, 0, words(this.#graphics, connection.setup.root, 0))); // CreateGC
  }

  static async open(display: string): Promise<XPainter> {
    const connection = await X11Connection.open(display, process.env);
    if (!connection.ok) throw new Error(`no display ${display}: ${connection.reason}`);
    return new XPainter(connection.value);
  }

  /** One colour, `0xRRGGBB`. Resolves once it is on the screen. */
  async fill(x: number, y: number, width: number, height: number, colour: number): Promise<void> {
    const { root } = this.#connection.setup;
    this.#connection.send(xRequest(56, 0, words(this.#graphics, 0x4, colour))); // ChangeGC: foreground
    this.#connection.send(
      xRequest(70, 0, words(root, this.#graphics, pair(x, y), pair(width, height))), // PolyFillRectangle
    );
    await this.sync();
  }

  /** Moves pixels: what scrolling does. */
  async copy(fromX: number, fromY: number, toX: number, toY: number, width: number, height: number): Promise<void> {
    const { root } = this.#connection.setup;
    const places = [pair(fromX, fromY), pair(toX, toY), pair(width, height)] as const;
    this.#connection.send(xRequest(62, 0, words(root, root, this.#graphics, ...places))); // CopyArea
    await this.sync();
  }

  /** Puts the pointer somewhere, as programs may; no device moves. */
  async warpPointer(x: number, y: number): Promise<void> {
    this.#connection.send(xRequest(41, 0, words(0, this.#connection.setup.root, 0, 0, pair(x, y))));
    await this.sync();
  }

  /** Gives the root window a cursor of one colour, or one that cannot be seen, and its old one back with null. */
  async setCursor(
    cursor: { readonly size: number; readonly colour: number; readonly hidden: boolean } | null,
  ): Promise<void> {
    const { root, firstResource } = this.#connection.setup;
    if (cursor === null) {
      this.#connection.send(xRequest(2, 0, words(root, 0x4000, 0)));
      await this.sync();
      return;
    }
    const [bitmap, context, shape] = [firstResource + 2, firstResource + 3, firstResource + 4];
    const { size, colour, hidden } = cursor;
    this.#connection.send(xRequest(53, 1, words(bitmap, root, pair(size, size)))); // CreatePixmap of depth 1
    this.#connection.send(xRequest(55, 0, words(context, bitmap, 0x4, hidden ? 0 : 1)));
    this.#connection.send(xRequest(70, 0, words(bitmap, context, 0, pair(size, size))));
    const channel = (shift: number): number => ((colour >> shift) & 0xff) * 0x101;
    const colours = words(pair(channel(16), channel(8)), pair(channel(0), 0), 0, pair(1, 1));
    // Six 16-bit numbers for two colours, then the spot that points.
    const body = Buffer.concat([
      words(shape, bitmap, bitmap),
      colours.subarray(0, 6),
      Buffer.alloc(6),
      colours.subarray(12),
    ]);
    this.#connection.send(xRequest(93, 0, body)); // CreateCursor
    this.#connection.send(xRequest(2, 0, words(root, 0x4000, shape)));
    this.#connection.send(xRequest(95, 0, words(shape)));
    this.#connection.send(xRequest(60, 0, words(context)));
    this.#connection.send(xRequest(54, 0, words(bitmap)));
    await this.sync();
  }

  async sync(): Promise<void> {
    if (!(await this.#connection.sync())) throw new Error('the display is gone');
  }

  close(): void {
    this.#connection.close();
  }
}

function words(...values: readonly number[]): Buffer {
  const body = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => body.writeUInt32LE(value >>> 0, 4 * index));
  return body;
}

function pair(low: number, high: number): number {
  return ((low & 0xffff) | (high << 16)) >>> 0;
}
