import { setTimeout as pause } from 'node:timers/promises';
import { row, type BenchOptions, type Figure, type Row } from './figure.ts';
import { leavingFilm, movingFilm, restingFilm, type Film } from './lens-film/films.ts';
import { beginLens, type BeginTimes } from './lens-session/begin-times.ts';
import { drawCircles, watchFilm } from './lens-session/draw-circles.ts';
import { framesPerSecond, glassToGlass } from './lens-session/glass-to-glass.ts';
import { LensStage, PhoneFellBackError } from './lens-session/lens-stage.ts';
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
      const rows: Row[] = [];
      const on = (film: Film, measure: Measure): Promise<void> => onStage(film, { begins, rows }, measure);
      await on(movingFilm, (stage, add) => measureMoving(stage, wire, samples, add));
      await on(leavingFilm, measureLeaving);
      await on(restingFilm, (stage, add) => measureResting(stage, wire, add));
      return [...beginRows(begins), ...rows];
    } finally {
      wire?.close();
    }
  },
};

type AddRows = (...rows: readonly Row[]) => void;
type Measure = (stage: LensStage, add: AddRows) => Promise<void>;

/** A phone that falls back to still pictures in the middle is said so in a row of its own; what was measured before stays. */
async function onStage(
  film: Film,
  results: { readonly begins: BeginTimes[]; readonly rows: Row[] },
  measure: Measure,
): Promise<void> {
  const stage = await LensStage.open(film);
  try {
    results.begins.push(await beginLens(stage));
    await pause(warmUpMs);
    await measure(stage, (...rows) => results.rows.push(...rows));
  } catch (error) {
    if (!(error instanceof PhoneFellBackError)) throw error;
    results.rows.push(row({ case: `${film.name}: marks`, detail: error.message }));
  } finally {
    await stage.close();
  }
}

async function measureMoving(
  stage: LensStage,
  wire: WireCounter | null,
  samples: BenchOptions['samples'],
  add: AddRows,
): Promise<void> {
  add(...(await measurePhone(stage, wire, 'camera moving, nothing drawn')));
  await stage.openWhiteboard();
  await stage.watch();
  const plain = await watchFilm(stage, filmRounds);
  add(latencyRow('camera: phone display to console display', 'Handrail', glassToGlass(stage.film, plain)));
  await stage.watch();
  const circles = await drawCircles(stage);
  const drawn = await watchFilm(stage, filmRounds);
  add(
    latencyRow('camera, while marks are held', 'Handrail', glassToGlass(stage.film, drawn)),
    ...errorRows(stage.film, circles, drawn),
    ...(await measurePhone(stage, wire, 'camera moving, four marks held')),
  );
  await stage.choose('Pen');
  await stage.choose('Red');
  const strokes = await measureStrokes(stage, Math.min(mostStrokes, Math.max(leastStrokes, samples)));
  add(
    latencyRow('stroke to phone display', 'Handrail', strokes.toPhone, strokes.lost),
    latencyRow('stroke to console display', 'Handrail', strokes.toConsole),
  );
}

async function measureLeaving(stage: LensStage, add: AddRows): Promise<void> {
  await stage.openWhiteboard();
  await stage.watch();
  const circles = await drawCircles(stage);
  add(...errorRows(stage.film, circles, await watchFilm(stage, filmRounds)));
}

async function measureResting(stage: LensStage, wire: WireCounter | null, add: AddRows): Promise<void> {
  add(...(await measurePhone(stage, wire, 'camera at rest, nothing drawn')));
  const { customer } = stage.phone;
  await customer.button('Pause').click();
  await customer.button('Resume').waitFor();
  add(...(await measurePhone(stage, wire, 'camera paused')));
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
          `${round(errors.medianWithoutLagPx)} px to the picture ${errors.lagFrames} frames before`,
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
