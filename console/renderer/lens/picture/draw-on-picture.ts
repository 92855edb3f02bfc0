import { drawMarks, type DrawingWords, type ShownMark } from '#shared/ui/board/draw-marks.ts';
import type { PicturePlace } from '#shared/ui/board/draw-marks.ts';

/** About as wide as the picture is on the screens that it is looked at on: lines and letters are as thick as there. */
const unitsAcross = 640;

/** Draws marks into a picture of any size that is kept, rather than shown. */
export function drawOnPicture(
  context: CanvasRenderingContext2D,
  marks: readonly ShownMark[],
  picture: PicturePlace,
  words: DrawingWords,
): void {
  const scale = picture.width / unitsAcross;
  context.save();
  context.translate(picture.left, picture.top);
  context.scale(scale, scale);
  drawMarks(context, marks, { left: 0, top: 0, width: unitsAcross }, words);
  context.restore();
}
