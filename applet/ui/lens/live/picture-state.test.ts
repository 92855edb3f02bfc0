import { describe, expect, it } from 'vitest';
import { pauseReasons } from '#shared/std/lens/call-state.ts';
import { pictureState } from './picture-state.ts';

const seen = {
  connection: 'connected',
  isGranted: true,
  hasPreview: true,
  camera: { state: 'live' },
} as const;

describe('what becomes of the picture', () => {
  it('L4 is seen only while it is allowed, runs, and there is a connection', () => {
    expect(pictureState(seen)).toBe('seen');
    expect(pictureState({ ...seen, isGranted: false })).toBe('private');
    expect(pictureState({ ...seen, isGranted: false, hasPreview: false })).toBe('off');
    for (const connection of ['none', 'connecting'] as const) {
      expect(pictureState({ ...seen, connection })).toBe('connecting');
    }
    for (const state of ['off', 'starting'] as const) expect(pictureState({ ...seen, camera: { state } })).toBe(state);
  });

  it('L5, L8 names who or what has paused it, each in its own words', () => {
    const states = pauseReasons.map((by) => pictureState({ ...seen, camera: { state: 'paused', by } }));
    expect(states).toEqual(['pausedByYou', 'pausedHidden', 'pausedSystem', 'pausedHold']);
  });

  it('says that the connection is interrupted before anything else, as nothing else can be true', () => {
    expect(pictureState({ ...seen, connection: 'reconnecting' })).toBe('reconnecting');
    expect(pictureState({ ...seen, connection: 'reconnecting', isGranted: false })).toBe('reconnecting');
  });

  it('says that the camera failed only where it is wanted', () => {
    const camera = { state: 'failed', reason: 'cameraLost' } as const;
    expect(pictureState({ ...seen, camera })).toBe('failed');
    expect(pictureState({ ...seen, camera, connection: 'connecting' })).toBe('failed');
    expect(pictureState({ ...seen, camera, isGranted: false, hasPreview: false })).toBe('off');
  });
});
