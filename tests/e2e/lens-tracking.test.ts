import { cpus, loadavg } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leavingFilm } from '../../bench/lens-film/films.ts';
import { beginLens } from '../../bench/lens-session/begin-times.ts';
import { drawCircles, watchFilm } from '../../bench/lens-session/draw-circles.ts';
import { LensStage, PhoneFellBackError, type BothSeen } from '../../bench/lens-session/lens-stage.ts';
import { markErrors, type DrawnCircle } from '../../bench/lens-session/mark-errors.ts';
import { measureStrokes } from '../../bench/lens-session/stroke-times.ts';

// The bench measures; here is only what nothing but something broken misses, on a computer that does other things, too.

const mostMedianPx = 2;
const mostP95Px = 6;
const mostLostShare = 0.5;
const mostGhostShare = 0.4;
const mostFoundAgainMs = 4_000;
const mostStrokeMs = 500;
const strokes = 4;
/** Programs that want to run for each core: with more the phone is right to say that it cannot keep up. */
const busyPerCore = 2;

let stage: LensStage;
let circles: readonly DrawnCircle[] = [];
let seen: BothSeen = { phone: [], console: [] };
let fellBack = false;

beforeAll(async () => {
  stage = await LensStage.open(leavingFilm);
  await beginLens(stage);
  await stage.openWhiteboard();
  await stage.watch();
  try {
    circles = await drawCircles(stage);
    seen = await watchFilm(stage, 2);
  } catch (error) {
    if (!(error instanceof PhoneFellBackError) || (loadavg()[0] ?? 0) < busyPerCore * cpus().length) throw error;
    fellBack = true;
  }
});

afterAll(() => stage?.close());

describe.runIf(process.platform === 'linux')('drawings on a camera that moves', () => {
  it.for(['phone', 'console'] as const)(
    'L9 BRD5 stay on their objects, leave the picture and come back with them, on the display of the %s',
    (where, { skip }) => {
      if (fellBack) skip('the computer is too busy for the phone to track');
      const errors = markErrors(leavingFilm, circles, seen[where]);
      expect(errors.pictures).toBeGreaterThan(50);
      expect(errors.medianPx).toBeLessThan(mostMedianPx);
      expect(errors.p95Px).toBeLessThan(mostP95Px);
      expect(errors.lostShare).toBeLessThan(mostLostShare);
      expect(errors.ghostShare).toBeLessThan(mostGhostShare);
      expect(errors.foundAgainMs.length).toBeGreaterThan(0);
      expect(Math.max(...errors.foundAgainMs)).toBeLessThan(mostFoundAgainMs);
    },
  );

  it('L9 a stroke is on the phone’s display at once', async ({ skip }) => {
    if (fellBack) skip('the computer is too busy for the phone to track');
    await stage.choose('Pen');
    await stage.choose('Red');
    const { toPhone, lost } = await measureStrokes(stage, strokes);
    expect(lost).toBe(0);
    expect(Math.min(...toPhone)).toBeLessThan(mostStrokeMs);
  });
});
