import { DisposeBag } from '#shared/std/core/dispose.ts';
import type { PixelArea } from '#shared/std/lens/board-geometry.ts';
import type { BoardPoint } from '#shared/std/lens/board.ts';
import { drawMarks, type DrawingWords } from '#shared/ui/board/draw-marks.ts';
import { fitCanvas } from '#shared/ui/board/fit-canvas.ts';
import type { VideoEyes } from './video-eyes.ts';
import type { Whiteboard } from './whiteboard.ts';

export type BoardPainterOptions = {
  readonly canvas: HTMLCanvasElement;
  readonly board: Whiteboard;
  readonly eyes: VideoEyes;
  readonly words: DrawingWords;
};

const crossReach = 14;

/** Draws a whiteboard over the camera's picture: with each of its frames, and when anything on the board changes. */
export class BoardPainter {
  readonly #options: BoardPainterOptions;
  readonly #bag = new DisposeBag();
  #picture: PixelArea | null = null;
  #cross: BoardPoint | null = null;
  #isEmpty = false;
  #waiting = 0;

  constructor(options: BoardPainterOptions) {
    this.#options = options;
    const resizing = new ResizeObserver(() => this.soon());
    resizing.observe(options.canvas);
    this.#bag.add(
      () => resizing.disconnect(),
      () => cancelAnimationFrame(this.#waiting),
      // In the same turn as the video's own frame, so that marks never lag behind it.
      options.eyes.onFrame(() => this.#paint()),
      options.board.onChange(() => this.soon()),
    );
  }

  /** Where the camera's picture lies on the canvas, in its pixels; null while there is none. */
  setPicture(picture: PixelArea | null): void {
    this.#picture = picture;
    this.soon();
  }

  /** Where the keyboard's cross stands; null while the keyboard is elsewhere. */
  setCross(cross: BoardPoint | null): void {
    this.#cross = cross;
    this.soon();
  }

  /** Draws once before the page is seen again, however often it is asked. */
  soon(): void {
    if (this.#waiting !== 0) return;
    this.#waiting = requestAnimationFrame(() => {
      this.#waiting = 0;
      this.#isEmpty = false;
      this.#paint();
    });
  }

  dispose(): void {
    this.#bag.dispose();
  }

  #paint(): void {
    const { canvas, board, words } = this.#options;
    const picture = this.#picture;
    const marks = picture === null ? [] : board.shown();
    const { frozen } = board.state.getState();
    const isEmpty = marks.length === 0 && frozen === null && this.#cross === null;
    if (isEmpty && this.#isEmpty) return; // A camera that is only looked at costs nothing here.
    this.#isEmpty = isEmpty;
    const size = { width: canvas.clientWidth, height: canvas.clientHeight };
    const context = fitCanvas(canvas, size, window.devicePixelRatio);
    if (context === null || picture === null) return;
    if (frozen !== null) {
      context.imageSmoothingQuality = 'high';
      context.drawImage(frozen.image, picture.left, picture.top, picture.width, picture.height);
    }
    drawMarks(context, marks, picture, words);
    if (this.#cross !== null) drawCross(context, this.#cross, picture);
  }
}

function drawCross(context: CanvasRenderingContext2D, at: BoardPoint, picture: PixelArea): void {
  const [x, y] = [picture.left + at[0] * picture.width, picture.top + at[1] * picture.width];
  for (const [width, colour] of [
    [5, '#101418'],
    [2, '#ffffff'],
  ] as const) {
    context.beginPath();
    context.moveTo(x - crossReach, y);
    context.lineTo(x + crossReach, y);
    context.moveTo(x, y - crossReach);
    context.lineTo(x, y + crossReach);
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.stroke();
  }
}
