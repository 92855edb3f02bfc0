import type { Area } from './area.ts';
import type { ScreenPreference } from './screen-preference.ts';

/** Sizes of a video as shares of its area's sides, the sharpest first. */
const scales = [1, 0.75, 0.5, 0.375, 0.25] as const;
/** No encoder takes less. */
const leastSide = 16;

/** What one picture may take, and the bits that each of its pixels needs at least, at the frames a second that time allows. */
const demands: Record<ScreenPreference, { readonly frameMs: number; readonly bitsAPixel: number }> = {
  // 24 pictures a second and a little room for what is sent beside them.
  automatic: { frameMs: 36, bitsAPixel: 0.04 },
  sharper: { frameMs: 120, bitsAPixel: 0.02 },
  smoother: { frameMs: 20, bitsAPixel: 0.08 },
};
const framesASecond = 24;
/** A larger size is gone back to only if it would take no more than this share of what it may. */
const backShare = 0.7;

/**
 * How large to code a video: as large as measured time and the link allow. `present` is the scale it has, 0 for a new one, so
 * that it does not change to and fro.
 */
export function chooseScale(options: {
  readonly area: Area;
  readonly msAPixel: number;
  readonly bitsPerSecond: number;
  readonly preference: ScreenPreference;
  readonly present: number;
}): number {
  const { frameMs, bitsAPixel } = demands[options.preference];
  const pixels = options.area.width * options.area.height;
  const fitting = scales.find((scale) => {
    const share = options.present > 0 && scale > options.present ? backShare : 1;
    const coded = pixels * scale * scale;
    const isInTime = coded * options.msAPixel <= frameMs * share;
    return isInTime && coded * bitsAPixel * framesASecond <= options.bitsPerSecond * share;
  });
  return fitting ?? scales[scales.length - 1] ?? 1;
}

/** The video's own size: even numbers, never more than a pixel larger than the area. */
export function codedSize(area: Area, scale: number): { readonly codedWidth: number; readonly codedHeight: number } {
  return { codedWidth: codedSide(area.width, scale), codedHeight: codedSide(area.height, scale) };
}

function codedSide(side: number, scale: number): number {
  return Math.max(leastSide, 2 * Math.ceil((side * scale) / 2));
}
