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

/** Keeps one pixel of the picture on one pixel of this screen, whatever the display's scale. */
export function keepActualSize(video: HTMLVideoElement): Dispose {
  const resize = (): void => {
    video.style.width = `${video.videoWidth / devicePixelRatio}px`;
    video.style.height = `${video.videoHeight / devicePixelRatio}px`;
  };
  resize();
  video.addEventListener('resize', resize);
  // The window moved to a display of another scale.
  window.addEventListener('resize', resize);
  return () => {
    video.removeEventListener('resize', resize);
    window.removeEventListener('resize', resize);
    video.style.removeProperty('width');
    video.style.removeProperty('height');
  };
}
