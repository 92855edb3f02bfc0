/** How much smaller than the camera gives it, and how often, the picture leaves. */
export type CameraRate = {
  readonly scaleResolutionDownBy: 1 | 1.5 | 2 | 3;
  readonly maxFramerate: number;
};

/** What a sender's connection says of itself, every `cameraSampleMs`. */
export type CameraSample = {
  readonly limitedBy: 'none' | 'cpu' | 'bandwidth' | 'other' | null;
  readonly framesPerSecond: number;
  /** In bits a second; null where the browser does not say. */
  readonly availableBitrate: number | null;
  /** 0 to 1; null where the other end has not said yet. */
  readonly lossShare: number | null;
  /** Of the camera's own picture. */
  readonly pixels: number;
};

/** Where the adaptation stands; made by `fullCameraRate` and `nextCameraRate` only. */
export type CameraRateState = {
  readonly rate: CameraRate;
  /** How many samples in a row spoke for less, or for more. */
  readonly lessDue: number;
  readonly moreDue: number;
  /** How many samples must speak for more before it is tried. */
  readonly patience: number;
  /** Samples since it was last made more; null: never. */
  readonly sinceMore: number | null;
};

export const cameraSampleMs = 2_000;

/**
 * Each step asks less of the link than the one before. Of a size, frames are given up first, down to ten a second: what is written on
 * a label is read from one sharp frame, never from many small ones.
 */
const ladder: readonly CameraRate[] = [
  [1, 30],
  [1, 20],
  [1, 15],
  [1, 10],
  [1.5, 20],
  [1.5, 15],
  [1.5, 10],
  [2, 15],
  [2, 10],
  [3, 20],
  [3, 15],
  [3, 10],
].map(([scale, maxFramerate]) => ({ scaleResolutionDownBy: scale, maxFramerate }) as CameraRate);

/** Slower is a row of photographs, and drawings that are held to the picture jump. */
const leastFramesPerSecond = 8;
/** Bits for a pixel of a frame at which small print survives H.264 and VP8. */
const bitsPerPixel = 0.07;
/** More is tried only with this much room: a link that is just enough is not enough in the next moment. */
const headroom = 1.25;
const manyLost = 0.1;
const samplesBeforeLess = 2;
const leastPatience = 3;
/** A minute. */
const mostPatience = 30;
/** More that has to be taken back within these many samples was a mistake: the next try waits twice as long. */
const regretSamples = 8;

/** As the camera gives it. */
export const fullCameraRate: CameraRateState = {
  rate: ladder[0] ?? { scaleResolutionDownBy: 1, maxFramerate: 30 },
  lessDue: 0,
  moreDue: 0,
  patience: leastPatience,
  sinceMore: null,
};

/** Takes less after two samples that say so, down to what fits; more one step at a time, after several. */
export function nextCameraRate(state: CameraRateState, sample: CameraSample): CameraRateState {
  const now = ladder.indexOf(state.rate);
  const sinceMore = state.sinceMore === null ? null : state.sinceMore + 1;
  const bearable = bearableStep(now, sample);
  if (bearable > now) {
    if (state.lessDue + 1 < samplesBeforeLess) return { ...state, lessDue: state.lessDue + 1, moreDue: 0, sinceMore };
    const regretted = sinceMore !== null && sinceMore <= regretSamples;
    const patience = regretted ? Math.min(state.patience * 2, mostPatience) : state.patience;
    return { ...at(bearable), patience, sinceMore: null };
  }
  if (now > 0 && isRoomFor(now - 1, sample)) {
    if (state.moreDue + 1 < state.patience) return { ...state, lessDue: 0, moreDue: state.moreDue + 1, sinceMore };
    return { ...at(now - 1), patience: state.patience, sinceMore: 0 };
  }
  // It has held for long: an earlier mistake says nothing about the link as it is now.
  const patience = sinceMore !== null && sinceMore > mostPatience ? leastPatience : state.patience;
  return { ...state, lessDue: 0, moreDue: 0, patience, sinceMore };
}

function at(step: number): CameraRateState {
  return { ...fullCameraRate, rate: ladder[step] ?? fullCameraRate.rate };
}

/** The best step that the link bears; `now` if nothing speaks against it. */
function bearableStep(now: number, sample: CameraSample): number {
  const starves = isLimited(sample) && sample.framesPerSecond > 0 && sample.framesPerSecond < leastFramesPerSecond;
  const loses = (sample.lossShare ?? 0) > manyLost;
  const fits = ladder.findIndex(
    (rate) => sample.availableBitrate === null || cost(rate, sample) <= sample.availableBitrate,
  );
  // Nothing fits: the least that there is.
  const byBitrate = fits === -1 ? ladder.length - 1 : fits;
  return Math.min(Math.max(byBitrate, starves || loses ? now + 1 : now), ladder.length - 1);
}

function isRoomFor(step: number, sample: CameraSample): boolean {
  const rate = ladder[step];
  if (rate === undefined || (sample.lossShare ?? 0) > manyLost / 2) return false;
  if (sample.availableBitrate === null) return !isLimited(sample);
  // A processor that cannot keep up says nothing of it in the bit rate.
  return sample.limitedBy !== 'cpu' && cost(rate, sample) * headroom <= sample.availableBitrate;
}

function isLimited({ limitedBy }: CameraSample): boolean {
  return limitedBy === 'bandwidth' || limitedBy === 'cpu';
}

/** In bits a second. */
function cost(rate: CameraRate, { pixels }: CameraSample): number {
  return (pixels / rate.scaleResolutionDownBy ** 2) * rate.maxFramerate * bitsPerPixel;
}
