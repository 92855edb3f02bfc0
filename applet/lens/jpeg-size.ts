/** Width and height that a JPEG says it has, read without decoding it; null where it is none. */
export function readJpegSize(bytes: Uint8Array): { readonly width: number; readonly height: number } | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  const number = (at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  let at = 2;
  while (at + 9 <= bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1; // Filling before a marker.
      continue;
    }
    // Frames of all kinds, but not the tables that lie between their numbers.
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return { height: number(at + 5), width: number(at + 7) };
    }
    const length = number(at + 2);
    if (length < 2) return null;
    at += 2 + length;
  }
  return null;
}
