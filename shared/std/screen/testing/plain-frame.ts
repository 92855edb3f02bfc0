import { encodeFrame, type Frame } from '../frame-format.ts';

/** A frame that does nothing, encoded, but for what a test wants of it. */
export function plainFrame(sequence: number, change: Partial<Frame> = {}): Uint8Array {
  return encodeFrame({
    sequence,
    size: null,
    exact: false,
    videoEnded: false,
    loopMs: 0,
    moves: [],
    video: null,
    areas: [],
    codes: { bytes: new Uint8Array(), deflated: false, sizeBytes: 0 },
    ...change,
  });
}
