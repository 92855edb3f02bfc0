import { describe, expect, it } from 'vitest';
import type { CallState } from '#shared/std/lens/call-state.ts';
import { noCamera, type SessionView } from '#shared/std/view/console-view.ts';
import { sampleSession } from '../../testing/sample-session.ts';
import { cameraNotice } from './camera-notice.ts';

const shown = { flowing: true, wasShown: true };

function session(camera: CallState['camera'], change: Partial<SessionView> = {}): SessionView {
  return { ...sampleSession, camera: { ...noCamera, call: { ...noCamera.call, camera } }, ...change };
}

describe('what is said over the camera’s picture', () => {
  it('is nothing while it runs', () => {
    expect(cameraNotice(session({ state: 'live' }), shown)).toBeNull();
  });

  it('is that it comes, until there was one, and that it was lost after that', () => {
    expect(cameraNotice(session({ state: 'off' }), shown)).toEqual({ why: 'starting' });
    expect(cameraNotice(session({ state: 'starting' }), shown)).toEqual({ why: 'starting' });
    expect(cameraNotice(session({ state: 'live' }), { flowing: false, wasShown: false })).toEqual({ why: 'starting' });
    expect(cameraNotice(session({ state: 'live' }), { flowing: false, wasShown: true })).toEqual({ why: 'lost' });
  });

  it('is who or what paused it', () => {
    for (const by of ['customer', 'hidden', 'system', 'hold'] as const) {
      expect(cameraNotice(session({ state: 'paused', by }), shown)).toEqual({ why: 'paused', by });
    }
    // The phone's word may take a moment; the technician's own Hold is known at once.
    const held = session({ state: 'live' }, { status: { name: 'onHold' } });
    expect(cameraNotice(held, shown)).toEqual({ why: 'paused', by: 'hold' });
  });

  it('is the connection before the camera, because nothing is known of that without it', () => {
    const paused = { state: 'paused', by: 'customer' } as const;
    expect(cameraNotice(session(paused, { connection: { state: 'reconnecting' } }), shown)).toEqual({
      why: 'reconnecting',
    });
    expect(cameraNotice(session(paused, { status: { name: 'reconnecting' } }), shown)).toEqual({ why: 'reconnecting' });
    expect(cameraNotice(session(paused, { status: { name: 'offline' } }), shown)).toEqual({ why: 'offline' });
  });

  it('is why there is none, also on hold', () => {
    const failed = { state: 'failed', reason: 'cameraBusy' } as const;
    expect(cameraNotice(session(failed, { status: { name: 'onHold' } }), shown)).toEqual({
      why: 'failed',
      reason: 'cameraBusy',
    });
  });
});
