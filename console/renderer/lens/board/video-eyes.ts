import type { Dispose } from '#shared/std/core/dispose.ts';
import { boundedSize } from '../picture/bounded-size.ts';
import type { BoardEyes, PictureCopy } from './whiteboard.ts';

/** A video as the whiteboard needs it, and word of each frame that is about to be seen. */
export type VideoEyes = BoardEyes & {
  /** Calls back as a new frame comes on the screen; never again after the returned function was called. */
  onFrame(listener: () => void): Dispose;
};

export function videoEyes(video: HTMLVideoElement): VideoEyes {
  let capturedAtMs: number | null = null;
  return {
    copy: () => copyFrame(video),
    shownCapturedAtMs: () => capturedAtMs,
    onFrame: (listener) => {
      // Of older browsers some do not tell; marks then move with what the phone says, and at once.
      if (!('requestVideoFrameCallback' in video)) return () => {};
      let handle = 0;
      const next = (): void => {
        handle = video.requestVideoFrameCallback((_, { captureTime }) => {
          capturedAtMs = captureTime ?? null;
          listener();
          next();
        });
      };
      next();
      return () => video.cancelVideoFrameCallback(handle);
    },
  };
}

function copyFrame(video: HTMLVideoElement): PictureCopy | null {
  const { width, height } = boundedSize({ width: video.videoWidth, height: video.videoHeight });
  if (width === 0 || height === 0 || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
  const image = document.createElement('canvas');
  image.width = width;
  image.height = height;
  const context = image.getContext('2d');
  if (context === null) return null;
  context.drawImage(video, 0, 0, width, height);
  return { image, width, height, encode: (...wanted) => encodeJpeg(image, ...wanted) };
}

function encodeJpeg(image: HTMLCanvasElement, width: number, height: number, quality: number): string {
  const small = document.createElement('canvas');
  small.width = width;
  small.height = height;
  const context = small.getContext('2d');
  if (context === null) return '';
  context.imageSmoothingQuality = 'medium';
  context.drawImage(image, 0, 0, width, height);
  const address = small.toDataURL('image/jpeg', quality);
  const prefix = 'data:image/jpeg;base64,';
  return address.startsWith(prefix) ? address.slice(prefix.length) : '';
}
