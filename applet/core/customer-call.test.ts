import { beforeEach, describe, expect, it } from 'vitest';
import { liveCall } from '#tests/support/lens-window.ts';
import type { CallState } from '#shared/std/lens/call-state.ts';
import { noCall } from '#shared/std/lens/call-state.ts';
import { callGenerationRate, callStateRate, captureStopTimeoutMs, messageRates } from '#shared/std/protocol/limits.ts';
import type { PeerMessage } from '#shared/std/protocol/peer-messages.ts';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import { CustomerCall } from './customer-call.ts';

let clock: FakeClock;
let grants: { camera: boolean; voice: boolean };
let isOpen: boolean;
let window: string[];
let sent: PeerMessage[];
let rows: string[];
let shown: CallState;
let call: CustomerCall;

beforeEach(() => {
  clock = new FakeClock();
  grants = { camera: false, voice: false };
  isOpen = true;
  window = [];
  sent = [];
  rows = [];
  shown = noCall;
  call = new CustomerCall({
    clock,
    channel: {
      get isOpen() {
        return isOpen;
      },
      sendMessage: (message) => {
        if (isOpen) sent.push(message);
        return isOpen;
      },
    },
    grants: () => grants,
    startCall: ({ generation, camera, voice, onHold }) =>
      window.push(`start ${generation}${camera ? ' camera' : ''}${voice ? ' voice' : ''}${onHold ? ' hold' : ''}`),
    stopCall: (generation) => window.push(`stop ${generation}`),
    onCallSignal: ({ data }) => window.push(`signal ${data}`),
    killWindow: () => window.push('killed'),
    record: ({ actor, type, body }) => rows.push(`${actor} ${type} ${Object.values(body).join(' ')}`.trim()),
    onChange: (change) => {
      shown = change.call;
    },
  });
});

const grant = (change: Partial<typeof grants>): void => {
  grants = { ...grants, ...change };
  call.applyGrants();
};

const told = (): readonly CallState[] => sent.flatMap((message) => (message.t === 'call/state' ? [message.state] : []));

describe('CustomerCall', () => {
  it('CALL1 nothing begins before it is allowed, and camera and voice are allowed each by itself', () => {
    call.applyGrants();
    call.startAnew();
    call.connected();
    expect(window).toEqual([]);
    grant({ voice: true });
    grant({ camera: true });
    grant({ voice: false });
    expect(window).toEqual(['start 1 voice', 'start 1 camera voice', 'start 1 camera']);
  });

  it('CALL1 a window is told what has changed and nothing twice', () => {
    grant({ camera: true });
    call.applyGrants();
    call.hold(false);
    expect(window).toEqual(['start 1 camera']);
  });

  it('PRM4 taken back, it stops in the same turn, and is neither shown nor told any more', () => {
    grant({ camera: true, voice: true });
    call.heardState(1, liveCall);
    expect([shown, told()]).toEqual([liveCall, [liveCall]]);
    grant({ camera: false, voice: false });
    expect([window.at(-1), shown, told().at(-1)]).toEqual(['stop 1', noCall, noCall]);
    expect(rows).toEqual([
      'handrail camera/started rear',
      'handrail microphone/started',
      'handrail camera/stopped',
      'handrail microphone/stopped',
    ]);
    // What the window still says of it is nobody's to know.
    call.heardState(1, liveCall);
    call.sendSignal({ generation: 1, data: 'x' });
    expect([shown, sent.filter(({ t }) => t === 'call/signal')]).toEqual([noCall, []]);
  });

  it.each([
    ['confirms', true],
    ['does not confirm', false],
  ])('PRM4 a window that %s in time is killed: %s is not', (_, confirms) => {
    grant({ camera: true });
    grant({ camera: false });
    if (confirms) call.stopped(1);
    clock.advance(captureStopTimeoutMs);
    expect(window.includes('killed')).toBe(!confirms);
    expect(clock.timerCount).toBe(0);
  });

  it.each<readonly [string, Partial<typeof grants>, boolean, CallState, boolean]>([
    ['goes on showing the camera', { camera: false }, false, liveCall, true],
    ['goes on listening', { voice: false }, false, liveCall, true],
    ['goes on showing while on hold', {}, true, liveCall, true],
    ['lets go of the camera', { camera: false }, false, { ...liveCall, camera: { state: 'off' } }, false],
    ['lets go of the microphone', { voice: false }, false, { ...liveCall, microphone: 'none' }, false],
    ['pauses', {}, true, { ...liveCall, camera: { state: 'paused', by: 'hold' } }, false],
  ])('CALL3 PRM4 of a call of which a part is taken back, a window that %s', (_, change, onHold, state, isKilled) => {
    grant({ camera: true, voice: true });
    call.heardState(1, liveCall);
    grant(change);
    call.hold(onHold);
    call.heardState(1, state);
    clock.advance(captureStopTimeoutMs);
    expect(window.includes('killed')).toBe(isKilled);
  });

  it('CALL1 of what is not allowed nothing is shown, told or logged, whatever the window says', () => {
    grant({ voice: true });
    call.heardState(1, { ...liveCall, torch: 'on' });
    expect(shown).toEqual({ ...noCall, microphone: 'live' });
    expect(told()).toEqual([{ ...noCall, microphone: 'live' }]);
    expect(rows).toEqual(['handrail microphone/started']);
  });

  it('CALL2 a new data connection, a window that came back and a technician without a call each begin a new generation', () => {
    grant({ camera: true });
    isOpen = false;
    call.connectionLost();
    isOpen = true;
    call.connected();
    call.windowGone();
    call.startAnew();
    call.startAnew();
    expect(window).toEqual([
      'start 1 camera',
      'start 1 camera hold',
      'start 2 camera',
      'start 3 camera',
      'start 4 camera',
    ]);
  });

  it('CALL2 a technician who asks for calls all the time makes the phone’s window begin few', () => {
    grant({ camera: true });
    for (let second = 0; second < 60; second += 1) {
      for (let asked = 0; asked < messageRates.acts.perSecond; asked += 1) call.wanted();
      clock.advance(1_000);
    }
    const { perSecond, burst } = callGenerationRate;
    expect(window.length).toBeLessThanOrEqual(1 + burst + 60 * perSecond);
    expect(window.length).toBeGreaterThan(60);
  });

  it('CALL2 signals of another generation go nowhere, in neither direction', () => {
    grant({ camera: true });
    call.startAnew();
    for (const generation of [1, 2, 3]) {
      call.sendSignal({ generation, data: `own ${generation}` });
      call.receiveSignal({ generation, data: `other ${generation}` });
    }
    expect(sent.filter(({ t }) => t === 'call/signal')).toEqual([
      { t: 'call/signal', signal: { generation: 2, data: 'own 2' } },
    ]);
    expect(window.filter((each) => each.startsWith('signal'))).toEqual(['signal other 2']);
    call.heardState(1, liveCall);
    expect(shown).toEqual(noCall);
  });

  it('CALL3 on hold, and without a data connection, the camera is paused', () => {
    grant({ camera: true });
    call.hold(true);
    call.hold(false);
    isOpen = false;
    call.connectionLost();
    expect(window).toEqual(['start 1 camera', 'start 1 camera hold', 'start 1 camera', 'start 1 camera hold']);
    // Also what is granted meanwhile.
    grant({ voice: true });
    expect(window.at(-1)).toBe('start 1 camera voice hold');
  });

  it('CALL2 without a data connection no call begins', () => {
    isOpen = false;
    grant({ camera: true });
    call.startAnew();
    expect(window).toEqual([]);
    isOpen = true;
    call.connected();
    expect(window).toEqual(['start 1 camera']);
  });

  it('CALL5 a new connection tells the technician how things are, whether they changed or not', () => {
    grant({ camera: true });
    call.heardState(1, { ...liveCall, microphone: 'none' });
    isOpen = false;
    call.connectionLost();
    call.heardState(1, { ...liveCall, microphone: 'none', camera: { state: 'paused', by: 'customer' } });
    isOpen = true;
    sent = [];
    call.connected();
    expect(told()).toEqual([{ ...liveCall, microphone: 'none', camera: { state: 'paused', by: 'customer' } }]);
  });

  it('CALL5 a lost connection is not logged as a hold that the technician never asked for', () => {
    const paused: CallState = { ...liveCall, camera: { state: 'paused', by: 'hold' } };
    grant({ camera: true, voice: true });
    call.heardState(1, liveCall);
    isOpen = false;
    rows = [];
    call.connectionLost();
    call.heardState(1, paused);
    isOpen = true;
    call.connected();
    call.heardState(2, paused);
    call.heardState(2, liveCall);
    expect(rows).toEqual(['handrail camera/stopped', 'handrail camera/started rear']);
    call.hold(true);
    call.heardState(2, paused);
    expect(rows.at(-1)).toBe('technician camera/paused hold');
  });

  it('CALL5 a window that flaps a hundred times a second fills neither the log nor the line, and its last word counts', () => {
    grant({ camera: true, voice: true });
    const muted: CallState = { ...liveCall, microphone: 'muted' };
    for (let count = 0; count < 6_000; count += 1) {
      call.heardState(1, count % 2 === 0 ? liveCall : muted);
      clock.advance(10);
    }
    const most = callStateRate.burst + 60 * callStateRate.perSecond + 1;
    expect(told().length).toBeLessThanOrEqual(most);
    expect(rows.length).toBeLessThanOrEqual(most + 1);
    clock.advance(5_000);
    expect([shown, told().at(-1)]).toEqual([muted, muted]);
    // What is taken back is told at once, however much was told before.
    grant({ camera: false, voice: false });
    expect([shown, rows.at(-1), clock.timerCount]).toEqual([noCall, 'handrail microphone/stopped', 1]);
  });

  it('PRM4 a window that brings a camera up when nobody wants it any more is told to stop, and one that is quiet is not', () => {
    call.heardState(3, liveCall);
    call.heardState(3, noCall);
    expect(window).toEqual(['stop 3']);
  });

  it('CALL1 a window that ended its call by itself is not waited for', () => {
    grant({ camera: true });
    call.heardState(1, liveCall);
    call.stopped(1);
    expect([shown, clock.timerCount]).toEqual([noCall, 0]);
    expect(rows.at(-1)).toBe('handrail camera/stopped');
  });
});
