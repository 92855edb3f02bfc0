import { describe, expect, it } from 'vitest';
import { maxCandidateCharacters } from '../protocol/limits.ts';
import { isUsableCandidate } from './check-candidate.ts';

const at = (place: string, transport = 'UDP', rest = 'typ host'): string =>
  `candidate:1 1 ${transport} 2116026111 ${place} 50000 ${rest}`;

describe('isUsableCandidate', () => {
  it.each([
    ['of node-datachannel', `a=${at('192.168.1.5')}`],
    ['of IPv6', at('fe80::1c2d:3eff:fe4f:5a6b')],
    ['of IPv4 inside IPv6', at('::ffff:192.0.2.1')],
    ['of Chromium', at('10.0.0.7', 'udp', 'typ host generation 0 ufrag EsAw network-id 1 network-cost 10')],
    ['of Chromium without permission to say its address', at('1b2c3d4e-5f60-4a1b-8c2d-3e4f5a6b7c8d.local', 'udp')],
    ['as a server saw it', at('198.51.100.3', 'udp', 'typ srflx raddr 10.0.0.7 rport 50000')],
    ['of Firefox', 'candidate:0 1 UDP 2122252543 192.0.2.7 49203 typ host'],
  ])('DC1 an address %s', (_, text) => {
    expect(isUsableCandidate(text)).toBe(true);
  });

  it.each([
    ['name, which would be looked up', at('tracker.example.org')],
    ['name of this computer', at('localhost')],
    ['name in the local network', at('printer.local')],
    ['number that some take for an address', at('2130706433')],
    ['port by TCP', at('192.0.2.1', 'tcp', 'typ host tcptype passive')],
    ['kind that there is not', at('192.0.2.1', 'UDP', 'typ other')],
    ['second line', `${at('192.0.2.1')}\r\na=fingerprint:sha-256 00`],
    ['nothing', ''],
    ['far too long one', at('192.0.2.1', 'UDP', `typ host ${'x'.repeat(maxCandidateCharacters)}`)],
  ])('DC1 no %s', (_, text) => {
    expect(isUsableCandidate(text)).toBe(false);
  });
});
