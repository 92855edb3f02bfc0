import type { CursorShape } from '#shared/std/screen/screen-message.ts';

/** Draws a pointer's picture onto a canvas, which takes on its size times `scale`. */
export function drawCursor(canvas: HTMLCanvasElement, shape: CursorShape, scale: number): void {
  const { width, height, pixels } = shape;
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('a new canvas has no context yet');
  const image = new ImageData(new Uint8ClampedArray(Uint32Array.from(pixels).buffer), width, height);
  if (scale === 1) {
    context.putImageData(image, 0, 0);
    return;
  }
  const unscaled = document.createElement('canvas');
  unscaled.width = width;
  unscaled.height = height;
  unscaled.getContext('2d')?.putImageData(image, 0, 0);
  // A whole multiple stays sharp.
  context.imageSmoothingEnabled = !Number.isInteger(scale);
  context.drawImage(unscaled, 0, 0, canvas.width, canvas.height);
}
