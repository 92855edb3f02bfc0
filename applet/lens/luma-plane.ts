/** How bright a picture is, as cameras and decoders give it: rows of bytes, which may be longer than the picture is wide. */
export type LumaPlane = {
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
  /** Where the first row begins, and how many bytes later the next. */
  readonly offset: number;
  readonly stride: number;
  /** False: black is 16 and white 235, as in most video. */
  readonly fullRange: boolean;
};

const videoBlack = 16;
const videoWhite = 235;
const fullGreys = greys(0, 255);
const videoGreys = greys(videoBlack, videoWhite);

/**
 * The plane as a grey picture of this size, which is not larger than it: each pixel is the mean of what it covers. Nothing of
 * its colours is read, and it never becomes red, green and blue in between.
 */
export function greyOfPlane(plane: LumaPlane, width: number, height: number): Uint8Array {
  const greyOf = plane.fullRange ? fullGreys : videoGreys;
  if (width === plane.width && height === plane.height) return copyOf(plane, greyOf);
  const across = sharesOf(plane.width, width);
  const down = sharesOf(plane.height, height);
  const sums = new Float32Array(width * height);
  const line = new Float32Array(width + 1);
  for (let y = 0; y < plane.height; y += 1) {
    line.fill(0);
    let from = plane.offset + y * plane.stride;
    for (let x = 0; x < plane.width; x += 1, from += 1) {
      const grey = greyOf[plane.bytes[from] ?? 0] ?? 0;
      const at = across.index[x] ?? 0;
      const share = across.share[x] ?? 0;
      line[at] = (line[at] ?? 0) + grey * share;
      line[at + 1] = (line[at + 1] ?? 0) + grey * (across.whole - share);
    }
    const row = (down.index[y] ?? 0) * width;
    const share = down.share[y] ?? 0;
    for (let x = 0; x < width; x += 1) sums[row + x] = (sums[row + x] ?? 0) + (line[x] ?? 0) * share;
    // Beyond the last row is nothing, and nothing of the last line belongs there.
    if (row + width === sums.length) continue;
    const below = row + width;
    for (let x = 0; x < width; x += 1) sums[below + x] = (sums[below + x] ?? 0) + (line[x] ?? 0) * (down.whole - share);
  }
  return Uint8Array.from(sums, (sum) => Math.min(255, Math.round(sum)));
}

/** For each of `from` places which of `to` it begins in, and how much of it that gets; the next one gets the rest of `whole`. */
function sharesOf(
  from: number,
  to: number,
): { readonly index: Uint16Array; readonly share: Float32Array; readonly whole: number } {
  const whole = to / from;
  const index = new Uint16Array(from);
  const share = new Float32Array(from);
  for (let at = 0; at < from; at += 1) {
    const begins = Math.floor((at * to) / from);
    index[at] = begins;
    share[at] = Math.min(whole, begins + 1 - at * whole);
  }
  return { index, share, whole };
}

function copyOf({ width, height, bytes, offset, stride }: LumaPlane, greyOf: Uint8Array): Uint8Array {
  const pixels = new Uint8Array(width * height);
  for (let y = 0, to = 0; y < height; y += 1) {
    let from = offset + y * stride;
    for (let x = 0; x < width; x += 1, to += 1, from += 1) pixels[to] = greyOf[bytes[from] ?? 0] ?? 0;
  }
  return pixels;
}

function greys(black: number, white: number): Uint8Array {
  const table = new Uint8Array(256);
  for (let value = 0; value < table.length; value += 1) {
    table[value] = Math.max(0, Math.min(255, Math.round((255 * (value - black)) / (white - black))));
  }
  return table;
}
