import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';
import { CaptureTimes } from '#shared/dom/media/capture-times.ts';
import type { PaintedTrack } from '#shared/dom/media/painted-track.ts';
import type { BoardEyes, PictureCopy } from './whiteboard.ts';

/** The camera's picture as the whiteboard needs it, and word of each frame that is about to be seen. */
export type CameraEyes = BoardEyes & {
  /** Calls back as a new frame comes on the screen; never again after the returned function was called. */
  onFrame(listener: () => void): Dispose;
  close(): void;
};

export function cameraEyes(camera: PaintedTrack, clock: Clock): CameraEyes {
  const times = new CaptureTimes(clock);
  return {
    copy: () => copyOf(camera.image),
    shownRtpTimestamp: () => camera.frame?.rtpTimestamp ?? null,
    capturedAtMs: (rtpTimestamp) => camera.track && times.capturedAtMs(camera.track, rtpTimestamp),
    onFrame: (listener) => camera.onFrame(listener),
    close: () => times.close(),
  };
}

function copyOf(shown: HTMLCanvasElement | null): PictureCopy | null {
  if (shown === null) return null;
  const { width, height } = shown;
  const image = document.createElement('canvas');
  image.width = width;
  image.height = height;
  const context = image.getContext('2d');
  if (context === null) return null;
  context.drawImage(shown, 0, 0);
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
