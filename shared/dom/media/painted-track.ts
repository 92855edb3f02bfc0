import type { Dispose } from '#shared/std/core/dispose.ts';
import type { PixelSize } from '#shared/std/lens/board-geometry.ts';
import { boundedSize } from './bounded-size.ts';
import type { HeldFrames } from './held-frames.ts';
import { readFrames } from './read-frames.ts';

/** The frame that is seen now. */
export type PaintedFrame = PixelSize & {
  /** As its sender counted, in 90,000ths of a second from anywhere; null where the browser does not tell. */
  readonly rtpTimestamp: number | null;
};

/** As `PaintedFrame` has it. */
export function rtpTimestampOf(frame: VideoFrame): number | null {
  return frame.metadata?.().rtpTimestamp ?? null;
}

/**
 * A media track on a canvas, one of its pixels on each of the camera's. Not a video element: in a window that draws at once
 * (shared/std/view/draw-at-once-switches.ts) one that plays asks for its next frame thousands of times a second, and takes a
 * whole core (docs/performance.md).
 */
export class PaintedTrack {
  readonly #listeners = new Set<(frame: PaintedFrame) => void>();
  #context: CanvasRenderingContext2D | null = null;
  #track: MediaStreamTrack | null = null;
  #stopReading: Dispose = () => {};
  #held: HeldFrames | null = null;
  #frame: PaintedFrame | null = null;
  #pixels: ImageData | null = null;

  /** Null while there has been no picture. What was painted last stays when its track ends or goes. */
  get frame(): PaintedFrame | null {
    return this.#frame;
  }

  get track(): MediaStreamTrack | null {
    return this.#track;
  }

  /** The canvas that shows the frame; null while there has been none. */
  get image(): HTMLCanvasElement | null {
    return this.#frame === null ? null : (this.#context?.canvas ?? null);
  }

  /** Paints on this canvas until the returned function is called. */
  attach(canvas: HTMLCanvasElement): Dispose {
    this.#context = canvas.getContext('2d', { alpha: false });
    this.#frame = null;
    return () => {
      this.#context = null;
      this.#frame = null;
      this.#pixels = null;
    };
  }

  /** Shows this track instead of the one before; null for none. */
  show(track: MediaStreamTrack | null): void {
    this.#stopReading();
    this.#held?.clear();
    this.#track = track;
    this.#stopReading = track === null ? () => {} : readFrames(track, (frame) => this.#take(frame, track));
  }

  /** Frames wait there before they are seen, until the returned function is called. */
  holdBack(held: HeldFrames): Dispose {
    this.#held = held;
    return () => {
      if (this.#held === held) this.#held = null;
      held.clear();
    };
  }

  /** Calls back when the picture is another size than before, and for the first: a phone was turned, or its camera switched. */
  onSize(listener: (size: PixelSize) => void): Dispose {
    let seen: PixelSize | null = this.#frame;
    return this.onFrame((frame) => {
      const isSame = seen?.width === frame.width && seen.height === frame.height;
      seen = frame;
      if (!isSame) listener(frame);
    });
  }

  /** Calls back in the same turn as each frame is painted: what is drawn then is seen together with it. */
  onFrame(listener: (frame: PaintedFrame) => void): Dispose {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #take(frame: VideoFrame, track: MediaStreamTrack): Promise<void> {
    const show = (due: VideoFrame): Promise<void> => this.#show(due, track);
    return this.#held === null ? show(frame) : this.#held.take(frame, show);
  }

  async #show(frame: VideoFrame, track: MediaStreamTrack): Promise<void> {
    const size = boundedSize({ width: frame.displayWidth, height: frame.displayHeight });
    const pixels = await this.#pixelsOf(frame, size);
    if (this.#context === null || this.#track !== track) return;
    const { canvas } = this.#context;
    // Setting it clears the canvas, also to the same.
    if (canvas.width !== size.width || canvas.height !== size.height) Object.assign(canvas, size);
    if (pixels === null) this.#context.drawImage(frame, 0, 0, size.width, size.height);
    else this.#context.putImageData(pixels, 0, 0);
    this.#frame = { ...size, rtpTimestamp: rtpTimestampOf(frame) };
    for (const listener of this.#listeners) listener(this.#frame);
  }

  /**
   * As red, green and blue in memory. To draw frames instead is dearer where no graphics card helps, and the browser keeps each
   * of them in a cache: half a gigabyte of them. Null for what only drawing does: to turn a picture, or to reduce it.
   */
  async #pixelsOf(frame: VideoFrame, { width, height }: PixelSize): Promise<ImageData | null> {
    const isWide = [frame.displayWidth, frame.visibleRect?.width].every((each) => each === width);
    const isHigh = [frame.displayHeight, frame.visibleRect?.height].every((each) => each === height);
    if (!isWide || !isHigh || (frame.rotation ?? 0) !== 0) return null;
    try {
      if (this.#pixels?.width !== width || this.#pixels.height !== height) this.#pixels = new ImageData(width, height);
      await frame.copyTo(this.#pixels.data, { format: 'RGBA' });
      return this.#pixels;
    } catch {
      return null; // It lies where this browser does not read it from.
    }
  }
}
