import type { Area } from '#shared/std/screen/area.ts';
import type { PremultipliedCursor } from './cursor-picture.ts';
import { xRequest } from '../x11/x11-connection.ts';

// The few requests of the X protocol and its extensions that watching a screen needs. Numbers are those of the protocols.

/** Answers to these have their own length before what each function reads. */
const replyHeaderBytes = 32;

const zPixmap = 2;
const allPlanes = 0xffff_ffff;
/** Tell us once that there is damage, and again only after we took it. */
const reportNonEmpty = 3;
const displayCursorNotify = 1;
const screenChange = 1;
const crtcChange = 2;
const outputChange = 4;
const allMasterDevices = 1;
const rawMotion = 17;
const structureNotify = 0x2_0000;

function words(...values: readonly number[]): Buffer {
  const body = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => body.writeUInt32LE(value >>> 0, 4 * index));
  return body;
}

/** Two 16-bit numbers in one word, as the protocol has them. */
function pair(low: number, high: number): number {
  return ((low & 0xffff) | (high << 16)) >>> 0;
}

/** Extensions refuse to work before they were asked for their version. */
export function queryVersion(opcode: number, major: number, minor: number): Buffer {
  return xRequest(opcode, 0, words(major, minor));
}

/** Asks to be told when the root window changes its size. */
export function watchRoot(root: number): Buffer {
  return xRequest(2, 0, words(root, 0x800, structureNotify));
}

export function getGeometry(drawable: number): Buffer {
  return xRequest(14, 0, words(drawable));
}

export function readGeometry(reply: Buffer): { readonly width: number; readonly height: number } {
  return { width: reply.readUInt16LE(16), height: reply.readUInt16LE(18) };
}

export function getAtomName(atom: number): Buffer {
  return xRequest(17, 0, words(atom));
}

export function readAtomName(reply: Buffer): string {
  return reply.toString('utf8', replyHeaderBytes, replyHeaderBytes + reply.readUInt16LE(8));
}

export function queryPointer(root: number): Buffer {
  return xRequest(38, 0, words(root));
}

/** Null while the pointer is on another X screen. */
export function readPointer(reply: Buffer): { readonly x: number; readonly y: number } | null {
  return reply.readUInt8(1) === 0 ? null : { x: reply.readInt16LE(16), y: reply.readInt16LE(18) };
}

/** Pixels over the socket. */
export function getImage(drawable: number, area: Area): Buffer {
  return xRequest(73, zPixmap, words(drawable, pair(area.x, area.y), pair(area.width, area.height), allPlanes));
}

export function imageBytes(reply: Buffer): Buffer {
  return reply.subarray(replyHeaderBytes);
}

export function shmAttach(opcode: number, segment: number, sharedMemoryId: number): Buffer {
  return xRequest(opcode, 1, words(segment, sharedMemoryId, 0));
}

export function shmDetach(opcode: number, segment: number): Buffer {
  return xRequest(opcode, 2, words(segment));
}

/** Pixels into shared memory, packed row by row from `offsetBytes` on. */
export function shmGetImage(
  opcode: number,
  options: { readonly drawable: number; readonly area: Area; readonly segment: number; readonly offsetBytes: number },
): Buffer {
  const { drawable, area, segment, offsetBytes } = options;
  const place = [pair(area.x, area.y), pair(area.width, area.height)] as const;
  return xRequest(opcode, 4, words(drawable, ...place, allPlanes, zPixmap, segment, offsetBytes));
}

export function damageCreate(opcode: number, damage: number, drawable: number): Buffer {
  return xRequest(opcode, 1, words(damage, drawable, reportNonEmpty));
}

export function damageDestroy(opcode: number, damage: number): Buffer {
  return xRequest(opcode, 2, words(damage));
}

/** Takes the damage: it moves to `region`. */
export function damageSubtract(opcode: number, damage: number, region: number): Buffer {
  return xRequest(opcode, 3, words(damage, 0, region));
}

export function createRegion(opcode: number, region: number): Buffer {
  return xRequest(opcode, 5, words(region));
}

export function fetchRegion(opcode: number, region: number): Buffer {
  return xRequest(opcode, 19, words(region));
}

export function readRegion(reply: Buffer): Area[] {
  const areas: Area[] = [];
  for (let offset = replyHeaderBytes; offset + 8 <= reply.length; offset += 8) {
    areas.push({
      x: reply.readInt16LE(offset),
      y: reply.readInt16LE(offset + 2),
      width: reply.readUInt16LE(offset + 4),
      height: reply.readUInt16LE(offset + 6),
    });
  }
  return areas;
}

export function watchCursorShape(opcode: number, root: number, on: boolean): Buffer {
  return xRequest(opcode, 3, words(root, on ? displayCursorNotify : 0));
}

export function getCursorImage(opcode: number): Buffer {
  return xRequest(opcode, 4, Buffer.alloc(0));
}

export function readCursorImage(reply: Buffer): PremultipliedCursor {
  const [width, height] = [reply.readUInt16LE(12), reply.readUInt16LE(14)];
  const pixels = Uint32Array.from({ length: width * height }, (_, index) =>
    reply.readUInt32LE(replyHeaderBytes + 4 * index),
  );
  return { width, height, hotX: reply.readUInt16LE(16), hotY: reply.readUInt16LE(18), pixels };
}

/** Every movement of any pointing device, whoever has grabbed it. */
export function watchMotion(opcode: number, root: number, on: boolean): Buffer {
  return xRequest(opcode, 46, words(root, 1, pair(allMasterDevices, 1), on ? 1 << rawMotion : 0));
}

export function inputVersion(opcode: number): Buffer {
  return xRequest(opcode, 47, words(pair(2, 2)));
}

export function watchMonitors(opcode: number, root: number): Buffer {
  return xRequest(opcode, 4, words(root, screenChange | crtcChange | outputChange));
}

export function getMonitors(opcode: number, root: number): Buffer {
  return xRequest(opcode, 42, words(root, 1));
}

/** A monitor whose name is still a number. */
export type XMonitor = Area & { readonly nameAtom: number; readonly primary: boolean };

export function readMonitors(reply: Buffer): XMonitor[] {
  const monitors: XMonitor[] = [];
  let offset = replyHeaderBytes;
  for (let left = reply.readUInt32LE(12); left > 0; left -= 1) {
    monitors.push({
      nameAtom: reply.readUInt32LE(offset),
      primary: reply.readUInt8(offset + 4) !== 0,
      x: reply.readInt16LE(offset + 8),
      y: reply.readInt16LE(offset + 10),
      width: reply.readUInt16LE(offset + 12),
      height: reply.readUInt16LE(offset + 14),
    });
    offset += 24 + 4 * reply.readUInt16LE(offset + 6);
  }
  return monitors;
}
