import type { Monitor } from '#shared/std/screen/screen-message.ts';
import { toPicturePosition, type Point, type Rectangle } from '../../input/picture-geometry.ts';
import { toDesktopPosition } from './desktop-position.ts';
import type { LanePicture } from './lane-viewer.ts';

/**
 * The point of the window as fractions of the customer's whole desktop. With `clamp`, as for a drag that goes on outside, the
 * nearest point of the nearest picture; otherwise null beside the pictures.
 */
export function locateOnLanes(
  point: Point,
  clamp: boolean,
  pictures: readonly LanePicture<{ getBoundingClientRect(): Rectangle }>[],
  monitors: readonly Monitor[],
): Point | null {
  const boxes = pictures.flatMap(({ canvas, size, monitor }) =>
    size === null ? [] : [{ box: canvas.getBoundingClientRect(), size, monitor }],
  );
  const nearest = boxes.toSorted((a, b) => distanceTo(a.box, point) - distanceTo(b.box, point))[0];
  if (nearest === undefined) return null;
  const { box, size, monitor } = nearest;
  const view = { box, picture: size, fit: 'fit', scroll: { x: 0, y: 0 }, devicePixelRatio: 1 } as const;
  const onMonitor = toPicturePosition(point, view, clamp);
  return onMonitor && toDesktopPosition(onMonitor, monitor, monitors);
}

function distanceTo(box: Rectangle, { x, y }: Point): number {
  const dx = Math.max(box.left - x, 0, x - (box.left + box.width));
  const dy = Math.max(box.top - y, 0, y - (box.top + box.height));
  return Math.hypot(dx, dy);
}
