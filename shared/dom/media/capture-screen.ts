import type { FailureCode } from '#shared/std/core/failure.ts';
import { maxCaptureHeight, maxCaptureWidth } from './media-limits.ts';
import type { VideoSettings } from './video-settings.ts';

/** `MediaTrackConstraints` and `DisplayMediaStreamOptions` as the Screen Capture standard has them; TypeScript's lag behind. */
type ScreenOptions = {
  readonly video: MediaTrackConstraints & { readonly cursor: 'always' };
  readonly audio: false;
  readonly monitorTypeSurfaces: 'include';
  readonly selfBrowserSurface: 'exclude';
  readonly surfaceSwitching: 'exclude';
};

/** Asks the person for a screen, whole screens first. Rejects as `getDisplayMedia` does; `captureFailure` says what it means. */
export async function captureScreen(video: VideoSettings): Promise<MediaStream> {
  const options: ScreenOptions = {
    video: {
      displaySurface: 'monitor',
      cursor: 'always',
      // Chromium on a bare X server gives 1280x720 unless more is asked for; it never enlarges.
      width: { ideal: maxCaptureWidth, max: maxCaptureWidth },
      height: { ideal: maxCaptureHeight, max: maxCaptureHeight },
      frameRate: { ideal: video.maxFrameRate, max: video.maxFrameRate },
    },
    audio: false,
    monitorTypeSurfaces: 'include',
    // This window in its own picture would be a hall of mirrors.
    selfBrowserSurface: 'exclude',
    // What is shared was allowed once, for the whole screen; it must not change under a permission given for something else.
    surfaceSwitching: 'exclude',
  };
  return await navigator.mediaDevices.getDisplayMedia(options);
}

/** Whether positions on the picture are positions on the screen. */
export function isWholeScreen(stream: MediaStream): boolean {
  return stream.getVideoTracks()[0]?.getSettings().displaySurface === 'monitor';
}

/** What a rejection of `getDisplayMedia` means to the person. */
export function captureFailure(error: unknown): FailureCode {
  if (!(error instanceof DOMException) || error.name !== 'NotAllowedError') return 'captureFailed';
  // macOS without the screen-recording permission: the person did choose, the system refused.
  return /by system/i.test(error.message) ? 'captureFailed' : 'screenNotChosen';
}
