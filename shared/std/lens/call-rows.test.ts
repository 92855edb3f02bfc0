import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callRows } from './call-rows.ts';
import { facings, noCall, pauseReasons, type CallState } from './call-state.ts';
import { grantedCall, isSameCall, keepsToGrants } from './granted-call.ts';

const live: CallState = {
  camera: { state: 'live' },
  facing: 'rear',
  canSwitch: true,
  torch: 'off',
  microphone: 'live',
};

const rows = (before: Partial<CallState>, now: Partial<CallState>): readonly string[] =>
  callRows({ ...live, ...before }, { ...live, ...now }).map(({ actor, type, body }) =>
    `${actor} ${type} ${Object.values(body).join(' ')}`.trim(),
  );

describe('the rows of a call', () => {
  it.each<readonly [string, Partial<CallState>, Partial<CallState>, readonly string[]]>([
    ['begins', { camera: { state: 'starting' } }, {}, ['handrail camera/started rear']],
    ['ends', {}, { camera: { state: 'off' } }, ['handrail camera/stopped']],
    [
      'is paused by the person',
      {},
      { camera: { state: 'paused', by: 'customer' } },
      ['customer camera/paused customer'],
    ],
    ['is paused by Hold', {}, { camera: { state: 'paused', by: 'hold' } }, ['technician camera/paused hold']],
    ['goes on', { camera: { state: 'paused', by: 'hidden' } }, {}, ['handrail camera/resumed']],
    [
      'is paused for another reason',
      { camera: { state: 'paused', by: 'hidden' } },
      { camera: { state: 'paused', by: 'customer' } },
      ['customer camera/paused customer'],
    ],
    ['is another', {}, { facing: 'front' }, ['customer camera/switched front']],
    ['fails', {}, { camera: { state: 'failed', reason: 'cameraLost' } }, ['handrail camera/failed cameraLost']],
    ['is another before it was seen', { camera: { state: 'off' } }, { camera: { state: 'off' }, facing: 'front' }, []],
    ['ends without having been seen', { camera: { state: 'starting' } }, { camera: { state: 'off' } }, []],
  ])('CALL5 a camera that %s', (_, before, now, expected) => {
    expect(rows(before, now)).toEqual(expected);
  });

  it.each<readonly [CallState['microphone'], CallState['microphone'], readonly string[]]>([
    ['none', 'live', ['handrail microphone/started']],
    ['none', 'muted', ['customer microphone/muted customer']],
    ['live', 'muted', ['customer microphone/muted customer']],
    ['live', 'taken', ['handrail microphone/muted system']],
    ['taken', 'live', ['handrail microphone/unmuted']],
    ['muted', 'live', ['customer microphone/unmuted']],
    ['muted', 'none', ['handrail microphone/stopped']],
  ])('CALL5 L6 a microphone from %s to %s', (before, now, expected) => {
    expect(rows({ microphone: before }, { microphone: now })).toEqual(expected);
  });

  it.each<readonly [CallState['torch'], CallState['torch'], readonly string[]]>([
    ['off', 'on', ['customer torch/changed true']],
    ['on', 'none', ['customer torch/changed false']],
    ['none', 'off', []],
  ])('CALL5 a light from %s to %s', (before, now, expected) => {
    expect(rows({ torch: before }, { torch: now })).toEqual(expected);
  });

  const anyState: fc.Arbitrary<CallState> = fc.record({
    camera: fc.oneof(
      fc.constantFrom<CallState['camera']>(
        { state: 'off' },
        { state: 'starting' },
        { state: 'live' },
        { state: 'failed', reason: 'cameraDenied' },
      ),
      fc.constantFrom(...pauseReasons).map((by) => ({ state: 'paused' as const, by })),
    ),
    facing: fc.constantFrom(...facings),
    canSwitch: fc.boolean(),
    torch: fc.constantFrom('none', 'off', 'on'),
    microphone: fc.constantFrom('none', 'live', 'muted', 'taken'),
  });

  it('CALL5 what does not change is no row, and whoever follows the rows knows whether camera and microphone are on', () => {
    fc.assert(
      fc.property(fc.array(anyState, { maxLength: 20 }), (states) => {
        let before = noCall;
        let isSeen = false;
        for (const now of states) {
          expect(callRows(now, now)).toEqual([]);
          for (const { type } of callRows(before, now)) {
            if (type === 'camera/started' || type === 'camera/resumed') isSeen = true;
            if (type === 'camera/paused' || type === 'camera/stopped' || type === 'camera/failed') isSeen = false;
          }
          expect(isSeen).toBe(now.camera.state === 'live');
          before = now;
        }
      }),
    );
  });

  it('CALL1 of what is not granted nothing is left, and a window that keeps to that is known by it', () => {
    fc.assert(
      fc.property(anyState, fc.boolean(), fc.boolean(), (state, camera, voice) => {
        const left = grantedCall(state, { camera, voice });
        expect(keepsToGrants(left, { camera, voice }, false)).toBe(true);
        expect(isSameCall(left, grantedCall(left, { camera, voice }))).toBe(true);
        if (!camera && !voice) expect(left).toEqual(noCall);
        if (camera && voice) expect(left).toEqual(state);
      }),
    );
  });
});
