import { describe, expect, it } from 'vitest';
import type { CallState } from '#shared/std/lens/call-state.ts';
import { noCamera, type CameraView, type SessionView } from '#shared/std/view/console-view.ts';
import { sampleSession } from '../../testing/sample-session.ts';
import { lensInTheWay, pictureObstacle, switchButton, torchButton } from './lens-actions.ts';

const granted = { state: 'granted', sinceMs: 1_000_000 } as const;
const live: CallState = {
  camera: { state: 'live' },
  facing: 'rear',
  canSwitch: true,
  torch: 'off',
  microphone: 'live',
};
const lens: SessionView = {
  ...sampleSession,
  type: 'lens',
  permissions: { ...sampleSession.permissions, camera: granted },
  camera: { ...noCamera, call: live },
};
const withCall = (call: Partial<CallState>, request: CameraView['request'] = null): SessionView => ({
  ...lens,
  camera: { ...noCamera, call: { ...live, ...call }, request },
});

describe('what is done with the camera’s picture', () => {
  it('needs a session that runs, and the customer’s permission', () => {
    expect(pictureObstacle(lens)).toBeNull();
    expect(pictureObstacle({ ...lens, status: { name: 'onHold' } })).toBe('onHoldReason');
    expect(pictureObstacle({ ...lens, permissions: sampleSession.permissions })).toBe('viewCameraFirst');
  });
});

describe('requests to the customer’s camera', () => {
  it('ask for the camera that is not in use', () => {
    expect(switchButton(lens)).toMatchObject({ request: 'front', name: 'askFront', obstacle: null });
    expect(switchButton(withCall({ facing: 'front' }))).toMatchObject({ request: 'rear', name: 'askRear' });
    expect(switchButton(withCall({ canSwitch: false })).obstacle).toBe('oneCamera');
  });

  it('ask for the light to be what it is not, and say where there is none', () => {
    expect(torchButton(lens)).toMatchObject({ request: 'torchOn', obstacle: null });
    expect(torchButton(withCall({ torch: 'on' }))).toMatchObject({ request: 'torchOff', name: 'askTorchOff' });
    expect(torchButton(withCall({ torch: 'none' })).obstacle).toBe('noTorch');
  });

  it('wait for the answer, each for its own', () => {
    const asked = withCall({}, { request: 'torchOn', state: 'asked' });
    expect(torchButton(asked).obstacle).toBe('requestAsked');
    expect(switchButton(asked).obstacle).toBeNull();
    expect(torchButton(withCall({}, { request: 'torchOn', state: 'declined' })).obstacle).toBeNull();
  });

  it('have no use while the camera shows nothing', () => {
    expect(torchButton(withCall({ camera: { state: 'paused', by: 'customer' } })).obstacle).toBe('viewCameraFirst');
    expect(switchButton(withCall({ camera: { state: 'off' } })).obstacle).toBe('viewCameraFirst');
  });
});

describe('T6: one Lens session at a time', () => {
  const waiting: SessionView = { ...lens, id: 'session-2', status: { name: 'waiting' } };

  it('is kept by one that runs, on hold or not, and not by one that is over or of another type', () => {
    expect(lensInTheWay(waiting, [waiting, lens])).toBe(lens);
    const held: SessionView = { ...lens, status: { name: 'onHold' } };
    expect(lensInTheWay(waiting, [held, waiting])).toBe(held);
    expect(lensInTheWay(waiting, [waiting, { ...lens, type: 'remoteSupport' }])).toBeNull();
    const closed: SessionView = { ...lens, status: { name: 'closed', by: 'customer', reason: 'ended' } };
    expect(lensInTheWay(waiting, [waiting, closed])).toBeNull();
    expect(lensInTheWay(lens, [lens, held])).toBeNull();
  });
});
