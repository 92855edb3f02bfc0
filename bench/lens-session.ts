import { setTimeout as pause } from 'node:timers/promises';
import { row, type BenchOptions, type Figure, type Row } from './figure.ts';
import { leavingFilm, movingFilm, restingFilm, type Film } from './lens-film/films.ts';
import { beginLens, type BeginTimes } from './lens-session/begin-times.ts';
import { drawCircles, watchFilm } from './lens-session/draw-circles.ts';
import { framesPerSecond, glassToGlass } from './lens-session/glass-to-glass.ts';
import { LensStage } from './lens-session/lens-stage.ts';
import { markErrors, type DrawnCircle } from './lens-session/mark-errors.ts';
import { measurePhone } from './lens-session/phone-cost.ts';
import type { WatchedPicture } from './lens-session/picture-watcher.ts';
import { measureStrokes } from './lens-session/stroke-times.ts';
import { latencyRow, round, runsRow } from './support/spread.ts';
import { WireCounter } from './support/wire-counter.ts';

/** Of press to pixels; each is a stroke of a tenth of a second. */
const leastStrokes = 30;
const mostStrokes = 60;
const filmRounds = 2;
/** A connection that has just begun finds its rate first. */
const warmUpMs = 5_000;

/** Camera and whiteboard from end to end: both programs in their windows, a film as the camera, and what their displays show. */
export const lensSession: Figure = {
  name: 'lens-session',
  title: 'Camera and whiteboard through both windows: times, where marks are seen, cost',
  measure: async ({ samples }) => {
    const wire = WireCounter.open();
    try {
      const begins: BeginTimes[] = [];
      const rows = [
        ...(await onStage(movingFilm, begins, (stage) => measureMoving(stage, wire, samples))),
        ...(await onStage(leavingFilm, begins, measureLeaving)),
        ...(await onStage(restingFilm, begins, (stage) => measureResting(stage, wire))),
      ];
      return [...beginRows(begins), ...rows];
    } finally {
      wire?.close();
    }
  },
};

async function onStage(
  film: Film,
  begins: BeginTimes[],
  measure: (stage: LensStage) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const stage = await LensStage.open(film);
  try {
    begins.push(await beginLens(stage));
    await pause(warmUpMs);
    return await measure(stage);
  } finally {
    await stage.close();
  }
}

async function measureMoving(
  stage: LensStage,
  wire: WireCounter | null,
  samples: BenchOptions['samples'],
): Promise<readonly Row[]> {
  const before = await measurePhone(stage, wire, 'camera moving, nothing drawn');
  await stage.openWhiteboard();
  await stage.watch();
  const plain = await watchFilm(stage, filmRounds);
  await stage.watch();
  const circles = await drawCircles(stage);
  const drawn = await watchFilm(stage, filmRounds);
  const holding = await measurePhone(stage, wire, 'camera moving, four marks held');
  await stage.watch();
  await stage.choose('Pen');
  await stage.choose('Red');
  const strokes = await measureStrokes(stage, Math.min(mostStrokes, Math.max(leastStrokes, samples)));
  return [
    latencyRow('camera: phone display to console display', 'Handrail', glassToGlass(stage.film, plain)),
    latencyRow('camera, while marks are held', 'Handrail', glassToGlass(stage.film, drawn)),
    ...errorRows(stage.film, circles, drawn),
    latencyRow('stroke to phone display', 'Handrail', strokes.toPhone, strokes.lost),
    latencyRow('stroke to console display', 'Handrail', strokes.toConsole),
    ...before,
    ...holding,
  ];
}

async function measureLeaving(stage: LensStage): Promise<readonly Row[]> {
  await stage.openWhiteboard();
  await stage.watch();
  const circles = await drawCircles(stage);
  return errorRows(stage.film, circles, await watchFilm(stage, filmRounds));
}

async function measureResting(stage: LensStage, wire: WireCounter | null): Promise<readonly Row[]> {
  const still = await measurePhone(stage, wire, 'camera at rest, nothing drawn');
  const { customer } = stage.phone;
  await customer.button('Pause').click();
  await customer.button('Resume').waitFor();
  return [...still, ...(await measurePhone(stage, wire, 'camera paused'))];
}

function errorRows(
  film: Film,
  circles: readonly DrawnCircle[],
  seen: Readonly<Record<'phone' | 'console', readonly WatchedPicture[]>>,
): readonly Row[] {
  return (['phone', 'console'] as const).flatMap((where): Row[] => {
    const pictures = seen[where];
    const errors = markErrors(film, circles, pictures);
    const name = `${film.name}: mark to its object, on the ${where}`;
    const percent = (share: number): string => `${round(100 * share)} %`;
    return [
      row({
        case: `${name}, median`,
        value: round(errors.medianPx),
        unit: 'px',
        fps: round(framesPerSecond(pictures)),
        detail: [
          `lost ${percent(errors.lostShare)}, drawn without its object ${percent(errors.ghostShare)}`,
          `${round(errors.medianWithoutLagPx)} px to the picture ${errors.lagFrames} of 30 frames a second before`,
          `${errors.pictures} pictures, ${round(framesPerSecond(pictures))} a second`,
        ].join('; '),
      }),
      row({
        case: `${name}, p95`,
        value: round(errors.p95Px),
        unit: 'px',
        detail: `worst ${round(errors.worstPx)}`,
      }),
      ...(errors.foundAgainMs.length === 0
        ? []
        : [latencyRow(`${film.name}: found again, on the ${where}`, 'Handrail', errors.foundAgainMs)]),
    ];
  });
}

function beginRows(begins: readonly BeginTimes[]): readonly Row[] {
  const of = (what: string, pick: (times: BeginTimes) => number): Row => runsRow(what, begins.map(pick));
  return [
    of('phone: PIN entered (Connect) to terms', ({ connectToTerms }) => connectToTerms),
    of('phone: terms accepted to session in the list', ({ acceptToList }) => acceptToList),
    of('Start to camera picture at the console', ({ startToPicture }) => startToPicture),
    of('PIN entered to camera picture, with all clicks', ({ connectToPicture }) => connectToPicture),
  ];
}
