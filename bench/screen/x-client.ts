import { createConnection, type Socket } from 'node:net';

/** A rectangle on the screen, in pixels. */
export type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

const opcode = {
  createWindow: 1,
  destroyWindow: 4,
  mapWindow: 8,
  configureWindow: 12,
  warpPointer: 41,
  inputFocus: 43,
  openFont: 45,
  createPixmap: 53,
  createGraphics: 55,
  changeGraphics: 56,
  copyArea: 62,
  fillRectangles: 70,
  putImage: 72,
  getImage: 73,
  imageText: 76,
  queryExtension: 98,
} as const;
const damageOpcode = { queryVersion: 0, create: 1, subtract: 3 } as const;
const zPixmap = 2;
/** Without BIG-REQUESTS a request has at most 65,535 words. */
const maxRequestBytes = 4 * 65_535;
const packetBytes = 32;

/**
 * As much of an X11 client as it takes to paint on one display and to read pixels from another: a compiled tool would do
 * the same, but then the benchmark would need a compiler. Little-endian, no authentication (displays of our own), 24-bit
 * colour. Requests wait until `flush`, so that what belongs together reaches the server in one piece.
 */
export class XClient {
  readonly #socket: Socket;
  #received: Buffer[] = [];
  #receivedBytes = 0;
  readonly #waiting: { readonly resolve: (reply: Buffer) => void; readonly reject: (error: Error) => void }[] = [];
  #requests: Buffer[] = [];
  #nextId: number;
  #damageEvent = -1;
  #onDamage: () => void = () => {};
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
    socket.on('error', () => {}); // It closes, too, which tells whoever waits.
    socket.on('close', () => {
      for (const { reject } of this.#waiting.splice(0)) reject(new Error('the X server is gone'));
    });

    const font = this.#id();
    const name = Buffer.from('fixed');
    this.#request(opcode.openFont, 0, [font, name.length], name);
    this.#graphics = this.#id();
    const fontAndNoExposures = 0x1_4000;
    this.#request(opcode.createGraphics, 0, [this.#graphics, this.root, fontAndNoExposures, font, 0]);
  }

  /** `display` is what the DISPLAY variable holds. */
  static async open(display: string): Promise<XClient> {
    const socket = createConnection(`/tmp/.X11-unix/X${display.replace(':', '')}`);
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    socket.write(Buffer.from([0x6c, 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
    let setup = Buffer.alloc(0);
    while (setup.length < 8 || setup.length < 8 + 4 * setup.readUInt16LE(6)) {
      setup = Buffer.concat([setup, await new Promise<Buffer>((resolve) => socket.once('data', resolve))]);
    }
    if (setup.readUInt8(0) !== 1) throw new Error(`display ${display} refused the connection`);
    return new XClient(socket, setup);
  }

  get area(): Area {
    return { x: 0, y: 0, width: this.width, height: this.height };
  }

  /** A window above all others that no window manager touches; shown at once. */
  openWindow({ x, y, width, height }: Area): number {
    const window = this.#id();
    const inputOutput = 1;
    const overrideRedirect = 0x200;
    const place = [pair(x, y), pair(width, height), pair(0, inputOutput)];
    this.#request(opcode.createWindow, 0, [window, this.root, ...place, 0, overrideRedirect, 1]);
    this.#request(opcode.mapWindow, 0, [window]);
    return window;
  }

  raise(window: number): void {
    const [stackMode, above] = [0x40, 0];
    this.#request(opcode.configureWindow, 0, [window, stackMode, above]);
  }

  destroyWindow(window: number): void {
    this.#request(opcode.destroyWindow, 0, [window]);
  }

  movePointer(x: number, y: number): void {
    this.#request(opcode.warpPointer, 0, [0, this.root, 0, 0, pair(x, y)]);
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

  copy(from: number, to: number, source: Area, x = source.x, y = source.y): void {
    const place = [pair(source.x, source.y), pair(x, y), pair(source.width, source.height)];
    this.#request(opcode.copyArea, 0, [from, to, this.#graphics, ...place]);
  }

  /** Pixels of 4 bytes each, blue, green, red, nothing: a whole drawable of this width. */
  async put(drawable: number, width: number, pixels: Buffer): Promise<void> {
    const rowBytes = 4 * width;
    const stripRows = Math.floor((maxRequestBytes - 24) / rowBytes);
    const rows = pixels.length / rowBytes;
    for (let y = 0; y < rows; y += stripRows) {
      const height = Math.min(stripRows, rows - y);
      const strip = pixels.subarray(y * rowBytes, (y + height) * rowBytes);
      const words = [drawable, this.#graphics, pair(width, height), pair(0, y), this.depth << 8];
      this.#request(opcode.putImage, zPixmap, words, strip);
    }
    await this.sync();
  }

  /** Pixels of a drawable, 4 bytes each: blue, green, red, nothing. Of the root: what the display shows. */
  async read({ x, y, width, height }: Area, drawable = this.root): Promise<Buffer> {
    this.#request(opcode.getImage, zPixmap, [drawable, pair(x, y), pair(width, height), 0xffff_ffff]);
    return (await this.#reply()).subarray(packetBytes);
  }

  /** Resolves once the server has done everything asked before. */
  async sync(): Promise<void> {
    this.#request(opcode.inputFocus, 0, []);
    await this.#reply();
  }

  /** Calls `listener` once when anything on the display has changed, and again only after a call of `clear` of what this gives. */
  async watchDamage(listener: () => void): Promise<{ readonly clear: () => void }> {
    const name = Buffer.from('DAMAGE');
    this.#request(opcode.queryExtension, 0, [name.length], name);
    const reply = await this.#reply();
    if (reply.readUInt8(8) === 0) throw new Error('the display has no DAMAGE extension');
    const major = reply.readUInt8(9);
    this.#damageEvent = reply.readUInt8(10);
    this.#onDamage = listener;
    this.#request(major, damageOpcode.queryVersion, [1, 1]);
    await this.#reply();
    const damage = this.#id();
    const whenNoLongerEmpty = 3;
    this.#request(major, damageOpcode.create, [damage, this.root, whenNoLongerEmpty]);
    this.flush();
    return { clear: () => this.#request(major, damageOpcode.subtract, [damage, 0, 0]) };
  }

  flush(): void {
    if (this.#requests.length === 0) return;
    this.#socket.write(Buffer.concat(this.#requests));
    this.#requests = [];
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
    this.#requests.push(request);
  }

  #reply(): Promise<Buffer> {
    this.flush();
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  #receive(bytes: Buffer): void {
    this.#received.push(bytes);
    this.#receivedBytes += bytes.length;
    while (this.#receivedBytes >= packetBytes) {
      const head = this.#joined(packetBytes);
      const isReply = head.readUInt8(0) === 1;
      const length = packetBytes + (isReply ? 4 * head.readUInt32LE(4) : 0);
      if (this.#receivedBytes < length) return;
      const all = this.#joined(length);
      const packet = all.subarray(0, length);
      this.#received =
        length < all.length ? [all.subarray(length), ...this.#received.slice(1)] : this.#received.slice(1);
      this.#receivedBytes -= length;
      this.#take(packet);
    }
  }

  /** The first buffer, made at least so long: a picture comes in hundreds of pieces, which are joined once. */
  #joined(length: number): Buffer {
    const first = this.#received[0] ?? Buffer.alloc(0);
    if (first.length >= length) return first;
    const all = Buffer.concat(this.#received);
    this.#received = [all];
    return all;
  }

  #take(packet: Buffer): void {
    const kind = packet.readUInt8(0) & 0x7f;
    if (kind === 0) {
      const text = `X error ${packet.readUInt8(1)} for request ${packet.readUInt8(10)}`;
      // Errors of requests without a reply are our own mistakes: nothing is measured with them.
      this.#socket.destroy();
      for (const { reject } of this.#waiting.splice(0)) reject(new Error(text));
    } else if (kind === 1) this.#waiting.shift()?.resolve(packet);
    else if (kind === this.#damageEvent) this.#onDamage();
  }
}

/** Two 16-bit numbers in one word, as X11 packs positions and sizes. */
function pair(low: number, high: number): number {
  return ((high & 0xffff) << 16) | (low & 0xffff);
}

function padded(length: number): number {
  return (length + 3) & ~3;
}
