import { writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { sharedClockMs } from './clock.ts';
import { findMarker, markerPitch, markerRow, readCounter, type Marker } from './marker.ts';
import { serve } from '../support/worker/serve.ts';
import { XClient, type Area } from './x-client.ts';

// Sees which frame a display shows, by the counter in it. Usage: sampler.ts DISPLAY WIDTH HEIGHT, the size of the picture
// when it is shown pixel for pixel.

/** Which frame was first seen when, on the shared clock. */
export type Seen = readonly (readonly [counter: number, atMs: number])[];

export type SamplerHandlers = typeof handlers;

const [name = '', pictureWidth = '', pictureHeight = ''] = process.argv.slice(2);
/** Looks this often even where the server tells of no change: every change that it missed would be a lost frame. */
const restlessMs = 100;

let marker: Marker | null = null;
let seen: [number, number][] = [];
let sampling: { stop: boolean; readonly ended: Promise<void> } | null = null;
let wake: () => void = () => {};

const display = await XClient.open(name);
const damage = await display.watchDamage(() => wake());

const handlers = {
  /** Looks where the counter is until the whole picture is in view, or the time is up: null then. */
  locate: async (timeoutMs: number): Promise<Marker | null> => {
    const endMs = sharedClockMs() + timeoutMs;
    marker = null;
    while (sharedClockMs() < endMs) {
      const found = findMarker(await display.read(display.area), display.width);
      const row = found === null ? null : await display.read(markerRow(found));
      if (found !== null && row !== null && readCounter(row, found.pitch) !== null) {
        // Twice the same: a window that is being laid out moves.
        if (marker?.left === found.left && marker.row === found.row) return found;
        marker = found;
      }
      await pause(200);
    }
    marker = null;
    return null;
  },

  start: async (): Promise<void> => {
    if (marker === null) throw new Error('the counter was not located');
    seen = [];
    const state = { stop: false };
    sampling = Object.assign(state, { ended: sample(marker, () => state.stop) });
  },

  stop: async (): Promise<Seen> => {
    if (sampling !== null) {
      sampling.stop = true;
      wake();
      await sampling.ended;
      sampling = null;
    }
    return seen;
  },

  /** The counter that is shown now; null if none can be read. */
  now: async (): Promise<number | null> =>
    marker === null ? null : readCounter(await display.read(markerRow(marker)), marker.pitch),

  /** Writes the picture's pixels to a file, and gives the counter in them, null if unreadable. Null: part is out of view or scaled. */
  capture: async (path: string): Promise<{ readonly counter: number | null } | null> => {
    if (marker === null || marker.pitch !== markerPitch) return null;
    const area: Area = { ...marker.origin, width: Number(pictureWidth), height: Number(pictureHeight) };
    const isInView =
      area.x >= 0 && area.y >= 0 && area.x + area.width <= display.width && area.y + area.height <= display.height;
    if (!isInView) return null;
    const pixels = await display.read(area);
    await writeFile(path, pixels);
    const first = 4 * ((marker.row - area.y) * area.width + marker.left - area.x);
    return { counter: readCounter(pixels.subarray(first, first + 4 * markerRow(marker).width), marker.pitch) };
  },
};

async function sample(where: Marker, isStopped: () => boolean): Promise<void> {
  const row = markerRow(where);
  // What is there at first has been there for nobody knows how long.
  const already = new Set([readCounter(await display.read(row), where.pitch)]);
  while (!isStopped()) {
    const changed = new Promise<void>((resolve) => {
      wake = resolve;
    });
    damage.clear();
    const counter = readCounter(await display.read(row), where.pitch);
    if (counter !== null && !already.has(counter)) {
      already.add(counter);
      seen.push([counter, sharedClockMs()]);
    }
    const timer = setTimeout(() => wake(), restlessMs);
    await changed;
    clearTimeout(timer);
  }
}

serve(handlers);
