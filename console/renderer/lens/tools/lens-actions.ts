import type { CameraRequest } from '#shared/std/lens/call-state.ts';
import type { SessionView } from '#shared/std/view/console-view.ts';
import type { PlainMessage } from '../../messages/catalogue.ts';
import { accessObstacle, activeLens, type Obstacle } from '../../session/session-actions.ts';

/** What stands in the way of anything that is done with the camera's picture. */
export function pictureObstacle(session: SessionView): Obstacle {
  const obstacle = accessObstacle(session);
  if (obstacle !== null) return obstacle;
  return session.permissions.camera.state === 'granted' ? null : 'viewCameraFirst';
}

/** A button that asks the customer to do something with their camera (CALL4). */
export type RequestButton = {
  /** What pressing it asks for. */
  readonly request: CameraRequest;
  /** Says which of the two it asks for. */
  readonly name: PlainMessage;
  readonly obstacle: Obstacle;
};

export function switchButton(session: SessionView): RequestButton {
  const { facing, canSwitch } = session.camera.call;
  const toFront = facing === 'rear';
  return requestButton(session, {
    requests: ['rear', 'front'],
    request: toFront ? 'front' : 'rear',
    name: toFront ? 'askFront' : 'askRear',
    missing: canSwitch ? null : 'oneCamera',
  });
}

export function torchButton(session: SessionView): RequestButton {
  const { torch } = session.camera.call;
  const isOn = torch === 'on';
  return requestButton(session, {
    requests: ['torchOn', 'torchOff'],
    request: isOn ? 'torchOff' : 'torchOn',
    name: isOn ? 'askTorchOff' : 'askTorchOn',
    missing: torch === 'none' ? 'noTorch' : null,
  });
}

function requestButton(
  session: SessionView,
  button: Pick<RequestButton, 'request' | 'name'> & {
    readonly requests: readonly CameraRequest[];
    readonly missing: Obstacle;
  },
): RequestButton {
  const { request, call } = session.camera;
  // A camera that is paused can neither be switched nor lit.
  const running = call.camera.state === 'live' ? null : 'viewCameraFirst';
  const waiting = request?.state === 'asked' && button.requests.includes(request.request) ? 'requestAsked' : null;
  return {
    request: button.request,
    name: button.name,
    obstacle: pictureObstacle(session) ?? running ?? button.missing ?? waiting,
  };
}

/** What was asked of the camera last, in words, until it is done. */
export const requestNames: Readonly<Record<CameraRequest, PlainMessage>> = {
  rear: 'requestRear',
  front: 'requestFront',
  torchOn: 'requestTorchOn',
  torchOff: 'requestTorchOff',
};

/** The session that keeps this one from starting: a technician has one Lens session at a time (T6). Null: nothing does. */
export function lensInTheWay(session: SessionView, sessions: readonly SessionView[]): SessionView | null {
  return session.type === 'lens' && session.status.name === 'waiting' ? activeLens(sessions) : null;
}
