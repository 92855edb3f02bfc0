import { beforeEach, describe, expect, it } from 'vitest';
import { liveCall } from '#tests/support/lens-window.ts';
import { noCall, type CallState, type CameraRequest } from '#shared/std/lens/call-state.ts';
import { deniedQuietMs, maxDenialsInARow, permissionPromptTimeoutMs } from '#shared/std/protocol/limits.ts';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import { CameraRequests } from './camera-requests.ts';

let clock: FakeClock;
let call: CallState;
let shown: CameraRequest | null;
let answers: string[];
let requests: CameraRequests;

beforeEach(() => {
  clock = new FakeClock();
  call = liveCall;
  shown = null;
  answers = [];
  requests = new CameraRequests({
    clock,
    call: () => call,
    onChange: (request) => {
      shown = request;
    },
    onAnswer: (request, accepted, isPerson) =>
      answers.push(`${request} ${accepted} ${isPerson ? 'person' : 'silence'}`),
  });
});

describe('CameraRequests', () => {
  it('CALL4 the person is asked, and their answer goes back', () => {
    expect(requests.ask('front')).toBe(true);
    expect([shown, answers]).toEqual(['front', []]);
    expect(requests.answer(true)).toBe(true);
    expect([shown, answers, clock.timerCount]).toEqual([null, ['front true person'], 0]);
    expect(requests.answer(true)).toBe(false);
  });

  it('CALL4 no answer is no', () => {
    requests.ask('torchOn');
    clock.advance(permissionPromptTimeoutMs);
    expect([shown, answers]).toEqual([null, ['torchOn false silence']]);
  });

  it('CALL4 one thing at a time: what the person is about to press does not change under their finger', () => {
    requests.ask('torchOn');
    expect(requests.ask('front')).toBe(false);
    expect([shown, answers]).toEqual(['torchOn', ['front false silence']]);
    expect(requests.ask('torchOn')).toBe(false);
    expect(answers).toHaveLength(1);
  });

  it.each<readonly [CameraRequest, Partial<CallState>]>([
    ['rear', { facing: 'rear' }],
    ['front', { canSwitch: false }],
    ['torchOn', { torch: 'none' }],
    ['torchOn', { torch: 'on' }],
    ['torchOff', { torch: 'off' }],
    ['front', { camera: { state: 'off' } }],
    ['torchOn', { camera: { state: 'failed', reason: 'cameraLost' } }],
  ])('CALL4 %s is not shown where the camera cannot, or does already: %j', (request, state) => {
    call = { ...liveCall, ...state };
    expect(requests.ask(request)).toBe(false);
    expect([shown, answers]).toEqual([null, [`${request} false silence`]]);
  });

  it('CALL4 who says no three times in a row is left in peace for a while', () => {
    for (let count = 0; count < maxDenialsInARow; count += 1) {
      requests.ask('front');
      requests.answer(false);
    }
    expect(requests.ask('front')).toBe(false);
    clock.advance(deniedQuietMs);
    expect(requests.ask('front')).toBe(true);
    requests.answer(true);
    expect(requests.ask('torchOn')).toBe(true);
  });

  it('CALL4 what nobody waits for is taken away without an answer', () => {
    requests.ask('front');
    requests.clear();
    call = noCall;
    expect([shown, answers, clock.timerCount, requests.answer(true)]).toEqual([null, [], 0, false]);
  });
});
