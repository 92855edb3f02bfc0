import { setTimeout as pause } from 'node:timers/promises';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startDisplay, until } from '#tests/support/x-display.ts';
import { row, type Row } from './figure.ts';
import { resultsTable } from './results-table.ts';
import type { PainterHandlers } from './screen/painter.ts';
import { scenes, type SceneName } from './screen/scenes/all.ts';
import { pictureSize } from './screen/systems/system.ts';
import { lines } from './slow-link/lines.ts';
import { SlowSession, type SeenFrame } from './slow-link/slow-session.ts';
import { median, percentile, round } from './support/spread.ts';
import { WorkerProcess } from './support/worker/worker-process.ts';

// How a shared screen fares on slow, long and lossy lines: how many frames come, and how old they are.

const sceneNames = ['small change', 'typing', 'scroll 30', 'video'] as const satisfies readonly SceneName[];

const help = `npm run bench -- slow-link [options]

  --seconds N           each scene at least so long. Default 4.
  --only-lines REGEXP   of: ${Object.keys(lines).join(' | ')}
  --only-cases REGEXP   of: ${sceneNames.join(' | ')}
  --without-video       for a viewer that decodes none; else what becomes video is counted, and its age is not known
  --json FILE           the rows, for programs
  --help                this text
`;

const warmUpMs = 1_500;
const pictureTimeoutMs = 60_000;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '4' },
      'only-lines': { type: 'string', default: '' },
      'only-cases': { type: 'string', default: '' },
      'without-video': { type: 'boolean', default: false },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const rows: Row[] = [];
  const display = await startDisplay({ ...pictureSize });
  const painter = new WorkerProcess<PainterHandlers>(new URL('screen/painter.ts', import.meta.url), display.display);
  try {
    for (const [name, conditions] of Object.entries(lines)) {
      if (!new RegExp(values['only-lines'], 'i').test(name)) continue;
      for (const scene of sceneNames.filter((each) => new RegExp(values['only-cases'], 'i').test(each))) {
        await painter.ask('show', 'idle');
        const codecs = values['without-video'] ? [] : (['h264'] as const);
        const session = await SlowSession.start(display.display, conditions, codecs);
        try {
          const measured = await measure(session, painter, scene, name, Number(values.seconds));
          rows.push(...measured);
          for (const each of measured) process.stdout.write(`${name}, ${each.case}: ${words(each)}\n`);
        } finally {
          await session.close();
        }
      }
    }
  } finally {
    await painter.close();
    await display.close();
  }
  process.stdout.write(`\n${resultsTable(rows.map((each) => ({ ...each, figure: 'slow-link', load: '' })))}`);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);
}

/** First how long the whole picture takes to come, then what comes of a scene. */
async function measure(
  session: SlowSession,
  painter: WorkerProcess<PainterHandlers>,
  scene: SceneName,
  line: string,
  seconds: number,
): Promise<readonly Row[]> {
  const startedMs = performance.now();
  const whole = new Promise<void>((resolve) => {
    session.onFrame = ({ exact }) => {
      if (exact) resolve();
    };
  });
  await Promise.race([whole, pause(pictureTimeoutMs)]);
  const wholeMs = performance.now() - startedMs;
  await until(async () => session.locate(), pictureTimeoutMs);
  await painter.ask('show', scene);
  await painter.ask('start', scene);
  await pause(warmUpMs);
  const seen: SeenFrame[] = [];
  const firstSeen = new Map<number, number>();
  session.onFrame = (frame) => {
    seen.push(frame);
    if (frame.counter !== null && !firstSeen.has(frame.counter)) firstSeen.set(frame.counter, frame.atMs);
  };
  const bytesBefore = session.line.carriedBytes[1];
  const pingsMs: number[] = [];
  const beganMs = performance.now();
  while (performance.now() - beganMs < 1_000 * Math.max(seconds, scenes[scene].leastSeconds)) {
    await pause(500);
    if (session.pingMs !== null) pingsMs.push(session.pingMs);
  }
  const elapsedSeconds = (performance.now() - beganMs) / 1_000;
  session.onFrame = () => {};
  const bytesPerSecond = Math.round((session.line.carriedBytes[1] - bytesBefore) / elapsedSeconds);
  const paintedAt = new Map(await painter.ask('stop'));
  const agesMs = [...firstSeen].flatMap(([counter, atMs]) => {
    const paintedMs = paintedAt.get(counter);
    return paintedMs === undefined || paintedMs > atMs ? [] : [atMs - paintedMs];
  });
  const isVideo = seen.some(({ hasVideo }) => hasVideo);
  const frames = isVideo ? seen.filter(({ hasVideo }) => hasVideo).length : agesMs.length;
  return [
    row({
      case: scene,
      system: line,
      fps: round(frames / elapsedSeconds),
      medianMs: agesMs.length === 0 ? null : round(median(agesMs)),
      p95Ms: agesMs.length === 0 ? null : round(percentile(agesMs, 0.95)),
      bytesPerSecond,
      detail: `whole picture after ${Math.round(wholeMs)} ms; ping ${pingsMs.length === 0 ? '-' : Math.round(median(pingsMs))} ms${isVideo ? '; as video, not decoded here' : ''}`,
    }),
  ];
}

function words({ fps, medianMs, p95Ms, bytesPerSecond, detail }: Row): string {
  return `${fps} /s, ${medianMs ?? '-'} / ${p95Ms ?? '-'} ms, ${Math.round((bytesPerSecond ?? 0) / 1_000)} kB/s, ${detail}`;
}

await main();
process.exit(0);
