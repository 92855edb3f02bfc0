import { describe, expect, it } from 'vitest';
import { decodeLinkSignal } from './link-signal.ts';
import { maxMediaSignalCharacters } from './media-limits.ts';

const candidate = { candidate: 'candidate:1 1 UDP 1 192.0.2.1 9 typ host', sdpMLineIndex: 0, sdpMid: '0' };

describe('decodeLinkSignal', () => {
  it.each([
    { type: 'offer', sdp: 'v=0\r\n' },
    { type: 'answer', sdp: 'v=0\r\n' },
    { type: 'candidate', candidate },
    { type: 'candidate', candidate: { ...candidate, sdpMid: null } },
  ])('DC6 takes what a link makes: %j', (signal) => {
    expect(decodeLinkSignal(JSON.stringify(signal))).toEqual(signal);
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['a list', []],
    ['an empty object, over which simple-peer would end the call', {}],
    ['an unknown type', { type: 'rollback', sdp: 'v=0' }],
    ['a description that is none', { type: 'offer', sdp: 'hello' }],
    ['a description that is no text', { type: 'offer', sdp: 7 }],
    ['a description beyond its limit', { type: 'offer', sdp: `v=0${'x'.repeat(16 * 1024)}` }],
    ['two kinds in one', { type: 'offer', sdp: 'v=0', candidate }],
    [
      'a candidate without a section, over which simple-peer would throw',
      { type: 'candidate', candidate: { candidate: '' } },
    ],
    ['a candidate far away', { type: 'candidate', candidate: { ...candidate, sdpMLineIndex: 1e9 } }],
    [
      'a candidate with a name that the browser would look up',
      { type: 'candidate', candidate: { ...candidate, candidate: 'candidate:1 1 UDP 1 tracker.example 9 typ host' } },
    ],
    ['a candidate beyond its limit', { type: 'candidate', candidate: { ...candidate, candidate: 'x'.repeat(1025) } }],
    ['a wish to renegotiate', { type: 'renegotiate', renegotiate: true }],
    ['a wish for another track', { type: 'transceiverRequest', transceiverRequest: { kind: 'audio' } }],
    ['a polluted prototype', JSON.parse('{"__proto__":{"type":"offer"},"sdp":"v=0"}')],
  ])('DC6 drops %s', (_, signal) => {
    expect(decodeLinkSignal(JSON.stringify(signal))).toBeNull();
  });

  it('DC6 drops text that is no JSON, and text beyond the limit unread', () => {
    expect(decodeLinkSignal('v=0')).toBeNull();
    const padded = JSON.stringify({ type: 'offer', sdp: 'v=0' }) + ' '.repeat(maxMediaSignalCharacters);
    expect(decodeLinkSignal(padded)).toBeNull();
  });
});
