import { describe, expect, it } from 'vitest';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { sampleSession } from '../testing/sample-session.ts';
import {
  accessObstacle,
  chatObstacle,
  endObstacle,
  holdObstacle,
  isControlling,
  permissionButton,
  startObstacle,
} from './session-actions.ts';
import { stageOf } from './stage-model.ts';

const granted = { state: 'granted', sinceMs: 1_000_000 } as const;
const session = (change: Partial<SessionView>): SessionView => ({ ...sampleSession, ...change });
const closed = session({ status: { name: 'closed', by: 'customer', reason: 'ended' } });
const waiting = session({ status: { name: 'waiting' } });
const unverified = session({ verification: { state: 'awaitingCode', code: '482915' } });

describe('session toolbar', () => {
  it('starts only a customer who waits', () => {
    expect(startObstacle(null)).toBe('selectFirst');
    expect(startObstacle(session({ status: { name: 'connecting' } }))).toBe('startNotJoined');
    expect(startObstacle(waiting)).toBeNull();
    expect(startObstacle(sampleSession)).toBe('startAlready');
    expect(startObstacle(closed)).toBe('sessionOver');
  });

  it('holds only what runs, also while the line is down, and ends whatever is not over', () => {
    expect(holdObstacle(waiting)).toBe('holdNotRunning');
    expect(holdObstacle(session({ status: { name: 'reconnecting' } }))).toBeNull();
    expect([waiting, sampleSession, closed].map(endObstacle)).toEqual([null, null, 'sessionOver']);
  });
});

describe('permission button', () => {
  it('asks nothing before the session runs, is connected and verified', () => {
    expect(accessObstacle(waiting)).toBe('notStarted');
    expect(accessObstacle(session({ connection: { state: 'reconnecting' } }))).toBe('notConnected');
    expect(accessObstacle(unverified)).toBe('notVerifiedYet');
    expect(accessObstacle(session({ type: 'chatOnly' }))).toBe('chatOnlyReason');
    expect(accessObstacle(session({ status: { name: 'onHold' } }))).toBe('onHoldReason');
    expect(permissionButton(unverified, 'viewScreen').press).toBe('nothing');
  });

  it('asks, waits for the answer, and is used once granted', () => {
    const press = (view: SessionView['permissions']['viewScreen']) =>
      permissionButton(session({ permissions: { ...sampleSession.permissions, viewScreen: view } }), 'viewScreen')
        .press;
    expect(press({ state: 'off' })).toBe('ask');
    expect(press({ state: 'asked' })).toBe('nothing');
    expect(press(granted)).toBe('use');
    expect(press({ state: 'denied', reason: 'permissionDenied' })).toBe('ask');
    expect(press({ state: 'revoked' })).toBe('ask');
  });

  it('lets a permission be given back whatever else is wrong', () => {
    const permissions = { ...sampleSession.permissions, control: granted };
    expect(permissionButton(session({ permissions, connection: { state: 'none' } }), 'control').canStop).toBe(true);
    expect(permissionButton({ ...closed, permissions }, 'control').canStop).toBe(false);
  });

  it('does not offer control where only one window is shared', () => {
    const partly = session({ screen: { state: 'live', controllable: false, by: 'track', monitors: [] } });
    expect(permissionButton(partly, 'control').obstacle).toBe('notControllable');
    expect(permissionButton(partly, 'viewScreen').obstacle).toBeNull();
  });
});

describe('controlling', () => {
  const controlled = session({
    permissions: { ...sampleSession.permissions, viewScreen: granted, control: granted },
    screen: { state: 'live', controllable: true, by: 'track', monitors: [] },
  });

  it('needs both permissions, a live picture of the whole screen, and a session that is not on hold', () => {
    expect(isControlling(controlled)).toBe(true);
    expect(isControlling({ ...controlled, screen: { state: 'starting' } })).toBe(false);
    expect(
      isControlling({ ...controlled, screen: { state: 'live', controllable: false, by: 'track', monitors: [] } }),
    ).toBe(false);
    expect(isControlling({ ...controlled, status: { name: 'onHold' } })).toBe(false);
    const revoked = { ...controlled.permissions, viewScreen: { state: 'revoked' } } as const;
    expect(isControlling({ ...controlled, permissions: revoked })).toBe(false);
  });
});

describe('chat', () => {
  it('works before verification, but not before the start or without a connection', () => {
    expect(chatObstacle(unverified)).toBeNull();
    expect(chatObstacle(waiting)).toBe('chatNotStarted');
    expect(chatObstacle(session({ connection: { state: 'reconnecting' } }))).toBe('notConnected');
  });
});

describe('stage', () => {
  it('shows what has to be dealt with first', () => {
    expect(stageOf(closed).show).toBe('ended');
    expect(stageOf(session({ status: { name: 'connecting' } })).show).toBe('entry');
    expect(stageOf({ ...unverified, status: { name: 'waiting' } })).toEqual({
      show: 'verification',
      code: '482915',
      started: false,
    });
    expect(stageOf({ ...unverified, status: { name: 'reconnecting' } }).show).toBe('reconnecting');
    expect(stageOf(sampleSession)).toEqual({ show: 'notShared', of: 'screen' });
  });

  it('says why sharing ended rather than only that it did', () => {
    const permissions = { ...sampleSession.permissions, viewScreen: { state: 'revoked' } } as const;
    expect(stageOf(session({ permissions })).show).toBe('revoked');
    const failed = session({ permissions, screen: { state: 'failed', reason: 'screenNotChosen' } });
    expect(stageOf(failed)).toEqual({ show: 'failed', reason: 'screenNotChosen' });
  });

  it('asks for the camera in a Lens session, whatever there is of a screen', () => {
    const lens = (camera: SessionView['permissions']['camera']): SessionView =>
      session({ type: 'lens', permissions: { ...sampleSession.permissions, viewScreen: granted, camera } });
    expect(stageOf(lens({ state: 'off' }))).toEqual({ show: 'notShared', of: 'camera' });
    expect(stageOf(lens({ state: 'asked' }))).toEqual({ show: 'asked', of: 'camera' });
    expect(stageOf(lens({ state: 'revoked' }))).toEqual({ show: 'revoked', of: 'camera' });
    expect(stageOf(lens({ state: 'denied', reason: 'cameraDenied' }))).toEqual({
      show: 'denied',
      reason: 'cameraDenied',
    });
    expect(stageOf(lens(granted))).toEqual({ show: 'picture', of: 'camera' });
  });

  it('keeps the camera’s last picture on hold and without a connection, but not what was taken back', () => {
    const lens = session({ type: 'lens', permissions: { ...sampleSession.permissions, camera: granted } });
    const picture = { show: 'picture', of: 'camera' };
    expect(stageOf({ ...lens, status: { name: 'onHold' } })).toEqual(picture);
    expect(stageOf({ ...lens, status: { name: 'reconnecting' }, connection: { state: 'reconnecting' } })).toEqual(
      picture,
    );
    const revoked = { ...lens.permissions, camera: { state: 'revoked' } } as const;
    expect(stageOf({ ...lens, permissions: revoked, status: { name: 'onHold' } })).toEqual({ show: 'onHold' });
    expect(stageOf({ ...lens, status: { name: 'closed', by: 'customer', reason: 'ended' } })).toEqual({
      show: 'ended',
    });
  });
});
