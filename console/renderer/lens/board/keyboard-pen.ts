import type { BoardPoint } from '#shared/std/lens/board.ts';

const step = 0.02;
const smallStep = 0.004;

const directions: Readonly<Record<string, BoardPoint>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Where an arrow key moves the cross, within the picture; null for other keys. */
export function moveByKey(
  from: BoardPoint,
  event: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
  pictureHeight: number,
): BoardPoint | null {
  const direction = Object.hasOwn(directions, event.key) ? directions[event.key] : undefined;
  if (direction === undefined) return null;
  const by = event.shiftKey ? smallStep : step;
  return [within(from[0] + direction[0] * by, 1), within(from[1] + direction[1] * by, pictureHeight)];
}

function within(position: number, end: number): number {
  return Math.min(Math.max(position, 0), end);
}
