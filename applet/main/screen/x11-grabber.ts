import type { Area } from '#shared/std/screen/area.ts';
import type { Picture } from '#shared/std/screen/picture.ts';
import type { X11Connection } from '../x11/x11-connection.ts';
import type { OpenSharedMemory, SharedMemory } from './shared-memory.ts';
import { getImage, imageBytes, shmAttach, shmDetach, shmGetImage } from './x11-screen-requests.ts';

/** Copies pixels of the root window. */
export interface X11Grabber {
  readonly way: 'shared memory' | 'socket';
  /** Into `picture`, whose left top is at `origin` on the desktop. False if the server refused, as after a resize. */
  grab(areas: readonly Area[], origin: { readonly x: number; readonly y: number }, picture: Picture): Promise<boolean>;
  close(): void;
}

const pixelBytes = 4;
/** Over the socket in pieces of about this size, so that not the whole screen is held twice. */
const bandBytes = 1024 * 1024;

/** By shared memory if the server can see ours, else over the socket. `segment`: a number for our use on the server. */
export async function openX11Grabber(
  connection: X11Connection,
  openSharedMemory: OpenSharedMemory | null,
  options: { readonly segment: number; readonly rootPixels: number },
): Promise<X11Grabber> {
  const extension = openSharedMemory && (await connection.extension('MIT-SHM'));
  if (openSharedMemory !== null && extension !== null) {
    const grabber = new SharedGrabber(connection, extension.opcode, options.segment, openSharedMemory);
    if (await grabber.prepare(options.rootPixels * pixelBytes)) return grabber;
  }
  return new SocketGrabber(connection);
}

/** The server writes into memory of ours: a whole screen in a millisecond. */
class SharedGrabber implements X11Grabber {
  readonly way = 'shared memory';
  readonly #connection: X11Connection;
  readonly #opcode: number;
  readonly #segment: number;
  readonly #openSharedMemory: OpenSharedMemory;
  #memory: SharedMemory | null = null;
  /** What the shared memory held, in memory that may be read like any other. */
  #copy = Buffer.alloc(0);

  constructor(connection: X11Connection, opcode: number, segment: number, openSharedMemory: OpenSharedMemory) {
    this.#connection = connection;
    this.#opcode = opcode;
    this.#segment = segment;
    this.#openSharedMemory = openSharedMemory;
  }

  async grab(areas: readonly Area[], origin: { x: number; y: number }, picture: Picture): Promise<boolean> {
    const bytes = areas.reduce((sum, area) => sum + area.width * area.height * pixelBytes, 0);
    if (!(await this.prepare(bytes)) || this.#memory === null) return false;
    let offsetBytes = 0;
    const answers = areas.map(async (area) => {
      const request = { drawable: this.#connection.setup.root, area, segment: this.#segment, offsetBytes };
      offsetBytes += area.width * area.height * pixelBytes;
      return this.#connection.ask(shmGetImage(this.#opcode, request));
    });
    if (!(await Promise.all(answers)).every(({ ok }) => ok)) return false;
    if (this.#memory === null) return false; // Closed meanwhile.
    const [area] = areas;
    if (areas.length === 1 && area !== undefined && area.width === picture.width) {
      this.#memory.copyTo(rowsOf(picture, area.y - origin.y, area.height));
      return true;
    }
    if (this.#copy.length < bytes) this.#copy = Buffer.alloc(bytes);
    this.#memory.copyTo(this.#copy.subarray(0, bytes));
    let offset = 0;
    for (const part of areas) {
      placeRows(this.#copy, offset, part, origin, picture);
      offset += part.width * part.height * pixelBytes;
    }
    return true;
  }

  /** Shares at least this much memory with the server. */
  async prepare(bytes: number): Promise<boolean> {
    if (this.#memory !== null && this.#memory.sizeBytes >= bytes) return true;
    this.#release();
    const memory = this.#openSharedMemory(bytes);
    if (memory === null) return false;
    this.#connection.send(shmAttach(this.#opcode, this.#segment, memory.id));
    // An attachment has no answer: the first use of it shows whether the server could.
    const attached = await this.#isAttached();
    memory.unlink();
    if (!attached) {
      memory.close();
      return false;
    }
    this.#memory = memory;
    return true;
  }

  close(): void {
    this.#release();
    this.#copy = Buffer.alloc(0);
  }

  async #isAttached(): Promise<boolean> {
    const area = { x: 0, y: 0, width: 1, height: 1 };
    const request = { drawable: this.#connection.setup.root, area, segment: this.#segment, offsetBytes: 0 };
    return (await this.#connection.ask(shmGetImage(this.#opcode, request))).ok;
  }

  #release(): void {
    if (this.#memory === null) return;
    this.#connection.send(shmDetach(this.#opcode, this.#segment));
    this.#memory.close();
    this.#memory = null;
  }
}

/** Pixels as answers: for servers that cannot see our memory. */
class SocketGrabber implements X11Grabber {
  readonly way = 'socket';
  readonly #connection: X11Connection;

  constructor(connection: X11Connection) {
    this.#connection = connection;
  }

  async grab(areas: readonly Area[], origin: { x: number; y: number }, picture: Picture): Promise<boolean> {
    for (const area of areas) {
      const rows = Math.max(1, Math.floor(bandBytes / (area.width * pixelBytes)));
      for (let top = 0; top < area.height; top += rows) {
        const band = { ...area, y: area.y + top, height: Math.min(rows, area.height - top) };
        const reply = await this.#connection.ask(getImage(this.#connection.setup.root, band));
        if (!reply.ok) return false;
        placeRows(imageBytes(reply.value), 0, band, origin, picture);
      }
    }
    return true;
  }

  close(): void {}
}

/** Some rows of a picture as bytes. */
function rowsOf(picture: Picture, firstRow: number, rows: number): Uint8Array {
  const rowBytes = picture.width * pixelBytes;
  return new Uint8Array(picture.pixels.buffer, picture.pixels.byteOffset + firstRow * rowBytes, rows * rowBytes);
}

function placeRows(
  packed: Buffer,
  offset: number,
  area: Area,
  origin: { x: number; y: number },
  picture: Picture,
): void {
  const target = rowsOf(picture, 0, picture.height);
  const rowBytes = area.width * pixelBytes;
  for (let row = 0; row < area.height; row += 1) {
    const from = offset + row * rowBytes;
    const to = ((area.y - origin.y + row) * picture.width + area.x - origin.x) * pixelBytes;
    packed.copy(target, to, from, from + rowBytes);
  }
}
