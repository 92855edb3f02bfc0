// A media track's frames one by one, in Chromium, which both hosts of the console are. TypeScript knows neither outside of workers.
declare class MediaStreamTrackProcessor {
  constructor(init: { readonly track: MediaStreamTrack });
  readonly readable: ReadableStream<VideoFrame>;
}
declare class MediaStreamTrackGenerator extends MediaStreamTrack {
  constructor(init: { readonly kind: 'video' });
  readonly writable: WritableStream<VideoFrame>;
}
interface VideoFrame {
  /** Of a frame that came over a connection; not in older versions. */
  metadata?(): { readonly rtpTimestamp?: number };
  /** Degrees clockwise by which it is shown turned; not in older versions. */
  readonly rotation?: number;
}
