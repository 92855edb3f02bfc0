import type { Area } from '#shared/std/screen/area.ts';
import type { VideoPiece } from '#shared/std/screen/frame-format.ts';
import type { AppliedFrame } from '#shared/std/screen/picture-decoder.ts';
import type { VideoCodec } from '#shared/std/screen/screen-message.ts';
import type { FrameDecoder, FramePiece } from './frame-decoder.ts';
import type { DrawnFrame } from './lane-wire.ts';
import { maxWaitingFrames } from './lane-limits.ts';

/** Where a lane is drawn. */
export interface LaneSurface<Video> {
  /** A new picture of this size; its pixels stay where they are until the next. */
  resize(width: number, height: number, pixels: Uint32Array): void;
  /** Shows what `pixels` has there. */
  show(area: Area): void;
  /** Shows a picture of a video there, and lets go of it. */
  showVideo(picture: Video, area: Area): void;
  /** Writes into the pixels what is shown there. */
  readBack(area: Area): void;
}

/** Decodes the videos of a lane, one stream after another. */
export interface VideoPictures<Video> {
  /** Null if it cannot be decoded: the stream is of no more use. */
  decode(piece: VideoPiece): Promise<Video | null>;
  /** A picture that is not shown any more. */
  release(picture: Video): void;
  /** The stream has ended. */
  end(): void;
}

export type LanePainterOptions<Video> = {
  readonly surface: LaneSurface<Video>;
  readonly video: VideoPictures<Video>;
  readonly openDecoder: () => FrameDecoder;
  readonly onDrawn: (frame: DrawnFrame) => void;
  readonly onSkipped: (bytes: number) => void;
  /** Draws nothing more until `restart`. */
  readonly onBroken: (why: 'malformed' | 'video', codec: VideoCodec | null) => void;
};

/** Draws one lane, frame by frame in order. A frame with video waits for its picture, and what comes after waits for it. */
export class LanePainter<Video> {
  readonly #options: LanePainterOptions<Video>;
  #decoder: FrameDecoder;
  #state: 'awaitingWhole' | 'running' | 'broken' = 'awaitingWhole';
  #waiting: { readonly frame: Uint8Array; readonly bytes: number }[] = [];
  /** Counts restarts: a video's picture that comes after one belongs to nothing any more. */
  #epoch = 0;
  #busy = false;
  /** Of pieces whose frame is not whole yet. */
  #bytes = 0;
  #exact = false;

  constructor(options: LanePainterOptions<Video>) {
    this.#options = options;
    this.#decoder = options.openDecoder();
  }

  /** The screen itself, or null if what is shown is not that exactly: a video, or nothing yet. */
  get exactPicture(): { readonly width: number; readonly height: number; readonly pixels: Uint32Array } | null {
    return this.#exact && this.#state === 'running' ? this.#decoder : null;
  }

  get hasPicture(): boolean {
    return this.#state === 'running';
  }

  add(piece: FramePiece): void {
    this.#bytes += piece.bytes.length;
    if (this.#state === 'broken') {
      this.#skip();
      return;
    }
    const frame = this.#decoder.add(piece);
    if (frame === null) return;
    if (frame === 'malformed' || this.#waiting.length >= maxWaitingFrames) {
      this.#break('malformed', null);
    } else {
      this.#waiting.push({ frame, bytes: this.#bytes });
      this.#bytes = 0;
      this.#work();
    }
  }

  restart(): void {
    this.#epoch++;
    this.#busy = false;
    this.#exact = false;
    this.#options.video.end();
    this.#decoder = this.#options.openDecoder();
    this.#state = 'awaitingWhole';
    this.#skip();
  }

  close(): void {
    this.#epoch++;
    this.#skip();
    this.#state = 'broken';
    this.#options.video.end();
  }

  #work(): void {
    while (!this.#busy) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      this.#draw(next.frame, next.bytes);
    }
  }

  #draw(frame: Uint8Array, bytes: number): void {
    if (this.#state === 'awaitingWhole' && !this.#decoder.beginsAnew(frame)) {
      this.#options.onSkipped(bytes);
      return;
    }
    const applied = this.#decoder.apply(frame);
    if (!applied.ok) {
      this.#bytes += bytes;
      this.#break('malformed', null);
      return;
    }
    this.#state = 'running';
    const { full, dirtyAreas, video, videoEnded, endedVideo } = applied.value;
    const { surface } = this.#options;
    if (full) surface.resize(this.#decoder.width, this.#decoder.height, this.#decoder.pixels);
    for (const area of dirtyAreas) surface.show(area);
    // What it showed last goes into the pixels, which knew nothing of it: what comes next may lie around it.
    if (endedVideo !== null) surface.readBack(endedVideo);
    if (full || videoEnded) this.#options.video.end();
    if (video === null) this.#drawn(applied.value, bytes);
    else void this.#drawVideo(applied.value, bytes, video);
  }

  async #drawVideo(applied: AppliedFrame, bytes: number, piece: VideoPiece): Promise<void> {
    const epoch = this.#epoch;
    this.#busy = true;
    const picture = await this.#options.video.decode(piece);
    if (epoch !== this.#epoch) {
      if (picture !== null) this.#options.video.release(picture);
      this.#options.onSkipped(bytes);
      return;
    }
    this.#busy = false;
    if (picture === null) {
      this.#bytes += bytes;
      this.#break('video', piece.codec);
      return;
    }
    this.#options.surface.showVideo(picture, piece.area);
    this.#drawn(applied, bytes);
    this.#work();
  }

  #drawn({ sequence, dirty, bytesByKind, loopMs, exact }: AppliedFrame, bytes: number): void {
    const { width, height } = this.#decoder;
    this.#exact = exact;
    this.#options.onDrawn({ sequence, width, height, dirty, bytes, bytesByKind, loopMs, exact });
  }

  /** Nothing that waits will be drawn. */
  #skip(): void {
    const bytes = this.#waiting.reduce((sum, next) => sum + next.bytes, this.#bytes);
    this.#waiting = [];
    this.#bytes = 0;
    this.#options.onSkipped(bytes);
  }

  #break(why: 'malformed' | 'video', codec: VideoCodec | null): void {
    this.#state = 'broken';
    this.#skip();
    this.#options.onBroken(why, codec);
  }
}
