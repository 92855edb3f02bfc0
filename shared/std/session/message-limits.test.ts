import { describe, expect, it } from 'vitest';
import { messageRates } from '../protocol/limits.ts';
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

  it('DC1 one kind does not use up another’s', () => {
    const limits = new MessageLimits(new FakeClock());
    while (limits.admit({ t: 'media/wanted' }));
    expect(limits.admit({ t: 'chat/message', id: 'abcdefgh', text: 'x' })).toBe(true);
    for (let count = 0; count < 10_000; count += 1) expect(limits.admit({ t: 'link/pong', count })).toBe(true);
  });
});
