import type { Area } from './area.ts';
import type { Picture } from './picture.ts';

/** Below this many pixels a loop is faster than a view for the host's own copying. */
const shortRow = 96;

/** Makes `target`, which is as large, the same in `area`. */
export function copyPixels(source: Picture, target: Picture, area: Area): void {
  const { pixels: from, width: stride } = source;
  const { pixels: to } = target;
  if (area.width === stride) {
    const start = area.y * stride;
    to.set(from.subarray(start, start + area.height * stride), start);
    return;
  }
  for (let row = 0; row < area.height; row++) {
    const start = (area.y + row) * stride + area.x;
    const end = start + area.width;
    if (area.width >= shortRow) to.set(from.subarray(start, end), start);
    else for (let at = start; at < end; at++) to[at] = from[at] ?? 0;
  }
}
