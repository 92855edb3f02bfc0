import { setTimeout as pause } from 'node:timers/promises';
import type { Row } from '../figure.ts';
import { numbersFrom } from '../screen/random-numbers.ts';
import type { Point, XWatch } from './input-probe.ts';
import { latencyRow } from './spread.ts';
import { freeArea } from './two-screens.ts';

export type InputPath = {
  /** What keys and moves go through. */
  readonly system: string;
  readonly watch: XWatch;
  /** Makes the pointer go to this pixel of the customer's screen. */
  readonly move: (place: Point) => void;
  /** What is pressed, by what the row is called. */
  readonly keys: Readonly<Record<string, (() => void) | undefined>>;
};

const vainAttempts = 5;

/**
 * Samples come at uneven times, far enough apart to be done before the next, so that they meet a screen's or a timer's
 * beat at every phase. The same ones in every run.
 */
export async function sampleInput(path: InputPath, samples: number): Promise<readonly Row[]> {
  const random = numbersFrom(20);
  const rows: Row[] = [];
  const sample = async (what: string, once: () => Promise<number | null>): Promise<void> => {
    const times: number[] = [];
    for (let index = 0; index < samples; index += 1) {
      await pause(40 + 25 * random());
      const time = await once();
      if (time !== null) times.push(time);
      // It does not arrive at all: each would be waited for as long.
      if (times.length === 0 && index + 1 === vainAttempts) break;
    }
    rows.push(latencyRow(what, path.system, times, times.length === 0 ? vainAttempts : samples - times.length));
  };
  await sample('mouse move to effect', () => {
    const place = {
      x: Math.floor(freeArea.left + freeArea.width * random()),
      y: Math.floor(freeArea.top + freeArea.height * random()),
    };
    return path.watch.pointerAfter(() => path.move(place), place);
  });
  for (const [name, press] of Object.entries(path.keys)) {
    if (press !== undefined) await sample(name, () => path.watch.keyAfter(press));
  }
  return rows;
}
