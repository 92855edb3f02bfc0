import { hull, type Area } from '#shared/std/screen/area.ts';
import type { Monitor } from '#shared/std/screen/screen-message.ts';
import type { Point } from '../../input/picture-geometry.ts';

const nowhere: Area = { x: 0, y: 0, width: 0, height: 0 };

/** The smallest area of the virtual desktop that holds all monitors: what input positions are fractions of. */
function desktopArea(monitors: readonly Monitor[]): Area {
  return monitors.reduce<Area>((area, { x, y, width, height }) => hull(area, { x, y, width, height }), nowhere);
}

/** From fractions of one monitor's picture to fractions of the whole desktop, in the middle of the same pixel. */
export function toDesktopPosition(onMonitor: Point, monitor: Monitor, monitors: readonly Monitor[]): Point {
  const desktop = desktopArea(monitors);
  const x = Math.min(monitor.width - 1, Math.floor(onMonitor.x * monitor.width));
  const y = Math.min(monitor.height - 1, Math.floor(onMonitor.y * monitor.height));
  return {
    x: (monitor.x - desktop.x + x + 0.5) / desktop.width,
    y: (monitor.y - desktop.y + y + 0.5) / desktop.height,
  };
}
