import { DisposeBag } from '#shared/std/core/dispose.ts';
import { fitCanvas } from './fit-canvas.ts';

/** Draws on a canvas once before the page is seen again, however often it is asked, and when its size changes. */
export class BoardCanvas {
  readonly #canvas: HTMLCanvasElement;
  readonly #draw: (context: CanvasRenderingContext2D, size: { width: number; height: number }) => void;
  readonly #bag = new DisposeBag();
  #waiting = 0;

  constructor(
    canvas: HTMLCanvasElement,
    draw: (context: CanvasRenderingContext2D, size: { width: number; height: number }) => void,
  ) {
    this.#canvas = canvas;
    this.#draw = draw;
    const resizing = new ResizeObserver(() => this.soon());
    resizing.observe(canvas);
    this.#bag.add(
      () => resizing.disconnect(),
      () => cancelAnimationFrame(this.#waiting),
    );
  }

  soon(): void {
    if (this.#waiting !== 0) return;
    this.#waiting = requestAnimationFrame(() => {
      this.#waiting = 0;
      this.now();
    });
  }

  now(): void {
    const size = { width: this.#canvas.clientWidth, height: this.#canvas.clientHeight };
    const context = fitCanvas(this.#canvas, size, window.devicePixelRatio);
    if (context !== null) this.#draw(context, size);
  }

  dispose(): void {
    this.#bag.dispose();
  }
}
