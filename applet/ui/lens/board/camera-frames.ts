import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';

/** The camera's frames, one when it is asked for: there is no queue that could fall behind. */
export type CameraFrames = {
  /** Calls back once, with the next new frame and when it was captured by this page's clock. Null: it could not be taken. */
  next(onFrame: (frame: ImageBitmap | null, capturedAtMs: number) => void): Dispose;
};

/** More is not looked at. */
const longestSide = 640;
/** For browsers that do not tell of new frames. */
const pollMs = 33;

export function cameraFrames(video: () => HTMLVideoElement | null, clock: Clock): CameraFrames {
  return {
    next: (onFrame) => {
      let stopped = false;
      const take = (element: HTMLVideoElement, capturedAtMs: number): void => {
        void grab(element).then((frame) => {
          if (stopped) frame?.close();
          else onFrame(frame, capturedAtMs);
          return undefined;
        });
      };
      const stopWaiting = waitForFrame(video(), clock, take);
      return () => {
        stopped = true;
        stopWaiting();
      };
    },
  };
}

type Take = (video: HTMLVideoElement, capturedAtMs: number) => void;

function waitForFrame(video: HTMLVideoElement | null, clock: Clock, take: Take): Dispose {
  if (video === null || !('requestVideoFrameCallback' in video)) return poll(video, clock, take);
  const handle = video.requestVideoFrameCallback((nowMs, { captureTime }) => take(video, captureTime ?? nowMs));
  return () => video.cancelVideoFrameCallback(handle);
}

/** Looks again until the video is at another time than now. */
function poll(video: HTMLVideoElement | null, clock: Clock, take: Take): Dispose {
  const before = video?.currentTime;
  let stop: Dispose = () => {};
  const look = (): void => {
    stop = clock.after(pollMs, () => {
      if (video !== null && video.currentTime !== before) take(video, clock.monotonicMs());
      else look();
    });
  };
  look();
  return () => stop();
}

async function grab(video: HTMLVideoElement): Promise<ImageBitmap | null> {
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
