import { createConnection, type Socket } from 'node:net';

/** A rectangle on the screen, in pixels. */
export type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

const opcode = {
  createWindow: 1,
  mapWindow: 8,
  openFont: 45,
  createPixmap: 53,
  createGraphics: 55,
  changeGraphics: 56,
  copyArea: 62,
  fillRectangles: 70,
  getImage: 73,
  imageText: 76,
} as const;

/**
 * As much of an X11 client as it takes to paint on one display and read pixels from another: a compiled tool would do the
 * same, but then the benchmark would need a compiler. Little-endian, no authentication (Xvfb -ac), 24-bit colour.
 */
export class XDisplay {
  readonly #socket: Socket;
  #received = Buffer.alloc(0);
  readonly #waiting: { readonly resolve: (reply: Buffer) => void; readonly reject: (error: Error) => void }[] = [];
  #nextId: number;
  readonly root: number;
  readonly depth: number;
  readonly width: number;
  readonly height: number;
  readonly #graphics: number;

  private constructor(socket: Socket, setup: Buffer) {
    this.#socket = socket;
    this.#nextId = setup.readUInt32LE(12);
    const screen = 40 + padded(setup.readUInt16LE(24)) + 8 * setup.readUInt8(29);
    this.root = setup.readUInt32LE(screen);
    this.width = setup.readUInt16LE(screen + 20);
    this.height = setup.readUInt16LE(screen + 22);
    this.depth = setup.readUInt8(screen + 38);
    socket.on('data', (bytes) => this.#receive(bytes));
    socket.on('close', () => {
      for (const { reject } of this.#waiting.splice(0)) reject(new Error('the X server is gone'));
    });

    const font = this.#id();
    const name = Buffer.from('fixed');
    this.#request(opcode.openFont, 0, [font, name.length], Buffer.from(name));
    this.#graphics = this.#id();
    const fontAndNoExposures = 0x1_4000;
    this.#request(opcode.createGraphics, 0, [this.#graphics, this.root, fontAndNoExposures, font, 0]);
  }

  /** Connects to display `:number` of this machine. Rejects while there is none. */
  static async connect(number: number): Promise<XDisplay> {
    const socket = createConnection(`/tmp/.X11-unix/X${number}`);
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    socket.write(Buffer.from([0x6c, 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
    let setup = Buffer.alloc(0);
    while (setup.length < 8 || setup.length < 8 + 4 * setup.readUInt16LE(6)) {
      setup = Buffer.concat([setup, await new Promise<Buffer>((resolve) => socket.once('data', resolve))]);
    }
    if (setup.readUInt8(0) !== 1) throw new Error(`display :${number} refused the connection`);
    return new XDisplay(socket, setup);
  }

  /** A window over everything, without a frame. */
  openFullScreenWindow(): number {
    const window = this.#id();
    const size = pair(this.width, this.height);
    const inputOutput = 1;
    const overrideRedirect = 0x200;
    this.#request(opcode.createWindow, 0, [window, this.root, 0, size, pair(0, inputOutput), 0, overrideRedirect, 1]);
    this.#request(opcode.mapWindow, 0, [window]);
    return window;
  }

  createPixmap(width: number, height: number): number {
    const pixmap = this.#id();
    this.#request(opcode.createPixmap, this.depth, [pixmap, this.root, pair(width, height)]);
    return pixmap;
  }

  fill(drawable: number, colour: number, areas: readonly Area[]): void {
    this.#colours(colour, 0);
    const rectangles = areas.flatMap(({ x, y, width, height }) => [pair(x, y), pair(width, height)]);
    this.#request(opcode.fillRectangles, 0, [drawable, this.#graphics, ...rectangles]);
  }

  /** At most 255 characters, 6 pixels wide each. */
  text(drawable: number, x: number, baseline: number, text: string, colour: number, background: number): void {
    this.#colours(colour, background);
    this.#request(opcode.imageText, text.length, [drawable, this.#graphics, pair(x, baseline)], Buffer.from(text));
  }

  copy(from: number, to: number, source: Area, x: number, y: number): void {
    const place = [pair(source.x, source.y), pair(x, y), pair(source.width, source.height)];
    this.#request(opcode.copyArea, 0, [from, to, this.#graphics, ...place]);
  }

  /** Pixels of what the display shows, 4 bytes each: blue, green, red, nothing. */
  async read({ x, y, width, height }: Area): Promise<Buffer> {
    const zPixmap = 2;
    this.#request(opcode.getImage, zPixmap, [this.root, pair(x, y), pair(width, height), 0xffff_ffff]);
    const reply = await new Promise<Buffer>((resolve, reject) => this.#waiting.push({ resolve, reject }));
    return reply.subarray(32);
  }

  close(): void {
    this.#socket.destroy();
  }

  #id(): number {
    return this.#nextId++;
  }

  #colours(foreground: number, background: number): void {
    const both = 0xc;
    this.#request(opcode.changeGraphics, 0, [this.#graphics, both, foreground, background]);
  }

  #request(code: number, detail: number, words: readonly number[], tail: Buffer = Buffer.alloc(0)): void {
    const request = Buffer.alloc(4 + 4 * words.length + padded(tail.length));
    request.writeUInt8(code, 0);
    request.writeUInt8(detail, 1);
    request.writeUInt16LE(request.length / 4, 2);
    for (const [index, word] of words.entries()) request.writeUInt32LE(word >>> 0, 4 + 4 * index);
    tail.copy(request, 4 + 4 * words.length);
    this.#socket.write(request);
  }

  #receive(bytes: Buffer): void {
    this.#received = Buffer.concat([this.#received, bytes]);
    while (this.#received.length >= 32) {
      const kind = this.#received.readUInt8(0);
      const length = 32 + (kind === 1 ? 4 * this.#received.readUInt32LE(4) : 0);
      if (this.#received.length < length) return;
      const message = this.#received.subarray(0, length);
      this.#received = this.#received.subarray(length);
      if (kind === 0)
        this.#socket.destroy(new Error(`X error ${message.readUInt8(1)} for request ${message.readUInt8(10)}`));
      if (kind === 1) this.#waiting.shift()?.resolve(message);
    }
  }
}

/** Two 16-bit numbers in one word, as X11 packs positions and sizes. */
function pair(low: number, high: number): number {
  return ((high & 0xffff) << 16) | (low & 0xffff);
}

function padded(length: number): number {
  return (length + 3) & ~3;
}
