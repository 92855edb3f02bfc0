import type { Clock } from '#shared/std/core/clock.ts';
import type { VideoPiece } from '#shared/std/screen/frame-format.ts';
import { videoPictureTimeoutMs } from './lane-limits.ts';
import type { VideoPictures } from './lane-painter.ts';
import { decoderConfig } from './video-codecs.ts';

/** WebCodecs' decoder, one picture in and one out. */
export class WebCodecsPictures implements VideoPictures<VideoFrame> {
  readonly #clock: Clock;
  #decoder: VideoDecoder | null = null;
  #settle: (picture: VideoFrame | null) => void = () => {};

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  decode(piece: VideoPiece): Promise<VideoFrame | null> {
    try {
      if (piece.firstOfStream) this.#open(piece);
    } catch {
      return Promise.resolve(null); // A size or a codec that this browser refuses at once.
    }
    const decoder = this.#decoder;
    if (decoder === null || decoder.state !== 'configured') return Promise.resolve(null);
    return new Promise((resolve) => {
      const stopTimer = this.#clock.after(videoPictureTimeoutMs, () => this.#settle(null));
      this.#settle = (picture) => {
        stopTimer();
        this.#settle = (late) => late?.close();
        resolve(picture);
      };
      try {
        // The order is all that counts: each picture is shown when it is there.
        decoder.decode(
          new EncodedVideoChunk({ type: piece.keyFrame ? 'key' : 'delta', timestamp: 0, data: ownBytes(piece.bytes) }),
        );
      } catch {
        this.#settle(null); // A stream that does not begin with a key frame is refused in this way.
      }
    });
  }

  end(): void {
    this.#settle(null);
    if (this.#decoder !== null && this.#decoder.state !== 'closed') this.#decoder.close();
    this.#decoder = null;
  }

  release(picture: VideoFrame): void {
    picture.close();
  }

  #open({ codec, codedWidth, codedHeight }: VideoPiece): void {
    this.end();
    const decoder: VideoDecoder = new VideoDecoder({
      output: (picture) => {
        if (this.#decoder === decoder) this.#settle(picture);
        else picture.close();
      },
      error: () => {
        if (this.#decoder === decoder) this.#settle(null);
      },
    });
    this.#decoder = decoder;
    decoder.configure(decoderConfig(codec, codedWidth, codedHeight));
  }
}

/** WebCodecs does not take shared memory, which is what the type of the bytes leaves open. */
function ownBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : new Uint8Array(bytes);
}
