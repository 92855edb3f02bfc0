import { setTimeout as pause } from 'node:timers/promises';
import { until } from '#tests/support/x-display.ts';
import { row, type Row } from '../figure.ts';
import { ProcessorTime } from '../support/processor-time.ts';
import { median, percentile, round } from '../support/spread.ts';
import type { WireCounter } from '../support/wire-counter.ts';
import { within } from '../support/within.ts';
import { Captures } from './captures.ts';
import type { Painted, PainterHandlers } from './painter.ts';
import type { SamplerHandlers, Seen } from './sampler.ts';
import { scenes, type SceneName } from './scenes/all.ts';
import type { RunningSystem } from './systems/system.ts';
import type { WorkerProcess } from '../support/worker/worker-process.ts';

/** Until what a codec or a buffer does at first is over. */
const warmUpMs = 1_000;
/** After the last change, so that whoever sends the rest of a picture later may do so. */
const restMs = 1_000;
const motionCaptures = 2;
const betweenCapturesMs = 170;
/** Making a scene's pictures, the first time. */
const prepareTimeoutMs = 120_000;
/** Until a frame that stands still is seen: some systems have a backlog of seconds. */
const arrivalTimeoutMs = 6_000;
const answerTimeoutMs = 30_000;

export type Bench = {
  readonly painter: WorkerProcess<PainterHandlers>;
  readonly sampler: WorkerProcess<SamplerHandlers>;
  /** Null: bytes cannot be counted here. */
  readonly wire: WireCounter | null;
  /** The X servers' processes. */
  readonly displays: readonly number[];
};

export type CaseOptions = {
  readonly seconds: number;
  /** Whether the picture is scored as well, which takes two seconds more. */
  readonly quality: boolean;
};

/** Plays one scene at the customer's and watches it at the technician's. */
export async function measureCase(
  { painter, sampler, wire, displays }: Bench,
  { name, running }: { readonly name: string; readonly running: RunningSystem },
  scene: SceneName,
  { seconds, quality }: CaseOptions,
): Promise<Row> {
  const isIdle = scenes[scene].framesPerSecond === 0;
  const first = await within(prepareTimeoutMs, 'painting', painter.ask('show', scene));
  await until(async () => (await sampler.ask('now')) === first, arrivalTimeoutMs).catch(() => {
    // A codec can leave the counter unreadable where nothing moves; what moves is measured nevertheless.
  });
  await painter.ask('start', scene);
  try {
    await pause(isIdle ? 2 * warmUpMs : warmUpMs);
    const processor = new ProcessorTime({ sender: running.sender, viewer: running.viewer, displays });
    const bytesBefore = countBytes(wire, running);
    const startedMs = performance.now();
    await sampler.ask('start');
    await pause(Math.max(seconds, scenes[scene].leastSeconds) * 1_000);
    const seen = await within(answerTimeoutMs, 'sampling', sampler.ask('stop'));
    const elapsedSeconds = (performance.now() - startedMs) / 1_000;
    const cores = processor.cores();
    const bytes = countBytes(wire, running);
    const motion = quality && !isIdle ? await Captures.take(sampler, motionCaptures, betweenCapturesMs) : null;
    const painted = await within(answerTimeoutMs, 'painting', painter.ask('stop'));
    const rest = quality ? await Captures.take(sampler, 1, restMs) : null;
    const isSomewhere = running.sender.length > 0;
    return row({
      case: scene,
      system: name,
      ...(isIdle ? {} : delivered(painted, seen, elapsedSeconds)),
      bytesPerSecond:
        bytes === null || bytesBefore === null ? null : Math.round((bytes - bytesBefore) / elapsedSeconds),
      cpuSender: isSomewhere ? cores.sender : null,
      cpuViewer: isSomewhere ? cores.viewer : null,
      cpuDisplays: cores.displays,
      ssimMotion: (await motion?.score(painter, scene)) ?? null,
      ssimRest: (await rest?.score(painter, scene, painted.at(-1)?.[0] ?? first)) ?? null,
    });
  } finally {
    await painter.ask('stop');
  }
}

function delivered(painted: Painted, seen: Seen, seconds: number): Pick<Row, 'fps' | 'medianMs' | 'p95Ms'> {
  const paintedAt = new Map(painted);
  const delays = seen.flatMap(([counter, seenMs]) => {
    const paintedMs = paintedAt.get(counter);
    return paintedMs === undefined || paintedMs > seenMs ? [] : [seenMs - paintedMs];
  });
  const [medianMs, p95Ms] =
    delays.length === 0 ? [null, null] : [round(median(delays)), round(percentile(delays, 0.95))];
  return { fps: Math.round((10 * delays.length) / seconds) / 10, medianMs, p95Ms };
}

function countBytes(wire: WireCounter | null, running: RunningSystem): number | null {
  return wire === null || running.wire === null ? null : wire.bytesFrom(running.wire);
}
