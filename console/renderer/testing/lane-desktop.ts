import { deflateSync } from 'fflate';
import { every, type Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';
import type { Area } from '#shared/std/screen/area.ts';
import { LaneEncoder } from '#shared/std/screen/lane-encoder.ts';
import { blankPicture, type Picture } from '#shared/std/screen/picture.ts';
import { encodeScreenMessage, type Monitor, type ScreenMessage } from '#shared/std/screen/screen-message.ts';
import { addressScreenMessage } from '#shared/std/view/addressed-screen-message.ts';
import type { ScreenWatch } from '#shared/std/screen/screen-watch.ts';
import type { FakeConsoleMain } from './fake-console-main.ts';

const frameIntervalMs = 33;
const maxPieceBytes = 60_000;

/** Two monitors of different size, the second to the right and a little lower, as on many desks. */
export const deskMonitors: readonly Monitor[] = [
  { id: 0, name: 'DP-1', x: 0, y: 0, width: 1920, height: 1080, primary: true },
  { id: 1, name: 'HDMI-1', x: 1920, y: 120, width: 1280, height: 1024, primary: false },
];

type Lane = {
  readonly encoder: LaneEncoder;
  readonly picture: Picture;
  readonly context: CanvasRenderingContext2D;
  inFlight: number;
};

/** A customer's screens that are drawn here and travel in real lanes: a desktop with a window, a clock and a pointer. */
export class LaneDesktop {
  readonly #main: FakeConsoleMain;
  readonly #session: string;
  readonly #clock: Clock;
  readonly #lanes = new Map<number, Lane>();
  readonly #stop: Dispose;
  #frames = 0;
  /** Nothing moves any more; what is not sent yet still is. */
  isStill = false;
  /** What a hostile customer would send instead of the next frame. */
  nextFrame: Uint8Array | null = null;

  constructor(main: FakeConsoleMain, session: string, clock: Clock) {
    this.#main = main;
    this.#session = session;
    this.#clock = clock;
    main.onWatch = (watch) => this.#watch(watch);
    main.onDrawn = ({ lane }) => {
      const drawn = this.#lanes.get(lane);
      if (drawn !== undefined) drawn.inFlight--;
    };
    this.#stop = every(clock, frameIntervalMs, () => void this.#draw());
  }

  setMonitors(monitors: readonly Monitor[]): void {
    this.#main.change(this.#session, { screen: { state: 'live', controllable: true, by: 'lane', monitors } });
  }

  pointAt(lane: number, at: { readonly x: number; readonly y: number } | null): void {
    this.#send({ kind: 'cursorAt', lane, at });
  }

  /** Everything that was drawn here is on the technician's screen. */
  isSeen(lane: number): boolean {
    const { encoder, inFlight } = this.#lanes.get(lane) ?? {};
    return encoder?.pending === 'nothing' && inFlight === 0;
  }

  /** How many pixels of a part of a picture of the window differ from the upper left of what is drawn here. */
  async differingPixels(lane: number, png: Blob, part: Area | null): Promise<number> {
    const context = this.#lanes.get(lane)?.context;
    const picture = await createImageBitmap(png);
    const { x, y, width, height } = part ?? { x: 0, y: 0, width: picture.width, height: picture.height };
    const canvas = new OffscreenCanvas(width, height).getContext('2d');
    if (context === undefined || canvas === null) throw new Error('there is nothing to compare');
    canvas.drawImage(picture, -x, -y);
    const seen = new Uint32Array(canvas.getImageData(0, 0, width, height).data.buffer);
    const drawn = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
    return seen.reduce((count, pixel, at) => count + (pixel === drawn[at] ? 0 : 1), 0);
  }

  /** A frame of a lane, in pieces as over the line. */
  sendFrame(lane: number, frame: Uint8Array): void {
    for (let at = 0; at < frame.length; at += maxPieceBytes) {
      const end = Math.min(frame.length, at + maxPieceBytes);
      this.#send({ kind: 'piece', lane, first: at === 0, last: end === frame.length, bytes: frame.subarray(at, end) });
    }
  }

  /** Sends nothing more by itself. */
  close(): void {
    this.#stop();
  }

  #watch({ lanes, codecs, preference, restart }: ScreenWatch): void {
    const wish = { codecs, preference };
    for (const lane of this.#lanes.keys()) if (!lanes.includes(lane)) this.#lanes.delete(lane);
    for (const id of lanes) {
      const lane = this.#lanes.get(id);
      const monitor = deskMonitors.find((candidate) => candidate.id === id);
      if (lane === undefined && monitor !== undefined) this.#lanes.set(id, this.#open(monitor, wish));
      else if (restart && lane !== undefined) {
        lane.encoder.restart(wish);
        lane.inFlight = 0;
      }
    }
    this.#send({ kind: 'cursorShape', shape: arrow() });
    this.pointAt(0, { x: 700, y: 420 });
  }

  #open({ width, height }: Monitor, wish: Pick<ScreenWatch, 'codecs' | 'preference'>): Lane {
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (context === null) throw new Error('a new canvas has no context yet');
    const picture = blankPicture(width, height);
    const encoder = new LaneEncoder({
      picture,
      samePixels,
      deflate: (bytes) => deflateSync(bytes, { level: 1 }),
      openVideo: null,
      clock: this.#clock,
      wish,
    });
    return { encoder, picture, context, inFlight: 0 };
  }

  async #draw(): Promise<void> {
    this.#frames++;
    for (const [id, lane] of this.#lanes) {
      if (lane.inFlight > 2) continue;
      if (!this.isStill) drawDesktop(lane.context, id, this.#frames);
      const { width, height } = lane.picture;
      const { data } = lane.context.getImageData(0, 0, width, height);
      const shown = new Uint32Array(data.buffer);
      const { pixels } = lane.picture;
      for (let index = 0; index < pixels.length; index++) {
        const pixel = shown[index] ?? 0;
        pixels[index] = ((pixel & 0xff) << 16) | (pixel & 0xff00) | ((pixel >>> 16) & 0xff);
      }
      lane.encoder.changed([{ x: 0, y: 0, width, height }]);
      lane.inFlight++;
      const frame = await lane.encoder.next({
        budgetBytes: 1_000_000,
        bitsPerSecond: 50_000_000,
        loopMs: 18 + (this.#frames % 9),
      });
      if (frame === null) lane.inFlight--;
      else this.sendFrame(id, this.nextFrame ?? frame.bytes);
      this.nextFrame = null;
    }
  }

  #send(message: ScreenMessage): void {
    this.#main.server.emitBinary(addressScreenMessage(this.#session, encodeScreenMessage(message)));
  }
}

function samePixels(a: Uint32Array, aOffset: number, b: Uint32Array, bOffset: number, length: number): boolean {
  for (let index = 0; index < length; index++) if (a[aOffset + index] !== b[bOffset + index]) return false;
  return true;
}

/** A black arrow with a white edge. */
function arrow(): (ScreenMessage & { readonly kind: 'cursorShape' })['shape'] {
  const side = 20;
  const pixels = new Uint32Array(side * side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x <= y && y < 17 - Math.max(0, x - 8) * 3; x++) {
      const edge = x === 0 || x === y || y > 15 - Math.max(0, x - 8) * 3;
      pixels[y * side + x] = edge ? 0xffffffff : 0xff000000;
    }
  }
  return { width: side, height: side, hotX: 0, hotY: 0, pixels };
}

function drawDesktop(context: CanvasRenderingContext2D, lane: number, frames: number): void {
  const { width, height } = context.canvas;
  context.fillStyle = lane === 0 ? '#2b5a86' : '#5a4a7c';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#f4f4f4';
  context.fillRect(240, 140, width - 620, height - 400);
  context.fillStyle = '#d9dde2';
  context.fillRect(240, 140, width - 620, 48);
  context.fillStyle = '#20262c';
  context.font = '26px sans-serif';
  context.fillText(lane === 0 ? 'Printers and scanners' : 'Letter to the bank', 264, 173);
  context.font = '14px sans-serif';
  for (let line = 0; line < 18; line++) {
    context.fillText(
      `Line ${line + Math.floor(frames / 10)}: the quick brown fox jumps over the lazy dog`,
      300,
      240 + 22 * line,
    );
  }
  context.fillStyle = '#1b2a38';
  context.fillRect(0, height - 56, width, 56);
  context.fillStyle = '#ffffff';
  context.font = '32px sans-serif';
  context.fillText(new Date().toLocaleTimeString(), width - 220, height - 18);
  context.fillStyle = '#e0a030';
  context.fillRect((frames * 8) % width, height - 120, 60, 40);
}
