import { sharedClockMs } from '../screen/clock.ts';
import { XClient, type Area } from '../screen/x-client.ts';
import { serve } from '../support/worker/serve.ts';
import { displayArea, type PicturePlace } from './picture-place.ts';
import { readMarks, readPicture, type SeenPicture } from './read-picture.ts';

// Sees what a display shows of a film and of the marks over it: pixels only, no page is asked. Usage: picture-watcher.ts DISPLAY

/** What was shown from then on, until the next one. */
export type WatchedPicture = SeenPicture & { readonly atMs: number };

export type PictureWatcherHandlers = typeof handlers;

const [name = ''] = process.argv.slice(2);
/** Looks this often even where the server tells of no change. */
const restlessMs = 100;

let watched: WatchedPicture[] = [];
let watching: { stop: boolean; readonly ended: Promise<void> } | null = null;
let wake: () => void = () => {};

const display = await XClient.open(name);
const damage = await display.watchDamage(() => wake());

const handlers = {
  /** `part` of the picture, in the camera's pixels: only marks are looked for, and only there, which is quicker by as much. */
  start: async ({ place, part }: { readonly place: PicturePlace; readonly part?: Area }): Promise<void> => {
    if (watching !== null) throw new Error('it watches already');
    watched = [];
    const state = { stop: false };
    watching = Object.assign(state, { ended: watch({ place, part }, () => state.stop) });
  },

  /** Everything that was seen since the start. */
  stop: async (): Promise<readonly WatchedPicture[]> => {
    if (watching !== null) {
      watching.stop = true;
      wake();
      await watching.ended;
      watching = null;
    }
    return watched;
  },

  /** What is shown now. */
  now: async (): Promise<WatchedPicture | null> => watched.at(-1) ?? null,

  /** What was seen from this moment on. */
  since: async (fromMs: number): Promise<readonly WatchedPicture[]> => watched.filter(({ atMs }) => atMs >= fromMs),
};

async function watch(
  { place, part }: { readonly place: PicturePlace; readonly part: Area | undefined },
  isStopped: () => boolean,
): Promise<void> {
  const area = displayArea(place, part);
  while (!isStopped()) {
    const changed = new Promise<void>((resolve) => {
      wake = resolve;
    });
    damage.clear();
    const pixels = await display.read(area);
    const atMs = sharedClockMs();
    const seen =
      part === undefined ? readPicture(pixels, place) : { frame: null, marks: readMarks(pixels, place, area) };
    const last = watched.at(-1);
    if (last === undefined || JSON.stringify([last.frame, last.marks]) !== JSON.stringify([seen.frame, seen.marks])) {
      watched.push({ atMs, ...seen });
    }
    const timer = setTimeout(() => wake(), restlessMs);
    await changed;
    clearTimeout(timer);
  }
}

serve(handlers);
