/**
 * What a JPEG says of its size before anybody decodes it: a few kilobytes can claim billions of pixels, and a decoder believes
 * them. Null for anything that is no plain JPEG with one frame.
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
    if (isFrameHeader(marker)) {
      // A second frame would be the one that is drawn.
      if (size !== null || length < 8 || at + 9 > bytes.length) return null;
      size = { height: data.getUint16(at + 5), width: data.getUint16(at + 7) };
    }
    at += 2 + length;
  }
  return null;
}

const startOfImage = 0xd8;
const startOfScan = 0xda;
const segmentHeaderBytes = 4;
const notFrames: ReadonlySet<number> = new Set([0xc4, 0xc8, 0xcc]);

function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && !notFrames.has(marker);
}
