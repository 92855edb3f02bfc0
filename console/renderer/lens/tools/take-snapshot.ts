import type { DrawingWords, ShownMark } from '#shared/ui/board/draw-marks.ts';
import type { Size } from '../../input/picture-geometry.ts';
import { drawOnPicture } from '../picture/draw-on-picture.ts';
import { boundedSize } from '#shared/dom/media/bounded-size.ts';

export type SnapshotSource = Size & { readonly image: CanvasImageSource };

/** The picture with the drawings on it, without loss and as large as the camera's. Null where the browser makes none. */
export function takeSnapshot(
  source: SnapshotSource,
  marks: readonly ShownMark[],
  words: DrawingWords,
): Promise<Blob | null> {
  const { image } = source;
  const { width, height } = boundedSize(source);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null || width === 0 || height === 0) return Promise.resolve(null);
  // Picture and marks at once: both move on while the file is made.
  context.drawImage(image, 0, 0, width, height);
  drawOnPicture(context, marks, { left: 0, top: 0, width }, words);
  return new Promise((made) => canvas.toBlob(made, 'image/png'));
}
