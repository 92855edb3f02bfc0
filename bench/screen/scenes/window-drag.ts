import { markerArea } from '../marker.ts';
import type { Area, XClient } from '../x-client.ts';
import type { Scene } from './scene.ts';
import { lineHeight, sentence, writeLine } from './words.ts';

const size = { width: 900, height: 600 } as const;
const tile = 40;

/** Somebody drags a window with a title and text over a patterned desktop, now faster, now slower, in every direction. */
export const windowDrag: Scene = {
  framesPerSecond: 60,
  leastSeconds: 1,
  prepare: async (display) => {
    const base = patternedDesktop(display);
    const window = textWindow(display);
    return (target, frame, whole) => {
      const [before, now] = [placeAt(display, frame - 1), placeAt(display, frame)];
      display.copy(base, target, whole ? display.area : before);
      display.copy(window, target, { x: 0, y: 0, ...size }, now.x, now.y);
      return [around(before, now)];
    };
  },
};

/** Below the counter, which nothing covers. */
function placeAt(display: XClient, frame: number): Area {
  const top = markerArea.y + markerArea.height + 8;
  const across = (display.width - size.width) / 2;
  const down = (display.height - top - size.height) / 2;
  return {
    x: Math.round(across * (1 + Math.sin(frame / 48))),
    y: Math.round(top + down * (1 + Math.sin(frame / 31 + 1))),
    ...size,
  };
}

function around(a: Area, b: Area): Area {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  const right = Math.max(a.x + a.width, b.x + b.width);
  return { x, y, width: right - x, height: Math.max(a.y + a.height, b.y + b.height) - y };
}

function patternedDesktop(display: XClient): number {
  const base = display.createPixmap(display.width, display.height);
  for (let y = 0; y < display.height; y += tile) {
    for (let x = 0; x < display.width; x += tile) {
      const [column, line] = [x / tile, y / tile];
      const colour = ((40 + column * 3) << 16) | ((70 + ((column * 7 + line * 5) % 60)) << 8) | (90 + line * 4);
      display.fill(base, colour, [{ x, y, width: tile, height: tile }]);
      const light = Math.min(0xffffff, colour + 0x181818);
      display.fill(base, light, [{ x: x + (line % 5) * 6, y: y + (column % 4) * 8, width: 10, height: 10 }]);
    }
  }
  return base;
}

function textWindow(display: XClient): number {
  const window = display.createPixmap(size.width, size.height);
  const paper = 0xfcfcf8;
  display.fill(window, 0x28303c, [{ x: 0, y: 0, ...size }]);
  display.fill(window, paper, [{ x: 2, y: 28, width: size.width - 4, height: size.height - 30 }]);
  display.fill(window, 0xd04040, [{ x: size.width - 26, y: 6, width: 18, height: 16 }]);
  writeLine(display, window, { x: 12, baseline: 19 }, 'Quarterly report', { ink: 0xffffff, paper: 0x28303c });
  for (let line = 0; 46 + line * lineHeight < size.height - 6; line += 1) {
    const place = { x: 12, baseline: 46 + line * lineHeight };
    writeLine(display, window, place, sentence(5_000 + line, 145), {
      ink: line % 7 === 0 ? 0xa02020 : 0x202020,
      paper,
    });
  }
  return window;
}
