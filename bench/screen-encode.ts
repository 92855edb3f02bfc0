import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { deflateRawSync } from 'node:zlib';
import { inflateSync } from 'fflate';
import { makeSamePixels } from '#applet/main/screen/same-pixels.ts';
import { systemClock } from '#shared/node/system-clock.ts';
import type { Area } from '#shared/std/screen/area.ts';
import { copyPixels } from '#shared/std/screen/copy-pixels.ts';
import { LaneEncoder } from '#shared/std/screen/lane-encoder.ts';
import { PictureDecoder } from '#shared/std/screen/picture-decoder.ts';
import { blankPicture, type Picture } from '#shared/std/screen/picture.ts';
import { fillArea, paintNoise, paintText } from '#shared/std/screen/testing/paint.ts';
import { photograph } from './screen/scenes/photograph.ts';
import { median, percentile } from './support/spread.ts';

// What the screen lane's own encoder and decoder take for one frame, without capture, network and drawing.

const { values: options } = parseArgs({
  options: {
    width: { type: 'string', default: '1920' },
    height: { type: 'string', default: '1080' },
    frames: { type: 'string', default: '60' },
    'mbit-per-second': { type: 'string', default: '400' },
    only: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (options.help) {
  console.log(
    'node_modules/.bin/node bench/screen-encode.ts [--width 1920] [--height 1080] [--frames 60] [--mbit-per-second 400] [--only CASE]',
  );
  process.exit(0);
}

const [width, height, frames] = [Number(options.width), Number(options.height), Number(options.frames)];
const room = { budgetBytes: 1e9, bitsPerSecond: Number(options['mbit-per-second']) * 1e6, loopMs: 10 };
const whole: Area = { x: 0, y: 0, width, height };

const book = blankPicture(width, height + 16 * frames);
paintText(book, { ...whole, height: book.height }, 1);
const photographs = [1, 2].map((seed) => asPicture(photograph(width, height, seed).pixels));
const window = blankPicture(Math.round(width / 2), Math.round(height / 2));
paintText(window, { x: 0, y: 0, width: window.width, height: window.height }, 2);

type Case = {
  readonly name: string;
  /** Paints one frame and says where. */
  readonly paint: (screen: Picture, frame: number) => Area;
};

const cases: readonly Case[] = [
  {
    name: 'nothing changed, all of it looked at',
    paint: () => whole,
  },
  {
    name: 'a letter typed',
    paint: (screen, frame) => {
      const area = { x: 300 + ((frame * 9) % 900), y: 400, width: 8, height: 13 };
      fillArea(screen, area, frame * 0x01_02_03);
      return area;
    },
  },
  {
    name: 'a moving block of 160 x 160',
    paint: (screen, frame) => {
      const area = { x: 200, y: 200, width: 400, height: 160 };
      copyPixels(book.width === width ? { ...book, height } : screen, screen, area);
      fillArea(screen, { ...area, x: 200 + ((frame * 8) % 240), width: 160 }, 0x30_90_f0);
      return area;
    },
  },
  {
    name: 'text scrolled by 8 lines of pixels',
    paint: (screen, frame) => turn(screen, 8 * frame),
  },
  {
    name: 'text scrolled in a window of half the size',
    paint: (screen, frame) => {
      const area = { x: width / 4, y: height / 4, width: width / 2, height: height / 2 };
      for (let row = 0; row < area.height; row++) {
        const from = (row + 6 * frame) * width;
        screen.pixels.set(book.pixels.subarray(from, from + area.width), (area.y + row) * width + area.x);
      }
      return area;
    },
  },
  {
    name: 'a window dragged',
    paint: (screen, frame) => {
      turn(screen, 0);
      const left = 100 + ((frame * 13) % (width / 3));
      const top = 50 + ((frame * 7) % (height / 3));
      for (let row = 0; row < window.height; row++) {
        const line = window.pixels.subarray(row * window.width, (row + 1) * window.width);
        screen.pixels.set(line, (top + row) * width + left);
      }
      return whole;
    },
  },
  {
    name: 'another page of text',
    paint: (screen, frame) => turn(screen, frame % 2 === 0 ? 0 : 16 * frames - 5),
  },
  {
    name: 'another photograph, without video',
    paint: (screen, frame) => {
      screen.pixels.set(photographs[frame % 2]?.pixels ?? []);
      return whole;
    },
  },
  {
    name: 'noise, without video',
    paint: (screen, frame) => {
      paintNoise(screen, whole, frame + 1);
      return whole;
    },
  },
];

function turn(screen: Picture, row: number): Area {
  screen.pixels.set(book.pixels.subarray(row * width, (row + height) * width));
  return whole;
}

function asPicture(bytes: Buffer): Picture {
  return { width, height, pixels: new Uint32Array(new Uint8Array(bytes).buffer) };
}

async function measure({ name, paint }: Case): Promise<readonly string[]> {
  const picture = blankPicture(width, height);
  const encoder = new LaneEncoder({
    picture,
    samePixels: makeSamePixels(),
    deflate: (bytes) => deflateRawSync(bytes, { level: 1 }),
    openVideo: null,
    clock: systemClock,
    wish: { codecs: [], preference: 'automatic' },
  });
  const decoder = new PictureDecoder({
    inflate: (bytes, sizeBytes) => inflateSync(bytes, { out: new Uint8Array(sizeBytes) }),
  });
  const encodeMs: number[] = [];
  const decodeMs: number[] = [];
  let [sentBytes, sentFrames] = [0, 0];
  turn(picture, 0);
  for (let frame = 0; frame < frames; frame++) {
    encoder.changed([paint(picture, frame)]);
    // A picture in several frames counts as one.
    let [encoding, decoding] = [0, 0];
    do {
      const startMs = performance.now();
      const encoded = await encoder.next(room);
      const encodedMs = performance.now();
      encoding += encodedMs - startMs;
      if (encoded === null) break;
      if (!decoder.apply(encoded.bytes).ok) throw new Error(`${name}: the decoder refuses a frame`);
      decoding += performance.now() - encodedMs;
      sentBytes += encoded.bytes.length;
      sentFrames++;
    } while (encoder.pending === 'changes');
    encodeMs.push(encoding);
    decodeMs.push(decoding);
  }
  // The first frames are a new viewer's, and code that has not been compiled yet.
  const [encode, decode] = [encodeMs.slice(5), decodeMs.slice(5)];
  const text = (ms: number): string => ms.toFixed(2).padStart(7);
  return [
    name.padEnd(44),
    `${text(Math.min(...encode))} ${text(median(encode))} ${text(percentile(encode, 0.95))}`,
    `${text(Math.min(...decode))} ${text(median(decode))} ${text(percentile(decode, 0.95))}`,
    `${Math.round(sentBytes / Math.max(1, frames)).toLocaleString('en')} bytes, ${(sentFrames / frames).toFixed(1)} frames`,
  ];
}

console.log(
  `${width} x ${height}, ${frames} pictures a case, load ${loadavg()[0]?.toFixed(1) ?? ''}; ms: least, median, p95`,
);
console.log(`${'case'.padEnd(44)} | encode                  | decode                  | sent for a picture`);
for (const each of cases) {
  if (options.only === undefined || each.name.includes(options.only)) console.log((await measure(each)).join(' | '));
}
