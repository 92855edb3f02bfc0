/** How a screen or a camera is encoded for its way to the other window. */
export type VideoSettings = {
  /** Tried first; the others stay on offer for an end that lacks it. Null: as the browser likes. */
  readonly codec: 'AV1' | 'VP9' | 'H264' | 'VP8' | null;
  /** What the encoder gives up last: `detail` and `text` keep every pixel and drop frames, `motion` the reverse. */
  readonly contentHint: 'detail' | 'text' | 'motion' | '';
  /** Ceiling in bits a second; null: the browser's own, 2.5 Mbit/s. */
  readonly maxBitrate: number | null;
  /** What the bandwidth estimate starts from, in bits a second; null: the browser's own, 300 kbit/s. */
  readonly startBitrate: number | null;
  readonly maxFrameRate: number;
};

/** Chosen by measurement: docs/decisions/0006-screen-as-media-track.md has the figures, bench/media-settings.ts makes them. */
export const screenVideo: VideoSettings = {
  codec: 'AV1',
  contentHint: 'detail',
  maxBitrate: 20_000_000,
  startBitrate: 4_000_000,
  maxFrameRate: 60,
};

/** A phone's camera: sharp enough to read a label, at what a mobile link carries. docs/decisions/0014-call-connection.md has the figures. */
export const cameraVideo = {
  contentHint: 'detail',
  maxBitrate: 3_000_000,
  startBitrate: 1_000_000,
} as const satisfies Partial<VideoSettings>;
