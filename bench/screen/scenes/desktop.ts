import { markerArea } from '../marker.ts';
import type { Area, XClient } from '../x-client.ts';
import type { Scene } from './scene.ts';
import { lineHeight, sentence, writeLine } from './words.ts';

const desktopColour = 0x505860;
const block = 64;
/** What is under the counter is its own, so that one copy shows both. */
const band: Area = {
  x: markerArea.x,
  y: markerArea.y,
  width: markerArea.width,
  height: markerArea.height + 16 + block,
};
const blockTop = band.y + band.height - block;
const page: Area = { x: 64, y: 200, width: 704, height: 190 };
const columns = 100;
const rows = 11;

/** A block moves below the counter: what blinks, spins and turns on a screen that is otherwise still. */
export const smallChange: Scene = {
  framesPerSecond: 60,
  leastSeconds: 1,
  prepare: async (display) => {
    const base = desktop(display);
    return (target, frame, whole) => {
      display.copy(base, target, whole ? display.area : band);
      const x = band.x + ((frame * 6) % (band.width - block));
      display.fill(target, 0xffa000, [{ x, y: blockTop, width: block, height: block }]);
      return [band];
    };
  },
};

/** A character more each time, in a window of text. */
export const typing: Scene = {
  framesPerSecond: 10,
  leastSeconds: 2,
  prepare: async (display) => {
    const base = desktop(display);
    display.fill(base, 0xffffff, [page]);
    const text = sentence(7, columns * rows);
    const place = (at: number): { readonly x: number; readonly baseline: number } => ({
      x: page.x + 8 + 6 * (at % columns),
      baseline: page.y + 18 + lineHeight * Math.floor(at / columns),
    });
    return (target, frame, whole) => {
      const typed = frame % text.length;
      const from = whole || typed === 0 ? 0 : typed - 1;
      if (from === 0) display.copy(base, target, whole ? display.area : page);
      for (let at = from; at < typed; at += 1) {
        writeLine(display, target, place(at), text.charAt(at), { ink: 0x101010, paper: 0xffffff });
      }
      const { x, baseline } = place(Math.max(0, typed - 1));
      return [from === 0 ? page : { x, y: baseline - 11, width: 6, height: 13 }];
    };
  },
};

/** Nothing changes at all. */
export const idle: Scene = {
  framesPerSecond: 0,
  leastSeconds: 3,
  prepare: async (display) => {
    const base = desktop(display);
    return (target) => {
      display.copy(base, target, display.area);
      return [display.area];
    };
  },
};

/** Windows with text, one over the other. */
function desktop(display: XClient): number {
  const base = display.createPixmap(display.width, display.height);
  display.fill(base, desktopColour, [display.area]);
  for (let window = 0; window < 14; window += 1) {
    const [x, y] = [80 + window * 95, 200 + window * 38];
    const paper = 0xf0f0f0 - window * 0x030303;
    display.fill(base, 0x303840, [{ x: x - 1, y: y - 1, width: 562, height: 362 }]);
    display.fill(base, paper, [{ x, y: y + 20, width: 560, height: 340 }]);
    writeLine(display, base, { x: x + 8, baseline: y + 14 }, `Window ${window}`, { ink: 0xffffff, paper: 0x303840 });
    for (let line = 0; line < 21; line += 1) {
      const place = { x: x + 8, baseline: y + 38 + line * lineHeight };
      writeLine(display, base, place, sentence(100 * window + line, 88), { ink: 0x202020, paper });
    }
  }
  return base;
}
