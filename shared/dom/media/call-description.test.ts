import { describe, expect, it } from 'vitest';
import { callDescription } from './call-description.ts';

const video = 'm=video 9 UDP/TLS/RTP/SAVPF 96\r\na=rtpmap:96 VP8/90000\r\n';
const audio =
  'm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=rtpmap:111 opus/48000/2\r\na=fmtp:111 minptime=10;useinbandfec=1\r\n';
const channel = 'm=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n';
const start = 'v=0\r\n';

describe('callDescription', () => {
  it.each([
    ['Chromium', start + video + audio + channel],
    ['Firefox', start + channel + video + audio],
  ])('CALL7 takes one picture, one voice and the channel, in the order of %s', (_, sdp) => {
    expect(callDescription(sdp)).not.toBeNull();
  });

  it.each([
    ['no voice', start + video + channel],
    ['two pictures', start + video + video + audio],
    ['a fourth line', start + video + audio + channel + video],
    ['another kind', `${start}${video}${audio}m=text 9 UDP/TLS/RTP/SAVPF 98\r\n`],
    ['nothing', start],
  ])('CALL7 drops a description with %s', (_, sdp) => {
    expect(callDescription(sdp)).toBeNull();
  });

  it('CALL7 leaves out addresses, which come one by one and are looked at there', () => {
    const names = 'a=candidate:1 1 UDP 1 tracker.example 9 typ host\r\na=end-of-candidates\r\n';
    const taken = callDescription(start + video + names + audio + names + channel);
    expect(taken).toBe(callDescription(start + video + audio + channel));
    expect(taken).not.toContain('candidate');
  });

  it('asks Opus to repair losses and to be silent in silence, with its other settings as they are', () => {
    expect(callDescription(start + video + audio + channel)).toContain(
      'a=fmtp:111 minptime=10;useinbandfec=1;usedtx=1\r\n',
    );
    const bare = audio.replace(/a=fmtp.*\r\n/, '');
    expect(callDescription(start + video + bare + channel)).toContain(
      'a=rtpmap:111 opus/48000/2\r\na=fmtp:111 useinbandfec=1;usedtx=1\r\n',
    );
  });

  it('survives formats that are patterns', () => {
    const hostile = `${start}${video}${audio.replaceAll('111', '(.*')}${channel}`;
    expect(() => callDescription(hostile)).not.toThrow();
  });
});
