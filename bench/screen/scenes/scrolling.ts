import type { Scene } from './scene.ts';
import { lineHeight, sentence, writeLine } from './words.ts';

const pixelsAFrame = 8;
/** Lines until the text begins anew: so many that no cache of what was seen before plays a part. */
const linesAround = 288;

/** A screen full of text moves up. */
export function scrolling(framesPerSecond: number): Scene {
  return {
    framesPerSecond,
    leastSeconds: 1,
    prepare: async (display) => {
      const { width, height } = display;
      const around = linesAround * lineHeight;
      const text = display.createPixmap(width, height + around);
      const paper = 0xf8f8f8;
      display.fill(text, paper, [{ x: 0, y: 0, width, height: height + around }]);
      for (let line = 0; line * lineHeight < height + around; line += 1) {
        const seed = line % linesAround;
        const place = { x: 4, baseline: 12 + line * lineHeight };
        const words = sentence(seed, Math.floor(width / 6) - 2);
        writeLine(display, text, place, words, { ink: seed % 5 === 0 ? 0x1040a0 : 0x202020, paper });
      }
      await display.sync();
      return (target, frame) => {
        const y = (frame * pixelsAFrame) % around;
        display.copy(text, target, { x: 0, y, width, height }, 0, 0);
        return [display.area];
      };
    },
  };
}
