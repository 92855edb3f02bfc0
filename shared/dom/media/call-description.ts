const sectionStart = /^m=([a-z]+) /gm;
const sections = ['application', 'audio', 'video'];

/**
 * A description as the other end of a call may send it: one picture, one voice and the channel that tells whether the connection
 * stands, in any order, which differs between browsers. Null for any other. Addresses inside are left out: each is
 * sent by itself as well, and looked at there.
 */
export function callDescription(sdp: string): string | null {
  const kinds = Array.from(sdp.matchAll(sectionStart), ([, kind]) => kind);
  if (kinds.length !== sections.length || sections.some((kind) => !kinds.includes(kind))) return null;
  return withVoiceSettings(sdp.replaceAll(/^a=(candidate:|end-of-candidates)[^\r\n]*\r?\n/gm, ''));
}

/**
 * Asks this end's Opus, in the words of the other end, to repair lost packets from the next one and to send next to nothing
 * while nobody speaks. Browsers do the first by themselves, the second only when asked.
 */
function withVoiceSettings(sdp: string): string {
  const format = /^a=rtpmap:(\d{1,3}) opus\/48000/im.exec(sdp)?.[1];
  if (format === undefined) return sdp;
  const wanted = ['useinbandfec=1', 'usedtx=1'];
  const existing = new RegExp(`^a=fmtp:${format} ([^\\r\\n]*)`, 'm');
  if (!existing.test(sdp)) {
    return sdp.replace(
      new RegExp(`^a=rtpmap:${format} [^\\r\\n]*`, 'm'),
      (map) => `${map}\r\na=fmtp:${format} ${wanted.join(';')}`,
    );
  }
  return sdp.replace(existing, (_, given: string) => {
    const others = given.split(';').filter((parameter) => !/^\s*(useinbandfec|usedtx)=/.test(parameter));
    return `a=fmtp:${format} ${[...others, ...wanted].join(';')}`;
  });
}
