import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxDescriptionCandidates, maxDescriptionCharacters } from '../protocol/limits.ts';
import { checkDescription, type DescriptionFailure } from './check-description.ts';

const pairs = Array.from({ length: 32 }, (_, index) => (index + 160).toString(16).toUpperCase());
const digest = pairs.join(':');
const otherDigest = ['00', ...pairs.slice(1)].join(':');
const fingerprint = pairs.join('').toLowerCase();
const good = `a=fingerprint:sha-256 ${digest}`;
const media = 'm=application 9 UDP/DTLS/SCTP webrtc-datachannel';

type Parts = { session?: readonly string[]; media?: readonly string[]; eol?: string };

/** An offer as libdatachannel and Chromium make it, with lines added at either level. */
function offer(parts: Parts): string {
  const head = ['v=0', 'o=- 46117 2 IN IP4 127.0.0.1', 's=-', 't=0 0', 'a=group:BUNDLE 0', 'a=extmap-allow-mixed'];
  const lines = [...head, ...(parts.session ?? []), ...(parts.media ?? [media, 'c=IN IP4 0.0.0.0', good])];
  const eol = parts.eol ?? '\r\n';
  return lines.join(eol) + eol;
}

const candidates = (count: number): string[] =>
  Array.from(
    { length: count },
    (_, index) => `a=candidate:${index} 1 UDP 2116026111 192.0.2.1 ${1024 + index} typ host`,
  );

describe('checkDescription', () => {
  it.each<[string, string]>([
    ['at media level', offer({})],
    ['at session level', offer({ session: [good], media: [media] })],
    ['at both levels, the same', offer({ session: [good], media: [media, good] })],
    ['in lower case', offer({ media: [media, `a=fingerprint:SHA-256 ${digest.toLowerCase()}`] })],
    ['with bare line feeds', offer({ eol: '\n' })],
    ['with as many candidates as allowed', offer({ media: [media, good, ...candidates(maxDescriptionCandidates)] })],
  ])('HS4 reads the fingerprint %s', (_, sdp) => {
    expect(checkDescription(sdp)).toEqual({ ok: true, value: { fingerprint } });
  });

  const hostile: [string, DescriptionFailure, string][] = [
    ['nothing', 'malformed', ''],
    ['no SDP', 'malformed', '{"type":"offer"}'],
    ['an empty line in the middle', 'malformed', offer({ session: [''] })],
    ['two empty lines at the end', 'malformed', `${offer({})}\r\n`],
    [
      'a lone carriage return hiding a line',
      'malformed',
      offer({ session: [`a=x\ra=fingerprint:sha-256 ${otherDigest}`] }),
    ],
    ['a NUL', 'malformed', offer({ session: ['a=x\0y'] })],
    ['a vertical tab', 'malformed', offer({ session: ['a=x\v'] })],
    ['a Unicode line separator', 'malformed', offer({ session: [`a=x\u2028${good}`] })],
    ['letters outside ASCII', 'malformed', offer({ session: ['s=\u0430'] })],
    ['an upper-case line type', 'malformed', offer({ session: [`A=fingerprint:sha-256 ${otherDigest}`] })],
    ['a leading space', 'malformed', offer({ session: [` ${good}`] })],
    ['another version', 'malformed', offer({}).replace('v=0', 'v=1')],
    ['a first line that is not the version', 'malformed', `s=-\r\n${offer({})}`],
    ['more than fits', 'tooLarge', offer({ session: [`a=x:${'x'.repeat(maxDescriptionCharacters)}`] })],
    ['no fingerprint', 'noFingerprint', offer({ media: [media] })],
    ['two fingerprints', 'manyFingerprints', offer({ media: [media, good, `a=fingerprint:sha-256 ${otherDigest}`] })],
    [
      'one fingerprint at session level and another at media level',
      'manyFingerprints',
      offer({ session: [`a=fingerprint:sha-256 ${otherDigest}`] }),
    ],
    ['SHA-1', 'weakFingerprint', offer({ media: [media, `a=fingerprint:sha-1 ${pairs.slice(0, 20).join(':')}`] })],
    [
      'MD5 beside SHA-256',
      'weakFingerprint',
      offer({ session: [`a=fingerprint:md5 ${pairs.slice(0, 16).join(':')}`] }),
    ],
    [
      'SHA-512, which HS4 does not bind',
      'weakFingerprint',
      offer({ session: [`a=fingerprint:sha-512 ${digest}:${digest}`] }),
    ],
    ['an unknown algorithm', 'weakFingerprint', offer({ session: [`a=fingerprint:null ${digest}`] })],
    ['a digest cut short', 'malformed', offer({ media: [media, `a=fingerprint:sha-256 ${digest.slice(3)}`] })],
    ['a digest too long', 'malformed', offer({ media: [media, `a=fingerprint:sha-256 ${digest}:00`] })],
    ['a digest without colons', 'malformed', offer({ media: [media, `a=fingerprint:sha-256 ${pairs.join('')}`] })],
    ['an empty fingerprint', 'malformed', offer({ session: ['a=fingerprint:'] })],
    ['a fingerprint without a digest', 'malformed', offer({ session: ['a=fingerprint:sha-256'] })],
    ['a fingerprint with a tail', 'malformed', offer({ session: [`${good} x`] })],
    [
      'a fingerprint in capitals that only some parsers read',
      'malformed',
      offer({ session: [`a=FINGERPRINT sha-256 ${otherDigest}`] }),
    ],
    [
      'a fingerprint after a space that only some parsers skip',
      'malformed',
      offer({ session: [`a= fingerprint:sha-256 ${otherDigest}`] }),
    ],
    [
      'two digests in one line',
      'malformed',
      offer({ session: [`a=fingerprint:sha-256 ${digest} sha-256 ${otherDigest}`] }),
    ],
    ['no media', 'unexpectedMedia', offer({ media: [good] })],
    ['a camera', 'unexpectedMedia', offer({ media: ['m=video 9 UDP/TLS/RTP/SAVPF 96', good] })],
    [
      'a microphone beside the data',
      'unexpectedMedia',
      offer({ media: [media, good, 'm=audio 9 UDP/TLS/RTP/SAVPF 111'] }),
    ],
    ['two data sections', 'unexpectedMedia', offer({ media: [media, good, media] })],
    ['data without DTLS', 'unexpectedMedia', offer({ media: ['m=application 9 SCTP webrtc-datachannel', good] })],
    ['RTP called application', 'unexpectedMedia', offer({ media: ['m=application 9 UDP/TLS/RTP/SAVPF 96', good] })],
    ['another use of the data section', 'unexpectedMedia', offer({ media: [`${media} x`, good] })],
    [
      'too many candidates',
      'tooManyCandidates',
      offer({ media: [media, good, ...candidates(maxDescriptionCandidates + 1)] }),
    ],
  ];

  it.each(hostile)('HS4 refuses %s as %s', (_, reason, sdp) => {
    expect(checkDescription(sdp)).toEqual({ ok: false, reason });
  });

  it('HS4 never throws, and accepts nothing whose fingerprint it did not read, whatever is changed', () => {
    const base = offer({ session: ['a=ice-ufrag:xy12', 'a=ice-pwd:EBZQcZXtvApoPiWP7RHT2O'] });
    const change = fc.tuple(
      fc.nat(base.length),
      fc.nat(40),
      fc.oneof(fc.string(), fc.constantFrom('\n', '\r', good, media)),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 4 }), (changes) => {
        let sdp = base;
        for (const [at, cut, text] of changes) sdp = sdp.slice(0, at) + text + sdp.slice(at + cut);
        const checked = checkDescription(sdp);
        if (checked.ok) expect(sdp.replaceAll(':', '').toLowerCase()).toContain(`sha-256 ${checked.value.fingerprint}`);
      }),
    );
  });
});
