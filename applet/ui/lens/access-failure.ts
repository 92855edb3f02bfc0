import type { FailureCode } from '#shared/std/core/failure.ts';
import type { Access } from '#shared/dom/media/device-track.ts';

/** Why there is no camera or microphone; null where there is one, or where nobody has asked yet. */
export function accessFailure(device: 'camera' | 'microphone', access: Access): FailureCode | null {
  switch (access) {
    case 'unasked':
    case 'asking':
    case 'granted':
      return null;
    case 'denied':
      return device === 'camera' ? 'cameraDenied' : 'microphoneUnavailable';
    case 'missing':
      return device === 'camera' ? 'cameraMissing' : 'microphoneUnavailable';
    case 'busy':
      return device === 'camera' ? 'cameraBusy' : 'microphoneUnavailable';
    case 'insecure':
      // One address gives neither: one sentence for both.
      return 'cameraInsecure';
  }
}
