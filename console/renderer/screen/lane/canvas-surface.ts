import { isEmpty, type Area } from '#shared/std/screen/area.ts';
import type { LaneSurface } from './lane-painter.ts';

/** Draws a lane on a canvas. `desynchronized`: what is put there is shown without waiting for the rest of the page. */
export class CanvasSurface implements LaneSurface<VideoFrame> {
  readonly #canvas: OffscreenCanvas;
  readonly #context: OffscreenCanvasRenderingContext2D;
  #image: ImageData | null = null;

  constructor(canvas: OffscreenCanvas) {
    const context = canvas.getContext('2d', { alpha: false, desynchronized: true });
    if (context === null) throw new Error('the canvas has a context of another kind');
    this.#canvas = canvas;
    this.#context = context;
  }

  resize(width: number, height: number, pixels: Uint32Array): void {
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      this.#canvas.width = width;
      this.#canvas.height = height;
    }
    this.#image = imageOf(width, height, pixels);
  }

  show({ x, y, width, height }: Area): void {
    if (this.#image !== null) this.#context.putImageData(this.#image, 0, 0, x, y, width, height);
  }

  showVideo(picture: VideoFrame, { x, y, width, height }: Area): void {
    this.#context.drawImage(picture, x, y, width, height);
    picture.close();
  }

  readBack(area: Area): void {
    const image = this.#image;
    if (image === null || isEmpty(area)) return;
    const shown = this.#context.getImageData(area.x, area.y, area.width, area.height).data;
    for (let row = 0; row < area.height; row++) {
      const from = 4 * row * area.width;
      image.data.set(shown.subarray(from, from + 4 * area.width), 4 * ((area.y + row) * image.width + area.x));
    }
  }

  /** What is shown, without loss. */
  async png(): Promise<Blob> {
    return this.#canvas.convertToBlob({ type: 'image/png' });
  }
}

/** The same pixels without a canvas in between. */
export async function pngOf(width: number, height: number, pixels: Uint32Array): Promise<Blob> {
  const surface = new CanvasSurface(new OffscreenCanvas(width, height));
  surface.resize(width, height, pixels);
  surface.show({ x: 0, y: 0, width, height });
  return surface.png();
}

/** An image over the decoder's own pixels: nothing is copied to show them. */
function imageOf(width: number, height: number, pixels: Uint32Array): ImageData {
  const { buffer, byteOffset, byteLength } = pixels;
  if (!(buffer instanceof ArrayBuffer)) throw new Error('pixels in shared memory cannot be shown');
  return new ImageData(new Uint8ClampedArray(buffer, byteOffset, byteLength), width, height);
}
