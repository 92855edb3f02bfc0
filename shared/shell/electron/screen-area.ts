import { screen, type BrowserWindow } from 'electron';
import type { ScreenArea } from '../shell.ts';

/** Where a window is, counted as input is injected: physical pixels on Windows and Linux, points on a Mac. */
export function screenAreaOf(window: BrowserWindow): ScreenArea {
  const bounds = window.getBounds();
  if (process.platform === 'win32') return toArea(screen.dipToScreenRect(window, bounds));
  if (process.platform === 'darwin') return toArea(bounds);
  const { scaleFactor } = screen.getDisplayMatching(bounds);
  const corner = screen.dipToScreenPoint({ x: bounds.x, y: bounds.y });
  return {
    left: corner.x,
    top: corner.y,
    width: Math.ceil(bounds.width * scaleFactor),
    height: Math.ceil(bounds.height * scaleFactor),
  };
}

function toArea({ x, y, width, height }: Electron.Rectangle): ScreenArea {
  return { left: x, top: y, width, height };
}
