import type { Dispose } from '#shared/std/core/dispose.ts';

/** Plays the stream and tells when its first frame is on the screen, and when it no longer is. */
export function playStream(video: HTMLVideoElement, stream: MediaStream, onShown: (shown: boolean) => void): Dispose {
  video.srcObject = stream;
  const request = video.requestVideoFrameCallback(() => onShown(true));
  return () => {
    video.cancelVideoFrameCallback(request);
    video.srcObject = null;
    onShown(false);
  };
}
