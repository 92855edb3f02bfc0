import type { VideoCodec } from '#shared/std/screen/screen-message.ts';
import { plainFrame } from '#shared/std/screen/testing/plain-frame.ts';
import { decoderConfig } from '../screen/lane/video-codecs.ts';

const area = { x: 100, y: 60, width: 320, height: 240 };
const pictureSize = { width: 640, height: 480 };

type Chunk = { readonly bytes: Uint8Array; readonly keyFrame: boolean };

/**
 * Frames of a lane with a video in the middle of a black picture, which goes from one colour to the next; then its end, and what is
 * sent around it afterwards. Null where this browser cannot encode the codec.
 */
export async function videoFrames(
  codec: VideoCodec,
  colours: readonly string[],
): Promise<readonly Uint8Array[] | null> {
  const chunks = await encodeColours(codec, colours);
  if (chunks === null) return null;
  const video = chunks.map(({ bytes, keyFrame }, index) =>
    plainFrame(2 + index, {
      video: {
        area,
        codec,
        codedWidth: area.width,
        codedHeight: area.height,
        keyFrame,
        firstOfStream: index === 0,
        bytes,
      },
    }),
  );
  const next = 2 + video.length;
  return [
    plainFrame(1, { size: pictureSize }),
    ...video,
    plainFrame(next, { videoEnded: true }),
    // A move to the left of the video and one to its right: the smallest area around both has the video in it.
    plainFrame(next + 1, {
      moves: [
        { to: { x: 0, y: 100, width: 50, height: 50 }, fromX: 0, fromY: 0 },
        { to: { x: 500, y: 100, width: 50, height: 50 }, fromX: 0, fromY: 0 },
      ],
    }),
  ];
}

async function encodeColours(codec: VideoCodec, colours: readonly string[]): Promise<readonly Chunk[] | null> {
  const config: VideoEncoderConfig = {
    codec: decoderConfig(codec, area.width, area.height).codec,
    width: area.width,
    height: area.height,
    latencyMode: 'realtime',
    bitrate: 2_000_000,
    ...(codec === 'h264' ? { avc: { format: 'annexb' } } : {}),
  };
  const { supported } = await VideoEncoder.isConfigSupported(config);
  if (supported !== true) return null;
  const chunks: Chunk[] = [];
  const failures: unknown[] = [];
  const encoder = new VideoEncoder({
    output: (chunk) => {
      const bytes = new Uint8Array(chunk.byteLength);
      chunk.copyTo(bytes);
      chunks.push({ bytes, keyFrame: chunk.type === 'key' });
    },
    error: (error) => failures.push(error),
  });
  encoder.configure(config);
  const canvas = new OffscreenCanvas(area.width, area.height);
  const context = canvas.getContext('2d');
  for (const [index, colour] of colours.entries()) {
    if (context === null) throw new Error('a new canvas has no context yet');
    context.fillStyle = colour;
    context.fillRect(0, 0, area.width, area.height);
    const picture = new VideoFrame(canvas, { timestamp: index * 33_000 });
    encoder.encode(picture, { keyFrame: index === 0 });
    picture.close();
  }
  await encoder.flush();
  encoder.close();
  if (failures.length > 0) throw new Error(`the video could not be encoded: ${String(failures[0])}`);
  return chunks;
}
