import { numbersFrom } from '../random-numbers.ts';
import type { XClient } from '../x-client.ts';
import { paintBall, photograph, type Photograph } from './photograph.ts';
import type { Scene } from './scene.ts';

const photographs = 8;
const videoFrames = 30;
/** How far the camera goes from the middle, in pixels. */
const panRadius = 60;
/** Brightness that grain adds or takes, at most. */
const grain = 4;

/** Another photograph twice a second, as in a slide show or a gallery. */
export const photo: Scene = {
  framesPerSecond: 2,
  leastSeconds: 3,
  prepare: (display) =>
    loop(display, photographs, (index) => photograph(display.width, display.height, index + 1).pixels),
};

/** A camera goes round, things move before it, and every pixel has some grain: no two frames are alike anywhere. */
export const video: Scene = {
  framesPerSecond: 30,
  leastSeconds: 2,
  prepare: (display) => {
    const wide = photograph(display.width + 2 * panRadius, display.height + 2 * panRadius, 20);
    return loop(display, videoFrames, (index) => videoFrame(display, wide, index));
  },
};

/** Pictures that lie ready on the server, one after the other, over and over. */
async function loop(display: XClient, count: number, picture: (index: number) => Buffer): ReturnType<Scene['prepare']> {
  const ready: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const pixmap = display.createPixmap(display.width, display.height);
    await display.put(pixmap, display.width, picture(index));
    ready.push(pixmap);
  }
  return (target, frame) => {
    display.copy(ready[frame % count] ?? 0, target, display.area);
    return [display.area];
  };
}

function videoFrame({ width, height }: XClient, wide: Photograph, index: number): Buffer {
  const angle = (2 * Math.PI * index) / videoFrames;
  const left = Math.round(panRadius * (1 + Math.cos(angle)));
  const top = Math.round(panRadius * (1 + Math.sin(angle)));
  const pixels = Buffer.alloc(4 * width * height);
  for (let y = 0; y < height; y += 1) {
    const from = 4 * ((y + top) * wide.width + left);
    wide.pixels.copy(pixels, 4 * y * width, from, from + 4 * width);
  }
  const frame = { width, height, pixels };
  paintBall(frame, { x: width * (0.5 + 0.4 * Math.cos(angle)), y: height * 0.45, radius: 150 }, [220, 60, 50]);
  paintBall(frame, { x: width * 0.3, y: height * (0.55 + 0.35 * Math.sin(angle)), radius: 110 }, [60, 90, 220]);
  paintBall(frame, { x: width * (0.6 - 0.3 * Math.sin(angle)), y: height * 0.8, radius: 90 }, [230, 200, 60]);
  addGrain(pixels, index);
  return pixels;
}

function addGrain(pixels: Buffer, seed: number): void {
  const random = numbersFrom(1_000 + seed);
  const grains = Int8Array.from({ length: 65_536 }, () => Math.round(grain * (2 * random() - 1)));
  let from = 0;
  for (let at = 0; at < pixels.length; at += 4) {
    // Another part of the grains every 500 pixels, or columns of them would show.
    if (at % 2_000 === 0) from = Math.floor(65_536 * random());
    const change = grains[(from + (at >> 2)) & 0xffff] ?? 0;
    for (let channel = 0; channel < 3; channel += 1) {
      pixels[at + channel] = Math.max(0, Math.min(255, (pixels[at + channel] ?? 0) + change));
    }
  }
}
