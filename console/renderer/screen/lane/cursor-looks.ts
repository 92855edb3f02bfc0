import type { CursorShape } from '#shared/std/screen/screen-message.ts';
import type { Point } from '../../input/picture-geometry.ts';

/** Nearer than this the own pointer and the customer's are taken for the same. In pixels of the customer's screen. */
const sameWithinPixels = 4;
/** For this long after the own pointer moved, the customer's is on its way behind it. */
export const followsForMs = 300;
/** A pointer smaller than this is lost on a large display; browsers show none larger than the second. In CSS pixels. */
const minPointerPixels = 16;
const maxPointerPixels = 128;

/** Where the technician's own pointer was last on the picture, and when. */
export type OwnPointer = Point & { readonly atMs: number };

/**
 * Whether the customer's pointer is drawn by itself. Not while the own one stands for it: it is there, or about to be. In
 * control, both are seen only where the customer moves their mouse meanwhile.
 */
export function showsRemotePointer(
  remote: Point | null,
  own: OwnPointer | null,
  controlling: boolean,
  nowMs: number,
): boolean {
  if (remote === null) return false;
  if (!controlling || own === null) return true;
  if (nowMs - own.atMs < followsForMs) return false;
  return Math.hypot(remote.x - own.x, remote.y - own.y) > sameWithinPixels;
}

/** How many CSS pixels one pixel of the pointer's picture takes: as on the picture, within what can be seen and shown. */
export function pointerScale(shape: Pick<CursorShape, 'width' | 'height'>, pictureScale: number): number {
  const side = Math.max(shape.width, shape.height);
  const least = Math.min(1, minPointerPixels / side);
  return Math.min(Math.max(pictureScale, least), maxPointerPixels / side);
}

/** The pointer over the picture while the technician controls it, with the customer's picture of it. */
export function cursorStyle(
  shape: Pick<CursorShape, 'hotX' | 'hotY'>,
  address: string,
  scale: number,
  devicePixelRatio: number,
): string {
  const x = Math.round(shape.hotX * scale);
  const y = Math.round(shape.hotY * scale);
  return `image-set(url("${address}") ${devicePixelRatio}x) ${x} ${y}, default`;
}
