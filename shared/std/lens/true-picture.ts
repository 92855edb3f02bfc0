import { fromBase64Url } from '../crypto/bytes.ts';
import type { BoardPicture } from './board.ts';
import { readJpegSize } from './jpeg-size.ts';

/** Whether a picture is a JPEG of exactly the size that it says: what decodes it gets no other (BRD2). */
export function isTruePicture({ jpeg, width, height }: BoardPicture): boolean {
  const bytes = fromBase64Url(jpeg);
  const size = bytes && readJpegSize(bytes);
  return size?.width === width && size.height === height;
}
