import type { FailureCode } from '#shared/std/core/failure.ts';
import type { Access } from '../lens-call-state.ts';

/** What a rejection of `getUserMedia` means. */
export function accessAfter(error: unknown): Access {
  switch (error instanceof Error ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    case 'TypeError':
      return 'insecure';
    // NotReadableError, AbortError: the system has it, but not for us now.
    default:
      return 'busy';
  }
}

/** What the technician is told of a camera that cannot be had; null where it can. */
export function cameraFailure(access: Access): FailureCode | null {
  switch (access) {
    case 'denied':
      return 'cameraDenied';
    case 'missing':
      return 'cameraMissing';
    case 'busy':
      return 'cameraBusy';
    case 'insecure':
      return 'cameraInsecure';
    case 'unasked':
    case 'asking':
    case 'granted':
      return null;
  }
}
