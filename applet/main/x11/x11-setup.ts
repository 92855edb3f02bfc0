import type { Socket } from 'node:net';
import { fail, succeed, type Result } from '#shared/std/core/result.ts';
import type { XAuthority } from './x11-authority.ts';
import { pad4 } from './x11-packets.ts';

/** What the X server says of itself when we connect. */
export type XSetup = {
  readonly root: number;
  /** The first of the numbers that we may give to what we make on the server. */
  readonly firstResource: number;
  readonly minKeycode: number;
  readonly maxKeycode: number;
  /** How the pixels of the root window lie in memory. */
  readonly pixels: XPixels;
};

/** Masks are 0 if the server does not describe its root's visual. */
export type XPixels = {
  readonly depth: number;
  readonly bitsPerPixel: number;
  readonly littleEndian: boolean;
  readonly redMask: number;
  readonly greenMask: number;
  readonly blueMask: number;
};

const connectTimeoutMs = 5_000;
const formatBytes = 8;
const screenBytes = 40;
const depthHeaderBytes = 8;
const visualBytes = 24;

type Greeting = { readonly setup: XSetup; readonly rest: Buffer };

/** The first exchange on a new connection. `rest` is what the server sent beyond it. */
export async function greetXServer(
  socket: Socket,
  authority: XAuthority,
): Promise<Result<Greeting, 'noDisplay' | 'refused'>> {
  const hello = Buffer.alloc(12 + pad4(authority.name.length) + pad4(authority.data.length));
  hello.write('l', 0, 'latin1'); // Little-endian.
  hello.writeUInt16LE(11, 2);
  hello.writeUInt16LE(authority.name.length, 6);
  hello.writeUInt16LE(authority.data.length, 8);
  hello.write(authority.name, 12, 'latin1');
  authority.data.copy(hello, 12 + pad4(authority.name.length));
  return new Promise((resolve) => {
    let received = Buffer.alloc(0);
    const finish = (answer: Result<Greeting, 'noDisplay' | 'refused'>): void => {
      socket.removeAllListeners();
      socket.setTimeout(0);
      resolve(answer);
    };
    socket.setTimeout(connectTimeoutMs, () => finish(fail('noDisplay')));
    socket.once('error', () => finish(fail('noDisplay')));
    socket.once('close', () => finish(fail('noDisplay')));
    socket.on('data', (data) => {
      received = Buffer.concat([received, data]);
      if (received.length < 8) return;
      const length = 8 + received.readUInt16LE(6) * 4;
      if (received.length < length) return;
      if (received.readUInt8(0) !== 1) finish(fail('refused'));
      else finish(succeed({ setup: readSetup(received), rest: received.subarray(length) }));
    });
    socket.write(hello);
  });
}

function readSetup(reply: Buffer): XSetup {
  const vendorLength = reply.readUInt16LE(24);
  const formats = 40 + pad4(vendorLength);
  const screen = formats + formatBytes * reply.readUInt8(29);
  return {
    root: reply.readUInt32LE(screen),
    firstResource: reply.readUInt32LE(12),
    minKeycode: reply.readUInt8(34),
    maxKeycode: reply.readUInt8(35),
    pixels: readPixels(reply, formats, screen),
  };
}

function readPixels(reply: Buffer, formats: number, screen: number): XPixels {
  const depth = reply.readUInt8(screen + 38);
  let bitsPerPixel = 0;
  for (let offset = formats; offset < screen; offset += formatBytes) {
    if (reply.readUInt8(offset) === depth) bitsPerPixel = reply.readUInt8(offset + 1);
  }
  const visual = findVisual(reply, screen);
  return {
    depth,
    bitsPerPixel,
    littleEndian: reply.readUInt8(30) === 0,
    redMask: visual === null ? 0 : reply.readUInt32LE(visual + 8),
    greenMask: visual === null ? 0 : reply.readUInt32LE(visual + 12),
    blueMask: visual === null ? 0 : reply.readUInt32LE(visual + 16),
  };
}

/** Where the root's visual stands among those of every depth. */
function findVisual(reply: Buffer, screen: number): number | null {
  const wanted = reply.readUInt32LE(screen + 32);
  let offset = screen + screenBytes;
  for (let depths = reply.readUInt8(screen + 39); depths > 0; depths -= 1) {
    const visuals = reply.readUInt16LE(offset + 2);
    offset += depthHeaderBytes;
    for (let index = 0; index < visuals; index += 1, offset += visualBytes) {
      if (reply.readUInt32LE(offset) === wanted) return offset;
    }
  }
  return null;
}
