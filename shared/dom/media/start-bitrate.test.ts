import { describe, expect, it } from 'vitest';
import { withStartBitrate } from './start-bitrate.ts';

const answer = [
  'v=0',
  'm=video 9 UDP/TLS/RTP/SAVPF 45 96',
  'a=rtpmap:45 AV1/90000',
  'a=fmtp:45 level-idx=5;profile=0;tier=0',
  'a=rtpmap:96 VP8/90000',
  'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
  '',
].join('\r\n');

describe('withStartBitrate', () => {
  it('adds the bit rate to formats with parameters and to formats without', () => {
    const lines = withStartBitrate(answer, 15_000_000).split('\r\n');
    expect(lines).toContain('a=fmtp:45 x-google-start-bitrate=15000;level-idx=5;profile=0;tier=0');
    expect(lines[lines.indexOf('a=rtpmap:96 VP8/90000') + 1]).toBe('a=fmtp:96 x-google-start-bitrate=15000');
    expect(lines).toHaveLength(8);
  });

  it('leaves an answer without video as it is', () => {
    const other = 'v=0\r\nm=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n';
    expect(withStartBitrate(other, 1_000_000)).toBe(other);
  });

  it('survives formats that are patterns', () => {
    const hostile = 'v=0\r\nm=video 9 UDP/TLS/RTP/SAVPF ( [ .* $&\r\na=rtpmap:96 VP8/90000\r\n';
    expect(() => withStartBitrate(hostile, 1_000_000)).not.toThrow();
  });
});
