import { toBase64Url } from '#shared/std/crypto/bytes.ts';
import type { BoardPicture, MarkStart } from '#shared/std/lens/board.ts';

/** The header of a JPEG of this size, with an empty scan: enough for whoever looks at sizes and decodes nothing. */
export function jpegHeader(width: number, height: number): Uint8Array {
  const frame = [0xff, 0xc0, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0];
  return Uint8Array.from([0xff, 0xd8, ...frame, 0xff, 0xda, 0, 2, 0xff, 0xd9]);
}

export function samplePicture(id: number, width = 640, height = 480): BoardPicture {
  return { id, width, height, jpeg: toBase64Url(jpegHeader(width, height)) };
}

export function sampleMark(id: number, change: Partial<MarkStart> = {}): MarkStart {
  return { id, picture: 1, tool: 'pen', colour: 'red', width: 0.01, text: '', number: 0, at: [0.5, 0.25], ...change };
}
