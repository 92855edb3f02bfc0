import { setTimeout as pause } from 'node:timers/promises';
import type { BothSeen, LensStage } from './lens-stage.ts';
import type { DrawnCircle } from './mark-errors.ts';
import { readColours } from './read-picture.ts';

/** Where the circles are tapped, in the camera's pixels. */
const places = [
  { x: 240, y: 180 },
  { x: 400, y: 180 },
  { x: 240, y: 300 },
  { x: 400, y: 300 },
] as const;
/** The first frames after the last tap: it is taken up meanwhile. */
const settleMs = 1_500;

/** Taps a circle of each colour onto what the film shows, and waits until the phone holds them. The whiteboard is open and watched. */
export async function drawCircles(stage: LensStage): Promise<readonly DrawnCircle[]> {
  await stage.choose('Circle');
  for (const [index, colour] of readColours.entries()) await stage.tap(colour, places[index] ?? places[0]);
  await stage.trackingIsReady();
  await pause(settleMs);
  return (await stage.sentMarks()).flatMap(({ colour, frame, x, y }) => {
    const known = readColours.find((each) => each === colour);
    if (known === undefined || frame === null) throw new Error('a circle was drawn on nobody knows which frame');
    return [{ colour: known, frame, x, y }];
  });
}

/** What both displays show while the film plays so many times. */
export async function watchFilm(stage: LensStage, times: number): Promise<BothSeen> {
  await stage.watched();
  await stage.watch();
  await pause(1_000 * times * stage.film.seconds);
  const seen = await stage.watched();
  // A phone that gave up meanwhile holds nothing any more: those would be no figures.
  await stage.trackingIsReady();
  return seen;
}
