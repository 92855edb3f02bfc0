import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';
import type { HeldPicture } from './held-picture.ts';
import type { CameraPicture } from './vision.ts';

/** Null for `frame`: it could not be taken. `capturedAtMs` by this page's clock. */
export type OnFrame = (frame: CameraPicture | null, capturedAtMs: number) => void;

/** What people are shown of the frames that are handed out. */
export type FrameCopies = Pick<HeldPicture, 'copy' | 'give'>;

/** The camera's frames, one when it is asked for: there is no queue that could fall behind. */
export type CameraFrames = {
  /** Calls back once, with the next new frame. */
  next(onFrame: OnFrame): Dispose;
};

/** More is not looked at. */
const longestSide = 640;
/** For browsers that do not tell of new frames. */
const pollMs = 33;

/** The frames of whichever video shows the camera: another takes its place when the camera is switched. */
export class VideoFrames implements CameraFrames {
  readonly #clock: Clock;
  readonly #copies: FrameCopies;
  #video: HTMLVideoElement | null = null;
  #asked: OnFrame | null = null;
  #stopWaiting: Dispose = () => {};

  constructor(clock: Clock, copies: FrameCopies) {
    this.#clock = clock;
    this.#copies = copies;
  }

  setVideo(video: HTMLVideoElement | null): void {
    this.#stopWaiting();
    this.#video = video;
    if (this.#asked !== null) this.#wait();
  }

  next(onFrame: OnFrame): Dispose {
    this.#stopWaiting();
    this.#asked = onFrame;
    this.#wait();
    return () => {
      if (this.#asked !== onFrame) return;
      this.#asked = null;
      this.#stopWaiting();
    };
  }

  #wait(): void {
    const video = this.#video;
    if (video === null) this.#stopWaiting = () => {};
    else if ('requestVideoFrameCallback' in video) {
      const handle = video.requestVideoFrameCallback((nowMs, { captureTime }) =>
        this.#take(video, captureTime ?? nowMs),
      );
      this.#stopWaiting = () => video.cancelVideoFrameCallback(handle);
    } else this.#poll(video);
  }

  /** Looks again until the video is at another time than now. */
  #poll(video: HTMLVideoElement): void {
    const before = video.currentTime;
    const look = (): void => {
      this.#stopWaiting = this.#clock.after(pollMs, () => {
        if (video.currentTime === before) look();
        else this.#take(video, this.#clock.monotonicMs());
      });
    };
    look();
  }

  #take(video: HTMLVideoElement, capturedAtMs: number): void {
    this.#stopWaiting = () => {};
    const asked = this.#asked;
    if (asked === null) return;
    const own = grabFrame(video);
    // Both in the turn in which the video shows this frame. What cannot be copied is tracked all the same.
    const copying = this.#copies.copy(video, own).catch(() => null);
    void Promise.all([own ?? grabPixels(video), copying]).then(([frame, copy]) => {
      if (this.#asked !== asked) {
        frame?.close();
        return undefined;
      }
      this.#asked = null;
      this.#copies.give(frame === null ? null : copy);
      asked(frame, capturedAtMs);
      return undefined;
    });
  }
}

/** Formats that begin with a plane of how bright each pixel is, in 8 bits. */
const lumaFirst: ReadonlySet<string | null> = new Set(['I420', 'I420A', 'I422', 'I444', 'NV12']);

/**
 * The frame as the camera gave it, uncopied. Null where its brightness cannot be read as it is seen: no such frames in this
 * browser, one that lies on the graphics card, or one that is shown turned.
 */
function grabFrame(video: HTMLVideoElement): VideoFrame | null {
  // A browser that does not say how frames are turned may turn them all the same.
  if (!('VideoFrame' in window) || !('rotation' in VideoFrame.prototype)) return null;
  let frame: (VideoFrame & { readonly rotation?: number; readonly flip?: boolean }) | null = null;
  try {
    frame = new VideoFrame(video);
  } catch {
    return null; // There is no picture yet, or none any more.
  }
  const { videoWidth: width, videoHeight: height } = video;
  const { displayWidth, displayHeight, visibleRect } = frame;
  const isWhole = [displayWidth, visibleRect?.width].every((each) => each === width);
  const isHigh = [displayHeight, visibleRect?.height].every((each) => each === height);
  if (isWhole && isHigh && lumaFirst.has(frame.format) && frame.rotation === 0 && frame.flip !== true) return frame;
  frame.close();
  return null;
}

async function grabPixels(video: HTMLVideoElement): Promise<ImageBitmap | null> {
  const { videoWidth: width, videoHeight: height } = video;
  const scale = Math.min(1, longestSide / Math.max(width, height));
  try {
    return await createImageBitmap(video, {
      resizeWidth: Math.max(1, Math.round(width * scale)),
      resizeHeight: Math.max(1, Math.round(height * scale)),
      resizeQuality: 'low',
    });
  } catch {
    return null; // The camera went away between the frame and now, or gives no picture yet.
  }
}
