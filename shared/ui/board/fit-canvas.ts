/**
 * Makes a canvas as sharp as the display, and empty. Returns its context in the page's own pixels, or null where the browser
 * gives none.
 */
export function fitCanvas(
  canvas: HTMLCanvasElement,
  size: { readonly width: number; readonly height: number },
  devicePixelRatio: number,
): CanvasRenderingContext2D | null {
  const width = Math.max(1, Math.round(size.width * devicePixelRatio));
  const height = Math.max(1, Math.round(size.height * devicePixelRatio));
  const context = canvas.getContext('2d');
  // To set a size, even the same one, makes the browser take new memory.
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  context?.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  context?.clearRect(0, 0, width / devicePixelRatio, height / devicePixelRatio);
  return context;
}
