import { videoCodecs, type VideoCodec } from '#shared/std/screen/screen-message.ts';

/** What WebCodecs is asked for: 1920 x 1080 at 30 a second. The stream itself says what it really is. */
const codecStrings: Readonly<Record<VideoCodec, readonly string[]>> = {
  // Constrained baseline and high, level 4.0.
  h264: ['avc1.42E028', 'avc1.640028'],
  // Main, level 4.0, 8 bits.
  av1: ['av01.0.08M.08'],
};

export function decoderConfig(codec: VideoCodec, codedWidth: number, codedHeight: number): VideoDecoderConfig {
  const [baseline = '', ...better] = codecStrings[codec];
  return { codec: better.at(-1) ?? baseline, codedWidth, codedHeight, optimizeForLatency: true };
}

/** The codecs that this browser decodes, the best first. None where it has no WebCodecs. */
export async function decodableCodecs(): Promise<readonly VideoCodec[]> {
  if (!('VideoDecoder' in globalThis)) return [];
  const checked = await Promise.all(
    videoCodecs.map(async (codec) => {
      const answers = await Promise.all(
        codecStrings[codec].map((name) => VideoDecoder.isConfigSupported({ codec: name, optimizeForLatency: true })),
      );
      return answers.every(({ supported }) => supported === true) ? [codec] : [];
    }),
  );
  return checked.flat();
}
