import type { LogEventName, LogEvents } from '../log/log-events.ts';
import type { CallState, PauseReason } from './call-state.ts';

/** A row of the log, as yet unwritten. */
export type CallRow = {
  [Name in LogEventName]: {
    readonly actor: 'technician' | 'customer' | 'handrail';
    readonly type: Name;
    readonly body: LogEvents[Name];
  };
}[LogEventName];

/**
 * What the log says of a call that was `before` and is `now` (CALL5): of the camera only while it is or was seen, of the light
 * while it is on, of the microphone while it is or was heard.
 */
export function callRows(before: CallState, now: CallState): readonly CallRow[] {
  return [...cameraRows(before, now), ...torchRows(before, now), ...microphoneRows(before, now)];
}

function cameraRows(before: CallState, now: CallState): readonly CallRow[] {
  const rows: CallRow[] = [];
  const wasOn = isOn(before);
  const { camera } = now;
  if (wasOn && !isOn(now) && camera.state !== 'failed') {
    rows.push({ actor: 'handrail', type: 'camera/stopped', body: {} });
  }
  if (wasOn && isOn(now) && before.facing !== now.facing) {
    rows.push({ actor: 'customer', type: 'camera/switched', body: { facing: now.facing } });
  }
  switch (camera.state) {
    case 'live':
      if (!wasOn) rows.push({ actor: 'handrail', type: 'camera/started', body: { facing: now.facing } });
      else if (before.camera.state === 'paused') {
        rows.push({ actor: actorOf(before.camera.by), type: 'camera/resumed', body: {} });
      }
      break;
    case 'paused':
      if (before.camera.state !== 'paused' || before.camera.by !== camera.by) {
        rows.push({ actor: actorOf(camera.by), type: 'camera/paused', body: { by: camera.by } });
      }
      break;
    case 'failed':
      if (before.camera.state !== 'failed' || before.camera.reason !== camera.reason) {
        rows.push({ actor: 'handrail', type: 'camera/failed', body: { reason: camera.reason } });
      }
      break;
    case 'off':
    case 'starting':
      break;
  }
  return rows;
}

function torchRows(before: CallState, now: CallState): readonly CallRow[] {
  const isLit = now.torch === 'on';
  return (before.torch === 'on') === isLit ? [] : [{ actor: 'customer', type: 'torch/changed', body: { on: isLit } }];
}

function microphoneRows(before: CallState, now: CallState): readonly CallRow[] {
  if (before.microphone === now.microphone) return [];
  switch (now.microphone) {
    case 'live':
      return before.microphone === 'none'
        ? [{ actor: 'handrail', type: 'microphone/started', body: {} }]
        : [
            {
              actor: actorOf(before.microphone === 'taken' ? 'system' : 'customer'),
              type: 'microphone/unmuted',
              body: {},
            },
          ];
    case 'muted':
      return [{ actor: 'customer', type: 'microphone/muted', body: { by: 'customer' } }];
    case 'taken':
      return [{ actor: 'handrail', type: 'microphone/muted', body: { by: 'system' } }];
    case 'none':
      return [{ actor: 'handrail', type: 'microphone/stopped', body: {} }];
  }
}

/** It is in use for the technician, if paused. */
function isOn({ camera }: CallState): boolean {
  return camera.state === 'live' || camera.state === 'paused';
}

function actorOf(reason: PauseReason): CallRow['actor'] {
  if (reason === 'hold') return 'technician';
  return reason === 'customer' ? 'customer' : 'handrail';
}
