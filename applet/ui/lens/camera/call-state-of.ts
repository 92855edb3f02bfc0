import type { CallState, PauseReason } from '#shared/std/lens/call-state.ts';
import { accessFailure } from '../access-failure.ts';
import type { DeviceTrack } from '#shared/dom/media/device-track.ts';
import type { LocalCamera } from './local-camera.ts';

/** Everything that decides what of camera and microphone leaves this device. */
export type CallFacts = {
  /** What the core allows; null while there is no call. */
  readonly call: { readonly camera: boolean; readonly voice: boolean; readonly onHold: boolean } | null;
  /** The technician's end is reached. */
  readonly isConnected: boolean;
  readonly isHidden: boolean;
  readonly isPaused: boolean;
  readonly isMuted: boolean;
  readonly camera: Pick<
    LocalCamera,
    'access' | 'track' | 'isOpening' | 'isLost' | 'isSilenced' | 'facing' | 'canSwitch' | 'torch'
  >;
  readonly microphone: Pick<DeviceTrack, 'track' | 'isLost' | 'isSilenced'>;
};

/** The one place that says what the technician is told; what really leaves follows from it. */
export function callStateOf(facts: CallFacts): CallState {
  const { facing, canSwitch, torch } = facts.camera;
  return { camera: cameraState(facts), facing, canSwitch, torch, microphone: microphoneState(facts) };
}

/** Why the camera may not be seen, the person's own wish first; null: it may. */
export function pauseReason(facts: CallFacts): PauseReason | null {
  if (facts.isPaused) return 'customer';
  if (facts.call?.onHold === true) return 'hold';
  if (facts.isHidden) return 'hidden';
  return facts.camera.isSilenced ? 'system' : null;
}

function cameraState(facts: CallFacts): CallState['camera'] {
  const { call, camera } = facts;
  if (call?.camera !== true) return { state: 'off' };
  if (camera.isOpening) return { state: 'starting' };
  // A phone may end the camera of a page that is not seen; it is opened again when the page is.
  if (camera.isLost && !facts.isHidden) return { state: 'failed', reason: 'cameraLost' };
  const failure = accessFailure('camera', camera.access);
  if (failure !== null) return { state: 'failed', reason: failure };
  const by = pauseReason(facts);
  if (by !== null) return { state: 'paused', by };
  return { state: camera.track !== null && facts.isConnected ? 'live' : 'starting' };
}

function microphoneState({ call, microphone, isMuted }: CallFacts): CallState['microphone'] {
  if (call?.voice !== true) return 'none';
  if (microphone.isLost || microphone.isSilenced) return 'taken';
  if (microphone.track === null) return 'none';
  return isMuted ? 'muted' : 'live';
}
