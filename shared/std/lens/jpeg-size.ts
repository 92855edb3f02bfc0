/**
 * What a JPEG says of its size before anybody decodes it: a few kilobytes can claim billions of pixels, and a decoder believes
 * them. Null for anything that is no plain JPEG with one frame.
 *
 * Only the parts that a browser's own encoder writes are let through. Decoders look past marks that have no length and past bytes
 * between parts, so that whoever read a length there would see another size than they do; and some parts turn the
 * picture, or hold a second one.
 */
export function readJpegSize(bytes: Uint8Array): { readonly width: number; readonly height: number } | null {
  if (bytes[0] !== 0xff || bytes[1] !== startOfImage) return null;
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let size: { readonly width: number; readonly height: number } | null = null;
  for (let at = 2; at + segmentHeaderBytes <= bytes.length;) {
    if (data.getUint8(at) !== 0xff) return null;
    const marker = data.getUint8(at + 1);
    const length = data.getUint16(at + 2);
    if (length < 2) return null;
    if (marker === startOfScan) return size;
    if (frames.has(marker)) {
      // A second frame would be the one that is drawn.
      if (size !== null || length < 8 || at + 9 > bytes.length) return null;
      size = { height: data.getUint16(at + 5), width: data.getUint16(at + 7) };
    } else if (marker === colourProfile) {
      if (!startsWith(bytes, at + segmentHeaderBytes, profileName)) return null;
    } else if (!plainParts.has(marker)) return null;
    at += 2 + length;
  }
  return null;
}

const startOfImage = 0xd8;
const startOfScan = 0xda;
const segmentHeaderBytes = 4;
/** Baseline, extended, progressive: what browsers decode. */
const frames: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2]);
/** Tables, restart interval, comment, and the two headers that say what the colours are. */
const plainParts: ReadonlySet<number> = new Set([0xc4, 0xdb, 0xdd, 0xfe, 0xe0, 0xee]);
/** The same mark also begins a list of further pictures. */
const colourProfile = 0xe2;
const profileName = new TextEncoder().encode('ICC_PROFILE\0');

function startsWith(bytes: Uint8Array, at: number, expected: Uint8Array): boolean {
  return expected.every((byte, index) => bytes[at + index] === byte);
}
