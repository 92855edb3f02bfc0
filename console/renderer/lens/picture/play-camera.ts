import type { Dispose } from '#shared/std/core/dispose.ts';

/**
 * Plays the stream and tells when its first frame is on the screen. Unlike a screen's it is left in the video at the end: the last
 * picture stays in sight until another comes.
 */
export function playCamera(video: HTMLVideoElement, stream: MediaStream, onShown: () => void): Dispose {
  video.srcObject = stream;
  const request = video.requestVideoFrameCallback(onShown);
  return () => video.cancelVideoFrameCallback(request);
}
