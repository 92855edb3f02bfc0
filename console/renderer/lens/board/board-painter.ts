import { DisposeBag, type Dispose } from '#shared/std/core/dispose.ts';
import type { PixelArea } from '#shared/std/lens/board-geometry.ts';
import type { BoardPoint } from '#shared/std/lens/board.ts';
import { BoardCanvas } from '#shared/ui/board/board-canvas.ts';
import { drawMarks, type DrawingWords } from '#shared/ui/board/draw-marks.ts';
import type { CameraEyes } from './camera-eyes.ts';
import type { Whiteboard } from './whiteboard.ts';

const crossReach = 14;

/** Draws a whiteboard over the camera's picture: with each of its frames, and when anything on the board changes. */
export class BoardPainter {
  readonly #board: Whiteboard;
  readonly #words: DrawingWords;
  #canvas: BoardCanvas | null = null;
  #picture: PixelArea | null = null;
  #cross: BoardPoint | null = null;
  #isEmpty = false;

  constructor(board: Whiteboard, words: DrawingWords) {
    this.#board = board;
    this.#words = words;
  }

  /** Draws on this canvas, over what these eyes see, until the returned function is called. */
  attach(element: HTMLCanvasElement, eyes: CameraEyes): Dispose {
    const canvas = new BoardCanvas(element, (context) => this.#paint(context));
    this.#canvas = canvas;
    const bag = new DisposeBag();
    bag.add(
      () => {
        this.#canvas = null;
        canvas.dispose();
      },
      eyes.onFrame(() => this.#follow()),
      this.#board.onChange(() => canvas.soon()),
    );
    return () => bag.dispose();
  }

  /** Where the camera's picture lies on the canvas, in its pixels; null while there is none. */
  setPicture(picture: PixelArea | null): void {
    this.#picture = picture;
    this.#canvas?.soon();
  }

  /** Where the keyboard's cross stands; null while the keyboard is elsewhere. */
  setCross(cross: BoardPoint | null): void {
    this.#cross = cross;
    this.#canvas?.soon();
  }

  /** In the same turn as the camera's frame, so that marks never lag behind it. What is only looked at costs nothing here. */
  #follow(): void {
    const { frozen } = this.#board.state.getState();
    if (frozen === null && !(this.#isEmpty && this.#board.shown().length === 0)) this.#canvas?.now();
  }

  #paint(context: CanvasRenderingContext2D): void {
    const picture = this.#picture;
    const marks = this.#board.shown();
    this.#isEmpty = marks.length === 0;
    if (picture === null) return;
    const { frozen } = this.#board.state.getState();
    if (frozen !== null) {
      context.imageSmoothingQuality = 'high';
      context.drawImage(frozen.image, picture.left, picture.top, picture.width, picture.height);
    }
    drawMarks(context, marks, picture, this.#words);
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
