import { noCall, type CallState } from './call-state.ts';

/** Of what there is of a call, as much as is allowed. */
export type CallGrants = { readonly camera: boolean; readonly voice: boolean };

/** What of `state` may be told and shown: of a camera or a microphone that is not allowed, nothing. */
export function grantedCall(state: CallState, grants: CallGrants): CallState {
  const { facing, canSwitch, torch } = grants.camera ? state : noCall;
  return {
    camera: grants.camera ? state.camera : noCall.camera,
    facing,
    canSwitch,
    torch,
    microphone: grants.voice ? state.microphone : noCall.microphone,
  };
}

/** Whether a window that says `state` uses no more than it may. */
export function keepsToGrants(state: CallState, grants: CallGrants, onHold: boolean): boolean {
  const { camera, microphone } = state;
  const cameraUsed = camera.state !== 'off' && camera.state !== 'failed';
  if (cameraUsed && !grants.camera) return false;
  if (camera.state === 'live' && onHold) return false;
  return microphone === 'none' || grants.voice;
}

/** The same to whoever looks at it. */
export function isSameCall(a: CallState, b: CallState): boolean {
  return JSON.stringify(grantedCall(a, everything)) === JSON.stringify(grantedCall(b, everything));
}

const everything: CallGrants = { camera: true, voice: true };
