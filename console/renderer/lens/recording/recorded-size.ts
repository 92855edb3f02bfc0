import type { Rectangle, Size } from '../../input/picture-geometry.ts';
import { recordedPixels } from './recording-limits.ts';

/** How large the recording is: the shape of the first picture, which may be small because the link was slow just then. */
export function recordedSize(first: Size | null): Size {
  const { width, height } = first !== null && first.width > 0 && first.height > 0 ? first : { width: 16, height: 9 };
  const scale = recordedPixels / Math.max(width, height);
  // Encoders work on squares of pixels: an odd side would be refused.
  const even = (length: number): number => Math.max(2, 2 * Math.round((length * scale) / 2));
  return { width: even(width), height: even(height) };
}

/** Where a picture lies in the recording: whole, in the middle. A phone that was turned has another shape than before. */
export function recordedRectangle(picture: Size, recording: Size): Rectangle {
  const scale = Math.min(recording.width / picture.width, recording.height / picture.height);
  const width = picture.width * scale;
  const height = picture.height * scale;
  return { left: (recording.width - width) / 2, top: (recording.height - height) / 2, width, height };
}
