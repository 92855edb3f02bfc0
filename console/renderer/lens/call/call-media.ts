import type { StoreApi } from 'zustand/vanilla';
import type { CallLinkStats } from '#shared/dom/media/call-link.ts';
import type { FailureCode } from '#shared/std/core/failure.ts';
import type { Result } from '#shared/std/core/result.ts';
import type { TechnicianVoice } from '#shared/std/lens/call-state.ts';

/** What the window has of one session's call. */
export type CallMedia = {
  /** The customer's camera. Another when a connection takes over; null while there is none. */
  readonly picture: MediaStreamTrack | null;
  /** The customer's voice: for an audio element. Another when a connection takes over; null while there is none. */
  readonly voice: MediaStream | null;
  /** The technician's own microphone in this session. */
  readonly microphone: TechnicianVoice;
};

export const noMedia: CallMedia = { picture: null, voice: null, microphone: 'none' };

/** What the window's components may ask of the calls; `Calls` does it. */
export interface CallControls {
  /** Of each session that has a call, by its id. */
  readonly media: StoreApi<Readonly<Record<string, CallMedia>>>;
  /** The technician's own voice as it leaves, for a recording; null while their microphone is not open. Not the caller's to stop. */
  ownVoice(session: string): MediaStreamTrack | null;
  /** Asks for a new connection; by itself it is asked for whenever main believes in a call that the window does not have. */
  want(session: string): void;
  /**
   * Lets the technician be heard, or not. The first time the browser asks for the microphone. `permissionNotGranted` without the
   * customer's permission `voice`, `microphoneUnavailable` without a microphone.
   */
  setMicrophone(session: string, on: boolean): Promise<Result<null, FailureCode>>;
  /** Null while there is no connection. */
  stats(session: string): Promise<CallLinkStats | null>;
}
