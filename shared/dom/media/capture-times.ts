import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';

/** When one frame was captured, by this window's clock, and what its sender counted then. */
export type CaptureTime = { readonly capturedAtMs: number; readonly rtpTimestamp: number };

/** Looks at some frames of a track, and tells when those were captured whose browser knows. Ends by itself, or when called off. */
export type WatchCaptures = (track: MediaStreamTrack, onDone: (times: readonly CaptureTime[]) => void) => Dispose;

const rtpTicksPerMs = 90;
/** Two clocks drift apart by a hundredth of a per cent at most: a millisecond in this time. */
const lastsMs = 10_000;
/** The sender's first reports take seconds to come; before them nothing is known. */
const againMs = 1_000;

/**
 * When the frames of a track were captured. Only a video element learns that from the browser, and one that plays is dear
 * (see PaintedTrack); but what the sender counts goes on evenly, so a short look now and then is enough.
 */
export class CaptureTimes {
  readonly #clock: Clock;
  readonly #watch: WatchCaptures;
  #track: MediaStreamTrack | null = null;
  #known: CaptureTime | null = null;
  #nextLookMs = -Infinity;
  #stopWatching: Dispose | null = null;

  constructor(clock: Clock, watch: WatchCaptures = watchCaptures) {
    this.#clock = clock;
    this.#watch = watch;
  }

  /** Null while it is not known. Asking has it looked at, when what is known is old. */
  capturedAtMs(track: MediaStreamTrack, rtpTimestamp: number): number | null {
    if (track !== this.#track) {
      this.close();
      this.#track = track;
    }
    if (this.#stopWatching === null && this.#clock.monotonicMs() >= this.#nextLookMs) this.#look(track);
    return this.#known === null ? null : timeOf(this.#known, rtpTimestamp);
  }

  close(): void {
    this.#stopWatching?.();
    this.#stopWatching = null;
    this.#track = null;
    this.#known = null;
    this.#nextLookMs = -Infinity;
  }

  #look(track: MediaStreamTrack): void {
    this.#stopWatching = this.#watch(track, (times) => {
      this.#stopWatching = null;
      const newest = times.at(-1);
      if (newest !== undefined) {
        const all = times.map((time) => timeOf(time, newest.rtpTimestamp)).toSorted((a, b) => a - b);
        const capturedAtMs = all[Math.floor(all.length / 2)] ?? newest.capturedAtMs;
        this.#known = { capturedAtMs, rtpTimestamp: newest.rtpTimestamp };
      }
      this.#nextLookMs = this.#clock.monotonicMs() + (newest === undefined ? againMs : lastsMs);
    });
  }
}

function timeOf(known: CaptureTime, rtpTimestamp: number): number {
  // Counted in 32 bits, which are full after half a day: the nearer way round.
  // oxlint-disable-next-line unicorn/prefer-math-trunc -- it wraps, which is what is wanted
  const ticks = (rtpTimestamp - known.rtpTimestamp) | 0;
  return known.capturedAtMs + ticks / rtpTicksPerMs;
}

const framesWatched = 5;
const framesAtMost = 20;

const watchCaptures: WatchCaptures = (track, onDone) => {
  const video = document.createElement('video');
  const times: CaptureTime[] = [];
  let frames = 0;
  let handle = 0;
  const end = (): void => {
    video.cancelVideoFrameCallback(handle);
    video.srcObject = null;
  };
  const next = (): void => {
    handle = video.requestVideoFrameCallback((_, { captureTime, rtpTimestamp }) => {
      frames += 1;
      if (captureTime !== undefined && rtpTimestamp !== undefined) {
        times.push({ capturedAtMs: captureTime, rtpTimestamp });
      }
      if (times.length < framesWatched && frames < framesAtMost) return next();
      end();
      onDone(times);
    });
  };
  video.muted = true;
  video.srcObject = new MediaStream([track]);
  next();
  video.play().catch(() => {}); // It was called off before it began, or the track has ended; then no frame comes.
  return end;
};
