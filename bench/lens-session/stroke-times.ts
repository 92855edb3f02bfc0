import { setTimeout as pause } from 'node:timers/promises';
import { sharedClockMs } from '../screen/clock.ts';
import { numbersFrom } from '../screen/random-numbers.ts';
import { until } from '#tests/support/x-display.ts';
import type { LensStage } from './lens-stage.ts';

/** Milliseconds from the press of a button over the console's picture to the first pixels of the drawing, of each stroke that came. */
export type StrokeTimes = {
  readonly toPhone: readonly number[];
  readonly toConsole: readonly number[];
  readonly lost: number;
};

const lostAfterMs = 3_000;
/** Nobody asks the watchers while they have something to see. */
const usualMs = 300;

/** Where lines begin, in the camera's pixels, and what of the picture they reach. */
const begins = { x: 200, y: 150, width: 200, height: 150 } as const;
const reached = { x: 180, y: 130, width: 272, height: 210 } as const;

/** Red lines one after the other, at places and moments that repeat in every run. The stage is not watched; its pen is red. */
export async function measureStrokes(stage: LensStage, strokes: number): Promise<StrokeTimes> {
  const random = numbersFrom(31);
  const toPhone: number[] = [];
  const toConsole: number[] = [];
  let lost = 0;
  await stage.watch(reached);
  for (let stroke = 0; stroke < strokes; stroke += 1) {
    await stage.eraseAll();
    await pause(200 + 200 * random());
    let pressedMs = 0;
    const times = async (): Promise<readonly (number | null)[]> => {
      const seen = await stage.seenSince(pressedMs);
      return [seen.phone, seen.console].map((pictures) => {
        const first = pictures.find(({ marks }) => marks.red !== undefined);
        return first === undefined ? null : first.atMs - pressedMs;
      });
    };
    await stage.stroke({ x: begins.x + begins.width * random(), y: begins.y + begins.height * random() }, () => {
      pressedMs = sharedClockMs();
    });
    await pause(usualMs);
    // What never comes is lost, and no reason to stop.
    await until(async () => (await times()).every((time) => time !== null), lostAfterMs).catch(() => {});
    const [phone, console] = await times();
    if (typeof phone === 'number') toPhone.push(phone);
    else lost += 1;
    if (typeof console === 'number') toConsole.push(console);
  }
  await stage.watched();
  return { toPhone, toConsole, lost };
}
