import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { sharedClockMs } from './clock.ts';
import { largestCounter, markerArea, paintMarker } from './marker.ts';
import { scenes, type SceneName } from './scenes/all.ts';
import type { Picture } from './scenes/scene.ts';
import { brightness, similarity } from './similarity.ts';
import { serve } from '../support/worker/serve.ts';
import { XClient, type Area } from './x-client.ts';

// Paints scenes with a counter on the customer's display, as a program there would. Usage: painter.ts DISPLAY

/** Which frame was shown when, on the shared clock. */
export type Painted = readonly (readonly [counter: number, atMs: number])[];

export type PainterHandlers = typeof handlers;

const display = await XClient.open(process.argv[2] ?? '');
const back = display.createPixmap(display.width, display.height);
const proof = display.createPixmap(display.width, display.height);
const pictures = new Map<SceneName, Picture>();

/** Above every other window; null while nothing is shown. */
let window: number | null = null;
let counter = 0;
let painted: [number, number][] = [];
let painting: { stop: boolean; readonly ended: Promise<void> } | null = null;

const handlers = {
  /** Makes a scene ready, which can take seconds the first time, and shows its first frame. Gives that frame's counter. */
  show: async (name: SceneName): Promise<number> => {
    const picture = await pictureOf(name);
    counter = nextCounter();
    picture(back, counter, true);
    paintMarker(display, back, counter);
    window ??= display.openWindow(display.area);
    display.raise(window);
    display.copy(back, window, display.area);
    // Where it is in nobody's way.
    display.movePointer(display.width - 1, display.height - 1);
    await display.sync();
    return counter;
  },

  start: async (name: SceneName): Promise<void> => {
    const picture = await pictureOf(name);
    painted = [];
    const state = { stop: false };
    painting = Object.assign(state, { ended: paint(picture, scenes[name].framesPerSecond, () => state.stop) });
  },

  stop: async (): Promise<Painted> => {
    if (painting !== null) {
      painting.stop = true;
      await painting.ended;
      painting = null;
    }
    return painted;
  },

  /** How like what was shown under `shownCounter` the pixels in a file are: 1 is the same. */
  score: async (name: SceneName, shownCounter: number, path: string): Promise<number> => {
    const picture = await pictureOf(name);
    picture(proof, shownCounter, true);
    paintMarker(display, proof, shownCounter);
    const expected = await display.read(display.area, proof);
    return similarity(brightness(expected), brightness(await readFile(path)), display.width);
  },

  hide: async (): Promise<void> => {
    if (window !== null) display.destroyWindow(window);
    window = null;
    await display.sync();
  },
};

async function pictureOf(name: SceneName): Promise<Picture> {
  const known = pictures.get(name);
  if (known !== undefined) return known;
  const picture = await scenes[name].prepare(display);
  pictures.set(name, picture);
  await display.sync();
  return picture;
}

async function paint(picture: Picture, framesPerSecond: number, isStopped: () => boolean): Promise<void> {
  if (framesPerSecond === 0) return;
  const intervalMs = 1_000 / framesPerSecond;
  for (let dueMs = sharedClockMs() + intervalMs; !isStopped(); dueMs += intervalMs) {
    await pause(Math.max(0, dueMs - sharedClockMs()));
    // Frames that are late are dropped, not made up for.
    dueMs = Math.max(dueMs, sharedClockMs() - intervalMs);
    const before = counter;
    counter = nextCounter();
    // After the largest number comes the first: the target then holds another frame than the one before.
    const changed = picture(back, counter, counter !== before + 1);
    paintMarker(display, back, counter);
    await display.sync();
    if (window === null) return;
    for (const area of withMarker(changed)) display.copy(back, window, area);
    painted.push([counter, sharedClockMs()]);
    display.flush();
  }
}

function nextCounter(): number {
  return counter >= largestCounter ? 1 : counter + 1;
}

/** The counter comes last: whoever sees it sees the rest of its frame. */
function withMarker(changed: readonly Area[]): readonly Area[] {
  const holdsMarker = ({ x, y, width, height }: Area): boolean =>
    x <= markerArea.x &&
    y <= markerArea.y &&
    x + width >= markerArea.x + markerArea.width &&
    y + height >= markerArea.y + markerArea.height;
  return changed.some(holdsMarker) ? changed : [...changed, markerArea];
}

serve(handlers);
