import type { Access } from '#shared/dom/media/device-track.ts';
import type { CallState, Facing } from '#shared/std/lens/call-state.ts';

export type { Access } from '#shared/dom/media/device-track.ts';

/** What the window shows of camera, microphone and voices. */
export type LensCallState = {
  /** The local camera, before the session too; null while there is none. */
  readonly preview: MediaStream | null;
  /** The technician's voice, to be played; null while there is none. Another when a connection takes over. */
  readonly remoteVoice: MediaStream | null;
  /** What the core is told, and the technician sees. */
  readonly call: CallState;
  readonly access: { readonly camera: Access; readonly microphone: Access };
};

/** What the window's components may ask of the call. */
export interface LensCallControls {
  /** Has the browser ask, one after the other; what was granted already is not asked again. Resolves when all is answered. */
  prepare(wanted: { readonly camera: boolean; readonly microphone: boolean }): Promise<void>;
  pause(): void;
  /** Ends a pause of the person's own; starts a camera again that was lost. */
  resume(): void;
  mute(): void;
  unmute(): void;
  /** Does nothing where there is no light. */
  toggleTorch(): void;
  /** To the other camera, or to this one. The old one comes back if it cannot be had. */
  switchCamera(facing?: Facing): void;
  /** Camera, microphone and call have ended when this returns. */
  stop(): void;
}
