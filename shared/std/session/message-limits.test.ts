import { describe, expect, it } from 'vitest';
import { noCall } from '../lens/call-state.ts';
import {
  boardSendRates,
  callStateRate,
  holdsToldAtOnce,
  markHoldIntervalMs,
  maxControlMessagesPerSecond,
  messageRates,
} from '../protocol/limits.ts';
import type { PeerMessage } from '../protocol/peer-messages.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { MessageLimits } from './message-limits.ts';

const samples: readonly (readonly [keyof typeof messageRates, PeerMessage])[] = [
  ['chat', { t: 'chat/message', id: 'abcdefgh', text: 'x' }],
  ['acts', { t: 'permission/ask', request: 'abcdefgh', kind: 'viewScreen' }],
  ['acts', { t: 'media/wanted' }],
  ['acts', { t: 'session/hold', onHold: true }],
  ['log', { t: 'log/countersign', rows: 1, head: '', signature: '' }],
  ['mediaSignal', { t: 'media/signal', signal: { generation: 1, data: '' } }],
  ['acts', { t: 'call/wanted' }],
  ['acts', { t: 'call/voice', voice: 'live' }],
  ['acts', { t: 'camera/request', request: 'front' }],
  ['acts', { t: 'camera/answer', request: 'front', accepted: true }],
  ['acts', { t: 'recording/state', on: true }],
  ['callSignal', { t: 'call/signal', signal: { generation: 1, data: '' } }],
  ['callState', { t: 'call/state', state: noCall }],
  ['mark', { t: 'board/remove', ids: [1] }],
  ['mark', { t: 'board/still', picture: null }],
  ['boardPicture', { t: 'board/picture', id: 1, width: 16, height: 16, jpeg: 'x' }],
  ['markHold', { t: 'board/held', id: 1, hold: 'held' }],
  ['markHold', { t: 'board/tracking', mode: 'tracking' }],
  ['fileOffer', { t: 'file/offer', transfer: 'abcdefgh', name: 'x', sizeBytes: 1, sha256: null }],
  ['untyped', { t: 'control/untyped', characters: 'ß' }],
];

describe('MessageLimits', () => {
  it.each(samples)('DC1 %s: a burst passes, a flood does not, and a while later it goes on', (kind, message) => {
    const clock = new FakeClock();
    const limits = new MessageLimits(clock);
    const { burst, perSecond } = messageRates[kind];
    for (let count = 0; count < burst; count += 1) expect(limits.admit(message)).toBe(true);
    expect(limits.admit(message)).toBe(false);
    clock.advance(1_000);
    for (let count = 0; count < perSecond; count += 1) expect(limits.admit(message)).toBe(true);
    expect(limits.admit(message)).toBe(false);
  });

  it('DC1 an honest side stays below what the other takes, with room to spare', () => {
    expect(messageRates.callState.perSecond).toBeGreaterThanOrEqual(2 * callStateRate.perSecond);
    expect(messageRates.callState.burst).toBeGreaterThanOrEqual(2 * callStateRate.burst);
    for (const kind of ['mark', 'boardPicture'] as const) {
      expect(messageRates[kind].perSecond).toBeGreaterThanOrEqual(2 * boardSendRates[kind].perSecond);
      expect(messageRates[kind].burst).toBeGreaterThanOrEqual(2 * boardSendRates[kind].burst);
    }
    const toldPerSecond = (holdsToldAtOnce + 1) * (1_000 / markHoldIntervalMs);
    expect(messageRates.markHold.perSecond).toBeGreaterThan(toldPerSecond);
    expect(maxControlMessagesPerSecond).toBeGreaterThanOrEqual(2 * boardSendRates.message.perSecond);
  });

  it('DC1 one kind does not use up another’s', () => {
    const limits = new MessageLimits(new FakeClock());
    while (limits.admit({ t: 'media/wanted' }));
    expect(limits.admit({ t: 'chat/message', id: 'abcdefgh', text: 'x' })).toBe(true);
    for (let count = 0; count < 10_000; count += 1) expect(limits.admit({ t: 'link/pong', count })).toBe(true);
  });
});
