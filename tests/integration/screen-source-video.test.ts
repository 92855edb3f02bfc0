import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadFfmpeg, type Ffmpeg } from '#applet/main/screen/ffmpeg-library.ts';
import { makeFfmpegVideoEncoderOpener } from '#applet/main/screen/ffmpeg-video-encoder.ts';
import { systemClock } from '#shared/node/system-clock.ts';
import { silentLogger } from '#shared/std/core/logger.ts';
import { blankPicture, type Picture } from '#shared/std/screen/picture.ts';
import type { VideoCodec } from '#shared/std/screen/screen-message.ts';
import type { VideoChunk, VideoEncoder } from '#shared/std/screen/video-encoder.ts';

let ffmpeg: Ffmpeg;

beforeAll(async () => {
  const loaded = await loadFfmpeg(silentLogger);
  if (loaded === null) throw new Error('FFmpeg is not installed here');
  ffmpeg = loaded;
});

const openVideo = makeFfmpegVideoEncoderOpener({
  platform: process.platform,
  clock: systemClock,
  logger: silentLogger,
  loadFfmpeg: async () => loadFfmpeg(silentLogger),
});

const area = { x: 30, y: 20, width: 320, height: 200 };

async function open(codecs: readonly VideoCodec[], scale = 1): Promise<VideoEncoder> {
  const encoder = await openVideo({
    codecs,
    width: area.width,
    height: area.height,
    codedWidth: area.width / scale,
    codedHeight: area.height / scale,
    bitsPerSecond: 8_000_000,
  });
  if (encoder === null) throw new Error('no encoder opened');
  return encoder;
}

/** Two halves of one colour each inside the area, and a third that is to be seen nowhere around it. */
function paint(left: number, right: number): Picture {
  const picture = blankPicture(400, 300);
  picture.pixels.fill(0x00ff00);
  for (let y = area.y; y < area.y + area.height; y += 1) {
    const row = y * picture.width + area.x;
    picture.pixels.fill(left, row, row + area.width / 2);
    picture.pixels.fill(right, row + area.width / 2, row + area.width);
  }
  return picture;
}

/** What a viewer makes of the chunks: how many pictures, how large, and the last one's brightness, row by row. */
function decode(codec: VideoCodec, chunks: readonly VideoChunk[]) {
  const { library, constants } = ffmpeg;
  const decoder = library.Codec.findDecoder(codec === 'h264' ? constants.AV_CODEC_ID_H264 : constants.AV_CODEC_ID_AV1);
  const context = new library.CodecContext();
  context.allocContext3(decoder);
  context.threadCount = 1;
  expect(context.open2Sync(decoder)).toBe(0);
  const [packet, frame] = [new library.Packet(), new library.Frame()];
  packet.alloc();
  frame.alloc();
  const seen = { frames: 0, width: 0, height: 0, brightness: Buffer.alloc(0) };
  const receive = (): void => {
    while (context.receiveFrameSync(frame) >= 0) {
      seen.frames += 1;
      Object.assign(seen, { width: frame.width, height: frame.height, brightness: frame.toBuffer() });
    }
  };
  for (const { bytes } of chunks) {
    packet.data = Buffer.from(bytes);
    expect(context.sendPacketSync(packet)).toBe(0);
    receive();
  }
  context.sendPacketSync(null);
  receive();
  context.freeContext();
  return seen;
}

const startCode = Buffer.from([0, 0, 0, 1]);
/** The types of the units that an H.264 chunk in Annex B consists of. */
function unitTypes(bytes: Uint8Array): number[] {
  const types: number[] = [];
  const buffer = Buffer.from(bytes);
  for (let at = buffer.indexOf(startCode.subarray(1)); at !== -1; at = buffer.indexOf(startCode.subarray(1), at + 3)) {
    types.push((buffer[at + 3] ?? 0) & 0x1f);
  }
  return types;
}

describe('video of an area of the screen', () => {
  it('has parameters in each key frame, and key frames when they are asked for and at no other time', async () => {
    const encoder = await open(['h264']);
    const keys: boolean[] = [];
    for (let index = 0; index < 40; index += 1) {
      const chunk = await encoder.encode(paint(index * 0x050301, 0xff0000), area, {
        keyFrame: index === 0 || index === 25,
      });
      if (chunk === null) throw new Error('no chunk');
      keys.push(chunk.keyFrame);
      const types = unitTypes(chunk.bytes);
      expect([types.includes(7), types.includes(8), types.includes(5)]).toEqual(Array(3).fill(chunk.keyFrame));
    }
    encoder.close();
    expect(keys.flatMap((isKey, index) => (isKey ? [index] : []))).toEqual([0, 25]);
  });

  it.each([
    ['h264', 1],
    ['h264', 2],
    ['av1', 2],
  ] as const)(
    'as %s at 1/%i: one chunk for each picture, decoded in the size that was asked for',
    async (codec, scale) => {
      const encoder = await open([codec], scale);
      const chunks: VideoChunk[] = [];
      for (let index = 0; index < 5; index += 1) {
        const chunk = await encoder.encode(paint(0xffffff, index), area, { keyFrame: index === 0 });
        if (chunk === null) throw new Error('no chunk');
        chunks.push(chunk);
      }
      encoder.close();
      expect(chunks[0]?.keyFrame).toBe(true);
      const decoded = decode(codec, chunks);
      const { width, brightness } = decoded;
      expect(decoded).toMatchObject({ frames: 5, width: area.width / scale, height: area.height / scale });
      // White and black of video, up to the area's very corners: nothing of the green around it.
      const corners = [0, width - 1, 99 * width, 100 * width - 1].map((at) => brightness[at] ?? 0);
      expect(corners.map((value) => (value > 228 ? 'white' : value < 24 ? 'black' : value))).toEqual([
        'white',
        'black',
        'white',
        'black',
      ]);
    },
  );

  it('never reads outside of the picture', async () => {
    const encoder = await open(['h264']);
    const picture = paint(1, 2);
    await expect(encoder.encode(picture, { ...area, x: 81 }, { keyFrame: true })).rejects.toThrow('not in the picture');
    await expect(encoder.encode(picture, { ...area, y: -1 }, { keyFrame: true })).rejects.toThrow('not in the picture');
    await expect(encoder.encode(picture, { ...area, width: 100 }, { keyFrame: true })).rejects.toThrow('opened for');
    encoder.close();
  });

  it('can be closed while a picture is being encoded, and then encodes none', async () => {
    const encoder = await open(['h264']);
    const encoding = encoder.encode(paint(1, 2), area, { keyFrame: true });
    encoder.close();
    expect(await encoding).not.toBeNull();
    expect(await encoder.encode(paint(1, 2), area, { keyFrame: true })).toBeNull();
    encoder.close();
  });

  it('leaves nothing that the garbage collector could free a second time', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    for (let round = 0; round < 12; round += 1) {
      const encoder = await open(['h264']);
      await encoder.encode(paint(round, 2), area, { keyFrame: true });
      encoder.close();
      collect();
    }
    expect(process.memoryUsage.rss()).toBeLessThan(1_000_000_000);
  });

  it('is none where the viewer decodes nothing that could be encoded, or FFmpeg is not installed', async () => {
    const stream = { codecs: [], width: 320, height: 200, codedWidth: 320, codedHeight: 200, bitsPerSecond: 1_000_000 };
    expect(await openVideo(stream)).toBeNull();
    const withoutFfmpeg = makeFfmpegVideoEncoderOpener({
      platform: process.platform,
      clock: systemClock,
      logger: silentLogger,
      loadFfmpeg: async () => null,
    });
    expect(await withoutFfmpeg({ ...stream, codecs: ['h264'] })).toBeNull();
  });
});
