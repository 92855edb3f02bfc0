import { availableParallelism } from 'node:os';
import type { FFEncoderCodec } from 'node-av/constants';
import type { CodecContext, Frame, Packet, SoftwareScaleContext } from 'node-av/lib';
import type { Clock } from '#shared/std/core/clock.ts';
import type { Logger } from '#shared/std/core/logger.ts';
import { contains, type Area } from '#shared/std/screen/area.ts';
import { blankPicture, type Picture } from '#shared/std/screen/picture.ts';
import type { VideoCodec } from '#shared/std/screen/screen-message.ts';
import type { OpenVideoEncoder, VideoChunk, VideoEncoder } from '#shared/std/screen/video-encoder.ts';
import { encoderChoices, type EncoderChoice } from './ffmpeg-encoders.ts';
import type { Ffmpeg } from './ffmpeg-library.ts';

export type FfmpegVideoEncoderOptions = {
  readonly platform: NodeJS.Platform;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Called for every stream; loads at most once. */
  readonly loadFfmpeg: () => Promise<Ffmpeg | null>;
};

type StreamOptions = Parameters<OpenVideoEncoder>[0];

const millisecondsPerSecond = 1_000;
/** What rate control of encoders that cannot take times is told; frames come as they come. */
const nominalFrameRate = 30;
/** A picture may be as large as what the link carries in this time, so that none holds up what follows for longer. */
const rateBufferMs = 150;
/** The longest step of FFmpeg's conversions, in bytes. */
const vectorBytes = 64;
/** More slices than these cost bits and save no time. */
const maxThreads = 4;

/** Opens video streams by FFmpeg: in hardware where an encoder opens, else by x264. */
export function makeFfmpegVideoEncoderOpener(options: FfmpegVideoEncoderOptions): OpenVideoEncoder {
  /** Encoders that did not open here once will not at the next try either. */
  const useless = new Set<string>();
  return async (stream) => {
    const ffmpeg = await options.loadFfmpeg();
    if (ffmpeg === null) return null;
    for (const choice of encoderChoices(options.platform, stream.codecs)) {
      if (useless.has(choice.name)) continue;
      const encoder = await tryToOpen(ffmpeg, choice, stream, options);
      if (encoder !== null) {
        options.logger.debug('screen.videoOpened', {
          encoder: choice.name,
          size: `${stream.codedWidth}x${stream.codedHeight}`,
        });
        return encoder;
      }
      useless.add(choice.name);
    }
    return null;
  };
}

/** What an encoder throws at its opening is a driver's failure like any other: the next one is tried. */
async function tryToOpen(
  ffmpeg: Ffmpeg,
  choice: EncoderChoice,
  stream: StreamOptions,
  { clock, logger }: FfmpegVideoEncoderOptions,
): Promise<FfmpegVideoEncoder | null> {
  try {
    return await FfmpegVideoEncoder.open(ffmpeg, choice, stream, clock);
  } catch (error) {
    logger.warn('screen.videoFailed', { encoder: choice.name, error: String(error) });
    return null;
  }
}

/** One stream: an area of the screen is converted, scaled and encoded in FFmpeg's own threads. */
class FfmpegVideoEncoder implements VideoEncoder {
  readonly codec: VideoCodec;
  readonly #ffmpeg: Ffmpeg;
  readonly #stream: StreamOptions;
  readonly #clock: Clock;
  readonly #context: CodecContext;
  readonly #scaler: SoftwareScaleContext;
  readonly #frame: Frame;
  readonly #packet: Packet;
  /** The converted picture; `#frame` points into it, so it has to live as long. */
  readonly #planes: readonly Buffer[];
  readonly #strides: readonly number[];
  readonly #startMs: number;
  #lastMs = -1;
  #isBusy = false;
  #isClosed = false;

  /** Null if this encoder is not to be had here, or holds pictures back. */
  static async open(
    ffmpeg: Ffmpeg,
    choice: EncoderChoice,
    stream: StreamOptions,
    clock: Clock,
  ): Promise<FfmpegVideoEncoder | null> {
    const codec = ffmpeg.library.Codec.findEncoderByName(choice.name as FFEncoderCodec);
    if (codec === null) return null;
    const context = new ffmpeg.library.CodecContext();
    context.allocContext3(codec);
    setUp(context, ffmpeg, choice, stream);
    if ((await context.open2(codec)) < 0) {
      context.freeContext();
      return null;
    }
    const encoder = new FfmpegVideoEncoder(ffmpeg, choice, stream, context, clock);
    // x264 is known to answer each picture at once. Of hardware it depends on the driver, so it has to show it.
    if (choice.name === 'libx264' || (await encoder.#answersAtOnce())) return encoder;
    encoder.close();
    return null;
  }

  private constructor(
    ffmpeg: Ffmpeg,
    choice: EncoderChoice,
    stream: StreamOptions,
    context: CodecContext,
    clock: Clock,
  ) {
    const { library, constants } = ffmpeg;
    const { codedWidth, codedHeight } = stream;
    this.codec = choice.codec;
    this.#ffmpeg = ffmpeg;
    this.#stream = stream;
    this.#clock = clock;
    this.#startMs = clock.monotonicMs();
    this.#context = context;
    const pixelFormat = pixelFormatOf(ffmpeg, choice);
    this.#scaler = new library.SoftwareScaleContext();
    this.#scaler.getContext(
      stream.width,
      stream.height,
      constants.AV_PIX_FMT_BGR0,
      codedWidth,
      codedHeight,
      pixelFormat,
      constants.SWS_FAST_BILINEAR,
    );
    this.#frame = new library.Frame();
    this.#frame.alloc();
    this.#frame.width = codedWidth;
    this.#frame.height = codedHeight;
    this.#frame.format = pixelFormat;
    const [luma, chroma] = [codedWidth * codedHeight, (codedWidth * codedHeight) / 4];
    // swscale writes whole vectors: the last row may go on for a few bytes behind its end.
    const whole = Buffer.alloc(luma + 2 * chroma + vectorBytes).subarray(0, luma + 2 * chroma);
    // Without memory of its own the frame is copied by the encoder when it takes it: a third of a millisecond, and no trap.
    this.#frame.fromBuffer(whole);
    const isPlanar = choice.pixels === 'yuv420p';
    this.#planes = isPlanar
      ? [whole.subarray(0, luma), whole.subarray(luma, luma + chroma), whole.subarray(luma + chroma)]
      : [whole.subarray(0, luma), whole.subarray(luma)];
    this.#strides = isPlanar ? [codedWidth, codedWidth / 2, codedWidth / 2] : [codedWidth, codedWidth];
    this.#packet = new library.Packet();
    this.#packet.alloc();
  }

  async encode(picture: Picture, area: Area, options: { readonly keyFrame: boolean }): Promise<VideoChunk | null> {
    const whole = { x: 0, y: 0, width: picture.width, height: picture.height };
    // FFmpeg reads where it is told to: outside of the picture that would be any memory of this process.
    if (area.width !== this.#stream.width || area.height !== this.#stream.height || !contains(whole, area)) {
      throw new RangeError('the area is not in the picture, or not what the stream was opened for');
    }
    if (this.#isBusy) throw new Error('one picture at a time');
    if (this.#isClosed) return null;
    this.#isBusy = true;
    try {
      return await this.#encode(picture, area, options.keyFrame);
    } finally {
      this.#isBusy = false;
      if (this.#isClosed) this.#free();
    }
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (!this.#isBusy) this.#free();
  }

  async #encode(picture: Picture, area: Area, keyFrame: boolean): Promise<VideoChunk | null> {
    const { constants } = this.#ffmpeg;
    const strideBytes = 4 * picture.width;
    const offset = picture.pixels.byteOffset + area.y * strideBytes + 4 * area.x;
    const source = Buffer.from(picture.pixels.buffer, offset, (area.height - 1) * strideBytes + 4 * area.width);
    await this.#scaler.scale([source], [strideBytes], 0, area.height, [...this.#planes], [...this.#strides]);
    // Rate control goes by time; two pictures in one millisecond still are two.
    this.#lastMs = Math.max(this.#lastMs + 1, Math.round(this.#clock.monotonicMs() - this.#startMs));
    this.#frame.pts = BigInt(this.#lastMs);
    this.#frame.pictType = keyFrame ? constants.AV_PICTURE_TYPE_I : constants.AV_PICTURE_TYPE_NONE;
    if ((await this.#context.sendFrame(this.#frame)) < 0) return null;
    if ((await this.#context.receivePacket(this.#packet)) < 0) return null;
    const bytes = this.#packet.data;
    const isKey = this.#packet.isKeyframe;
    this.#packet.unref();
    return bytes && { bytes, keyFrame: isKey };
  }

  async #answersAtOnce(): Promise<boolean> {
    const { width, height } = this.#stream;
    const area = { x: 0, y: 0, width, height };
    return (await this.encode(blankPicture(width, height), area, { keyFrame: true })) !== null;
  }

  #free(): void {
    this.#context.freeContext();
    this.#scaler.freeContext();
    this.#frame.free();
    this.#packet.free();
  }
}

function setUp(context: CodecContext, ffmpeg: Ffmpeg, choice: EncoderChoice, stream: StreamOptions): void {
  const { library, constants } = ffmpeg;
  const bitsPerSecond = Math.round(stream.bitsPerSecond);
  const bufferBits = Math.round((bitsPerSecond * rateBufferMs) / millisecondsPerSecond);
  context.width = stream.codedWidth;
  context.height = stream.codedHeight;
  context.pixelFormat = pixelFormatOf(ffmpeg, choice);
  context.timeBase = new library.Rational(1, millisecondsPerSecond);
  context.framerate = new library.Rational(nominalFrameRate, 1);
  context.maxBFrames = 0;
  context.gopSize = 2 ** 30; // Key frames come when they are asked for.
  context.threadCount = Math.min(maxThreads, availableParallelism());
  context.threadType = constants.FF_THREAD_SLICE; // By slices of one picture: threads that take a picture each hold them back.
  if (choice.constantRate) context.bitRate = BigInt(bitsPerSecond);
  context.rcMaxRate = BigInt(bitsPerSecond);
  context.rcBufferSize = bufferBits;
  // What swscale makes of the screen's colours, so that the viewer makes the same of them again.
  context.colorSpace = constants.AVCOL_SPC_SMPTE170M;
  context.colorPrimaries = constants.AVCOL_PRI_BT709;
  context.colorTrc = constants.AVCOL_TRC_IEC61966_2_1;
  context.colorRange = constants.AVCOL_RANGE_MPEG;
  // One by one rather than as a dictionary, which node-av frees twice. An option that an encoder lacks is no harm.
  for (const [name, value] of Object.entries(choice.options)) context.setOption(name, value);
}

function pixelFormatOf({ constants }: Ffmpeg, choice: EncoderChoice) {
  return choice.pixels === 'nv12' ? constants.AV_PIX_FMT_NV12 : constants.AV_PIX_FMT_YUV420P;
}
