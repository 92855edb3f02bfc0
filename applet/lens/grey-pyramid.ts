/** A grey picture, or one of its reductions. Positions in it have their origin at the corner of the first pixel. */
export type GreyLevel = { readonly width: number; readonly height: number; readonly pixels: Uint8Array };

/** A picture with its halves, quarters and so on: level n is 2^n times smaller, as long as something is left to see. */
export type GreyPyramid = readonly [GreyLevel, ...GreyLevel[]];

/** 640 pixels become 20. */
const mostLevels = 6;
const leastSide = 20;

export function makePyramid(picture: GreyLevel): GreyPyramid {
  const levels: [GreyLevel, ...GreyLevel[]] = [picture];
  let level = picture;
  while (levels.length < mostLevels && Math.min(level.width, level.height) >= 2 * leastSide) {
    level = halve(level);
    levels.push(level);
  }
  return levels;
}

/** Each pixel the mean of four. */
function halve({ width, height, pixels }: GreyLevel): GreyLevel {
  const half = { width: width >> 1, height: height >> 1, pixels: new Uint8Array((width >> 1) * (height >> 1)) };
  for (let y = 0; y < half.height; y++) {
    let from = 2 * y * width;
    const to = y * half.width;
    for (let x = 0; x < half.width; x++, from += 2) {
      half.pixels[to + x] =
        ((pixels[from] ?? 0) +
          (pixels[from + 1] ?? 0) +
          (pixels[from + width] ?? 0) +
          (pixels[from + width + 1] ?? 0) +
          2) >>
        2;
    }
  }
  return half;
}
