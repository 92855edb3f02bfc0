import type { Area } from '../area.ts';
import { LaneEncoder } from '../lane-encoder.ts';
import type { FrameRoom, ViewerWish } from '../lane-encoder.ts';
import type { AppliedFrame } from '../picture-decoder.ts';
import { PictureDecoder } from '../picture-decoder.ts';
import type { Picture } from '../picture.ts';
import { blankPicture } from '../picture.ts';
import type { OpenVideoEncoder } from '../video-encoder.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { FakeVideo } from './fake-video.ts';

/** Room for whatever there is. */
export const roomy: FrameRoom = { budgetBytes: 1e9, bitsPerSecond: 1e9, loopMs: 10 };

export function samePixelsByLoop(
  a: Uint32Array,
  aOffset: number,
  b: Uint32Array,
  bOffset: number,
  length: number,
): boolean {
  for (let index = 0; index < length; index++) {
    if (a[aOffset + index] !== b[bOffset + index]) return false;
  }
  return true;
}

/** A lane from end to end: a screen, its encoder, and the viewer's picture. */
export class TestLane {
  readonly clock = new FakeClock();
  readonly picture: Picture;
  readonly encoder: LaneEncoder;
  readonly decoder: PictureDecoder;
  readonly video = new FakeVideo(this.clock);

  constructor(options: {
    readonly width: number;
    readonly height: number;
    readonly deflate: (bytes: Uint8Array) => Uint8Array;
    readonly inflate: (bytes: Uint8Array, sizeBytes: number) => Uint8Array;
    readonly openVideo?: OpenVideoEncoder | null;
    readonly wish?: ViewerWish;
  }) {
    this.picture = blankPicture(options.width, options.height);
    this.encoder = new LaneEncoder({
      picture: this.picture,
      samePixels: samePixelsByLoop,
      deflate: options.deflate,
      openVideo: options.openVideo === undefined ? this.video.open : options.openVideo,
      clock: this.clock,
      wish: options.wish ?? { codecs: ['h264'], preference: 'automatic' },
    });
    this.decoder = new PictureDecoder({ inflate: options.inflate });
  }

  /** All of the screen may have changed. */
  touch(): void {
    this.encoder.changed([{ x: 0, y: 0, width: this.picture.width, height: this.picture.height }]);
  }

  /** One frame, drawn. */
  async step(room: FrameRoom = roomy): Promise<AppliedFrame | null> {
    const frame = await this.encoder.next(room);
    if (frame === null) return null;
    const applied = this.decoder.apply(frame.bytes);
    if (!applied.ok) throw new Error('the decoder refuses a frame of the encoder');
    const { endedVideo } = applied.value;
    if (endedVideo !== null) this.#readBack(endedVideo);
    return applied.value;
  }

  /** Frames, one each 16 ms, until the viewer has the screen exactly; how many it took. */
  async settle(room: FrameRoom = roomy): Promise<number> {
    let frames = 0;
    for (let turn = 0; turn < 4_000 && this.encoder.pending !== 'nothing'; turn++) {
      if ((await this.step(room)) !== null) frames++;
      this.clock.advance(16);
    }
    return frames;
  }

  /** What a viewer does when a video is over: what it showed, which was only similar, is what it has. */
  #readBack(area: Area): void {
    const { pixels, width } = this.decoder;
    for (let y = area.y; y < area.y + area.height; y++) {
      pixels.fill(0xff123456, y * width + area.x, y * width + area.x + area.width);
    }
  }

  /** The first pixel in which the viewer's picture is not the screen, or null. */
  difference(): { readonly x: number; readonly y: number } | null {
    const { width, pixels } = this.picture;
    for (let at = 0; at < pixels.length; at++) {
      const pixel = pixels[at] ?? 0;
      const expected = ((pixel & 0xff) << 16) | (pixel & 0xff00) | ((pixel >>> 16) & 0xff);
      if (((this.decoder.pixels[at] ?? 0) & 0xffffff) !== expected) return { x: at % width, y: Math.floor(at / width) };
    }
    return null;
  }
}
