import type { CodecContext, FormatContext, Frame, Packet } from 'node-av/lib';
import type { Ffmpeg } from './ffmpeg-library.ts';
import type { ScreenInput } from './ffmpeg-screens.ts';

/** Pixels of a whole screen as FFmpeg has them; to be looked at before the next `read`, and not kept. */
export type ScreenFrame = {
  readonly width: number;
  readonly height: number;
  readonly bytes: Buffer;
  /** From one row's beginning to the next one's. */
  readonly strideBytes: number;
};

/** Reads one screen, picture by picture, through one of FFmpeg's devices. */
export class FfmpegScreenReader {
  readonly #ffmpeg: Ffmpeg;
  readonly #input: FormatContext;
  readonly #decoder: CodecContext;
  readonly #packet: Packet;
  readonly #frame: Frame;
  #reading: Promise<ScreenFrame | null> = Promise.resolve(null);
  #isClosed = false;

  /** The first of the ways that opens; null if none does. */
  static async open(ffmpeg: Ffmpeg, inputs: readonly ScreenInput[]): Promise<FfmpegScreenReader | null> {
    for (const input of inputs) {
      const reader = await FfmpegScreenReader.#openInput(ffmpeg, input);
      if (reader !== null) return reader;
    }
    return null;
  }

  static async #openInput(ffmpeg: Ffmpeg, { format, url, options }: ScreenInput): Promise<FfmpegScreenReader | null> {
    const { library } = ffmpeg;
    const device = library.InputFormat.findInputFormat(format);
    if (device === null) return null;
    const input = new library.FormatContext();
    const failure = await input.openInput(url, device, library.Dictionary.fromObject(options));
    const parameters = failure < 0 ? undefined : input.streams[0]?.codecpar;
    const codec = parameters && library.Codec.findDecoder(parameters.codecId);
    if (parameters === undefined || !codec) {
      if (failure >= 0) await input.closeInput();
      return null;
    }
    // GDI hands out bitmap files, desktop duplication FFmpeg's own frames, the others bare pixels: a decoder for each.
    const decoder = new library.CodecContext();
    decoder.allocContext3(codec);
    decoder.parametersToContext(parameters);
    decoder.threadCount = 1; // Several would hold pictures back.
    const reader = new FfmpegScreenReader(ffmpeg, input, decoder);
    if ((await decoder.open2(codec)) >= 0) return reader;
    await reader.close();
    return null;
  }

  private constructor(ffmpeg: Ffmpeg, input: FormatContext, decoder: CodecContext) {
    this.#ffmpeg = ffmpeg;
    this.#input = input;
    this.#decoder = decoder;
    this.#packet = new ffmpeg.library.Packet();
    this.#packet.alloc();
    this.#frame = new ffmpeg.library.Frame();
    this.#frame.alloc();
  }

  /** The screen as it is now; may wait for the device. Null if it gives none any more. One call at a time. */
  async read(): Promise<ScreenFrame | null> {
    if (this.#isClosed) return null;
    this.#reading = this.#read();
    return this.#reading;
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#reading;
    await this.#input.closeInput();
    this.#decoder.freeContext();
    this.#frame.free();
    this.#packet.free();
  }

  async #read(): Promise<ScreenFrame | null> {
    if ((await this.#input.readFrame(this.#packet)) < 0) return null;
    const sent = await this.#decoder.sendPacket(this.#packet);
    this.#packet.unref();
    if (sent < 0 || (await this.#decoder.receiveFrame(this.#frame)) < 0) return null;
    const { constants } = this.#ffmpeg;
    const { width, height, format, linesize } = this.#frame;
    if (format !== constants.AV_PIX_FMT_BGR0 && format !== constants.AV_PIX_FMT_BGRA) return null;
    const [bytes, strideBytes] = [this.#frame.data?.[0], linesize[0]];
    if (bytes === undefined || strideBytes === undefined || strideBytes < 4 * width) return null;
    return { width, height, bytes, strideBytes };
  }
}
