import type { Dispose } from '#shared/std/core/dispose.ts';
import type { PixelSize } from '#shared/std/lens/board-geometry.ts';
import { boundedSize } from './bounded-size.ts';
import { readFrames } from './read-frames.ts';

/** The frame that is seen now. */
export type PaintedFrame = PixelSize & {
  /** As its sender counted, in 90,000ths of a second from anywhere; null where the browser does not tell. */
  readonly rtpTimestamp: number | null;
};

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
  #frame: PaintedFrame | null = null;

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
    };
  }

  /** Shows this track instead of the one before; null for none. */
  show(track: MediaStreamTrack | null): void {
    this.#stopReading();
    this.#track = track;
    this.#stopReading = track === null ? () => {} : readFrames(track, (frame) => this.#paint(frame));
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

  #paint(frame: VideoFrame): void {
    if (this.#context === null) return;
    const { canvas } = this.#context;
    const { width, height } = boundedSize({ width: frame.displayWidth, height: frame.displayHeight });
    // Setting it clears the canvas, also to the same.
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    this.#context.drawImage(frame, 0, 0, width, height);
    this.#frame = { width, height, rtpTimestamp: frame.metadata?.().rtpTimestamp ?? null };
    for (const listener of this.#listeners) listener(this.#frame);
  }
}
