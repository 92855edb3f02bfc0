import type { Area } from '#shared/std/screen/area.ts';
import type { Picture } from '#shared/std/screen/picture.ts';
import type { ScreenFrame } from './ffmpeg-screen-reader.ts';

/** Bands of changed rows with fewer unchanged ones than this between them are one. */
const joinedGapRows = 8;

/** Whether anything of a frame of the same size is not as in the picture. */
export function isChanged(frame: ScreenFrame, picture: Picture): boolean {
  const bytes = bytesOf(picture);
  for (let row = 0; row < picture.height; row += 1) {
    if (!isSameRow(frame, bytes, picture, row)) return true;
  }
  return false;
}

/** Makes the picture what the frame is, and says in which bands of rows it was not. */
export function takeChangedBands(frame: ScreenFrame, picture: Picture): readonly Area[] {
  const bytes = bytesOf(picture);
  const bands: { y: number; height: number }[] = [];
  const rowBytes = 4 * picture.width;
  for (let row = 0; row < picture.height; row += 1) {
    if (isSameRow(frame, bytes, picture, row)) continue;
    const from = row * frame.strideBytes;
    frame.bytes.copy(bytes, row * rowBytes, from, from + rowBytes);
    const last = bands.at(-1);
    if (last !== undefined && row - last.y - last.height < joinedGapRows) last.height = row + 1 - last.y;
    else bands.push({ y: row, height: 1 });
  }
  return bands.map(({ y, height }) => ({ x: 0, y, width: picture.width, height }));
}

function isSameRow(frame: ScreenFrame, bytes: Buffer, { width }: Picture, row: number): boolean {
  const [from, at] = [row * frame.strideBytes, row * 4 * width];
  return frame.bytes.compare(bytes, at, at + 4 * width, from, from + 4 * width) === 0;
}

function bytesOf({ pixels }: Picture): Buffer {
  return Buffer.from(pixels.buffer, pixels.byteOffset, pixels.byteLength);
}
