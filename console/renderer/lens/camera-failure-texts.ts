import type { FailureCode } from '#shared/std/core/failure.ts';
import type { PlainMessage } from '../messages/catalogue.ts';

/** Why a camera cannot be seen, for the technician: the sentences of the failures themselves speak to whoever holds the camera. */
const texts: Partial<Readonly<Record<FailureCode, PlainMessage>>> = {
  cameraDenied: 'cameraFailedDenied',
  cameraMissing: 'cameraFailedMissing',
  cameraBusy: 'cameraFailedBusy',
  cameraLost: 'cameraFailedLost',
  cameraInsecure: 'cameraFailedInsecure',
};

/** Null for reasons that are said to both sides alike. */
export function cameraFailureText(reason: FailureCode): PlainMessage | null {
  return texts[reason] ?? null;
}
