const videoSection = /^m=video [^\r\n]*/m;

/**
 * Writes Chromium's `x-google-start-bitrate` into an answer, for every video format of it. Without it the estimate begins
 * at 300 kbit/s and a full screen of text takes seconds to come through. The sender reads it from the answer it was given.
 */
export function withStartBitrate(answer: string, bitsPerSecond: number): string {
  const formats = videoSection.exec(answer)?.[0].split(' ').slice(3) ?? [];
  const parameter = `x-google-start-bitrate=${Math.round(bitsPerSecond / 1000)}`;
  let sdp = answer;
  for (const format of formats) {
    if (!/^\d{1,3}$/.test(format)) continue; // Not a format, and about to become part of a pattern.
    const existing = new RegExp(`^a=fmtp:${format} `, 'm');
    sdp = existing.test(sdp)
      ? sdp.replace(existing, `a=fmtp:${format} ${parameter};`)
      : sdp.replace(
          new RegExp(`^a=rtpmap:${format} [^\\r\\n]*`, 'm'),
          (map) => `${map}\r\na=fmtp:${format} ${parameter}`,
        );
  }
  return sdp;
}
