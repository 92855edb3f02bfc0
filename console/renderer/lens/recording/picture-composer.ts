import { every, type Clock } from '#shared/std/core/clock.ts';
import { DisposeBag, type Dispose } from '#shared/std/core/dispose.ts';
import type { DrawingWords, PicturePlace, ShownMark } from '#shared/ui/board/draw-marks.ts';
import type { Size } from '../../input/picture-geometry.ts';
import { HeldFrames, type HeldFramesOptions } from '#shared/dom/media/held-frames.ts';
import { rtpTimestampOf } from '#shared/dom/media/painted-track.ts';
import { readFrames } from '#shared/dom/media/read-frames.ts';
import { drawOnPicture } from '../picture/draw-on-picture.ts';
import { recordedRectangle } from './recorded-size.ts';
import { maxFramesPerSecond, quietFrameMs } from './recording-limits.ts';

/** What lies over the camera's picture at a moment. */
export type PictureOverlay = {
  /** The technician looks at this instead of the camera. */
  readonly frozen: (Size & { readonly image: CanvasImageSource }) | null;
  readonly marks: readonly ShownMark[];
  /** `past`: it shows nothing now, and its last picture must not be taken for the present. `none`: it was taken back. */
  readonly camera: 'live' | 'past' | 'none';
  readonly words: DrawingWords;
};

export type PictureComposerOptions = {
  readonly clock: Clock;
  readonly size: Size;
  /** What lies over a frame of the camera: see `rtpTimestampOf`. */
  readonly overlay: (rtpTimestamp: number | null) => PictureOverlay;
  /** For how long frames are held back until what lies over them is known: see `HeldFrames`. */
  readonly waitMs: HeldFramesOptions['waitMs'];
};

/** A frame that is early by less is not left out: cameras are not that exact. */
const earlyMs = 5;
const firstFrameMs = 1_000;
const leastIntervalMs = 1_000 / maxFramesPerSecond - earlyMs;

/**
 * Makes one track of the camera's picture with the drawings on it. It reads the camera's frames themselves and not what the window
 * draws, because a window that is covered or behind another tab draws nothing.
 */
export class PictureComposer {
  readonly track: MediaStreamTrack;
  readonly #options: PictureComposerOptions;
  readonly #out: CanvasRenderingContext2D;
  /** The camera's last frame, without drawings. */
  readonly #camera: CanvasRenderingContext2D;
  readonly #writer: WritableStreamDefaultWriter<VideoFrame>;
  readonly #bag = new DisposeBag();
  readonly #startedAtMs: number;
  readonly #held: HeldFrames;
  #source: MediaStreamTrack | null = null;
  #stopReading: Dispose = () => {};
  /** Where it lies; null before the first. */
  #picture: PicturePlace | null = null;
  #rtpTimestamp: number | null = null;
  #drawnAtMs = -Infinity;
  #closed = false;

  constructor(options: PictureComposerOptions) {
    this.#options = options;
    const { clock, size, waitMs } = options;
    this.#held = new HeldFrames({ clock, waitMs });
    this.#out = contextOf(size);
    this.#camera = contextOf(size);
    const generator = new MediaStreamTrackGenerator({ kind: 'video' });
    this.track = generator;
    this.#writer = generator.writable.getWriter();
    this.#startedAtMs = clock.monotonicMs();
    this.#bag.add(
      () => this.#held.clear(),
      every(clock, quietFrameMs, () => {
        const nowMs = clock.monotonicMs();
        // Not black before the first picture, unless there is none for long.
        const waits = this.#picture === null && nowMs - this.#startedAtMs < firstFrameMs;
        if (!waits && nowMs - this.#drawnAtMs >= quietFrameMs) this.#draw();
      }),
    );
  }

  /** The camera, which may come, go, and be another after a lost connection. */
  setCamera(track: MediaStreamTrack | null): void {
    if (this.#closed || track === this.#source) return;
    this.#stopReading();
    this.#held.clear();
    this.#source = track;
    this.#stopReading =
      track === null ? () => {} : readFrames(track, (frame) => this.#held.take(frame, async (due) => this.#read(due)));
  }

  close(): void {
    this.#closed = true;
    this.#bag.dispose();
    this.#stopReading();
    this.#writer.close().catch(() => {}); // It fails where the recorder has ended the track already.
    this.track.stop();
  }

  #read(frame: VideoFrame): void {
    if (this.#options.clock.monotonicMs() - this.#drawnAtMs < leastIntervalMs) return;
    this.#keep(frame);
    this.#draw();
  }

  #keep(frame: VideoFrame): void {
    const { size } = this.#options;
    const { left, top, width, height } = recordedRectangle(sizeOf(frame), size);
    this.#camera.fillRect(0, 0, size.width, size.height);
    this.#camera.drawImage(frame, left, top, width, height);
    this.#picture = { left, top, width };
    this.#rtpTimestamp = rtpTimestampOf(frame);
  }

  #draw(): void {
    const { clock, size } = this.#options;
    const { frozen, marks, camera, words } = this.#options.overlay(this.#rtpTimestamp);
    const out = this.#out;
    out.fillRect(0, 0, size.width, size.height);
    out.filter = camera === 'past' ? 'grayscale(1) brightness(0.6)' : 'none';
    if (camera === 'none') this.#picture = null;
    if (frozen !== null) {
      const { left, top, width, height } = recordedRectangle(frozen, size);
      out.drawImage(frozen.image, left, top, width, height);
      out.filter = 'none';
      drawOnPicture(out, marks, { left, top, width }, words);
    } else if (this.#picture !== null) {
      out.drawImage(this.#camera.canvas, 0, 0);
      out.filter = 'none';
      drawOnPicture(out, marks, this.#picture, words);
    }
    this.#drawnAtMs = clock.monotonicMs();
    const timestamp = Math.round((this.#drawnAtMs - this.#startedAtMs) * 1_000);
    // An encoder that cannot follow leaves frames out; they must not pile up here.
    if ((this.#writer.desiredSize ?? 0) <= 0) return;
    const composed = new VideoFrame(out.canvas, { timestamp });
    this.#writer.write(composed).catch(() => composed.close());
  }
}

function contextOf({ width, height }: Size): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) throw new Error('the browser gives no canvas to compose on');
  context.fillStyle = '#000000';
  return context;
}

function sizeOf(frame: VideoFrame): Size {
  return { width: frame.displayWidth, height: frame.displayHeight };
}
