import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { startDisplay, type XDisplay } from '#tests/support/x-display.ts';
import { row, type Row } from '../figure.ts';
import { childrenCalled } from '../support/process-use.ts';
import { WireCounter } from '../support/wire-counter.ts';
import { within } from '../support/within.ts';
import { markerPitch, type Marker } from './marker.ts';
import { measureCase, type Bench } from './measure-case.ts';
import { measureInput } from './measure-input.ts';
import type { PainterHandlers } from './painter.ts';
import type { SamplerHandlers } from './sampler.ts';
import { sceneNames } from './scenes/all.ts';
import { closeAll, pictureSize, type Ends, type RunningSystem, type System } from './systems/system.ts';
import { WorkerProcess } from '../support/worker/worker-process.ts';

/** Larger than the picture, which is shown pixel for pixel beside a window's own lists and bars. */
const viewerSize = { width: 2720, height: 1440 } as const;
const startTimeoutMs = 90_000;
const locateTimeoutMs = 20_000;
/** Until a codec's first picture is sharp: where exactly the counter is, is read from it. */
const settleMs = 1_500;
const caseTimeoutMs = 240_000;
const closeTimeoutMs = 20_000;

export const inputCases = ['mouse move to effect', 'character to effect', 'key to effect'] as const;

const allCases = [...sceneNames, ...inputCases];

export type RunOptions = {
  readonly systems: readonly System[];
  /** Which cases are measured. */
  readonly wants: (name: string) => boolean;
  readonly repeats: number;
  readonly seconds: number;
  /** Moves, and presses of each key, in all repeats together. */
  readonly samples: number;
  readonly say: (line: string) => void;
};

/** Two displays with their painter and samplers, until `close`. */
export class ScreenRun {
  readonly #opened: { readonly close: () => Promise<void> }[] = [];
  readonly #rows: Row[] = [];
  /** The system that is measured now, on its way up or there. */
  #current: Promise<RunningSystem> | null = null;

  /** One row per case, system and repeat. A system that fails is said to, and the others go on. */
  async measure(options: RunOptions): Promise<readonly Row[]> {
    const ends = {
      source: this.#keep(await startDisplay({ ...pictureSize, windowManager: true })),
      viewer: this.#keep(await startDisplay({ ...viewerSize, windowManager: true })),
    };
    const wire = WireCounter.open();
    if (wire === null) options.say('bytes are not counted: that takes nft, and the right to use it');
    else this.#keep({ close: async () => wire.close() });
    const painter = this.#keep(
      new WorkerProcess<PainterHandlers>(new URL('painter.ts', import.meta.url), ends.source.display),
    );
    const samplers = { source: this.#sampler(ends.source), viewer: this.#sampler(ends.viewer) };
    const bench = { painter, wire, displays: childrenCalled('Xvfb') };

    for (let repeat = 0; repeat < options.repeats; repeat += 1) {
      for (const system of options.systems) {
        if (repeat > 0 && system.isOnce === true) continue;
        const load = loadavg()[0]?.toFixed(1) ?? '';
        options.say(`${system.name}, ${repeat + 1} of ${options.repeats} (load ${load})`);
        const starting = system.start(ends);
        this.#current = starting;
        let running: RunningSystem | null = null;
        try {
          running = await within(startTimeoutMs, 'its start', starting);
          const sampler = samplers[running.seenOn];
          await this.#measureSystem({ ...bench, sampler }, ends, { name: system.name, running }, options, repeat === 0);
        } catch (error) {
          const reason = failure(error);
          options.say(`  ${reason}`);
          // Should it come up after all, nobody waits for it any more.
          if (running === null) starting.then((late) => late.close()).catch(() => {});
          const absent = allCases.filter(options.wants);
          this.#rows.push(...absent.map((name) => row({ case: name, system: system.name, detail: reason })));
        } finally {
          await painter.ask('hide').catch(() => options.say('  the painter is gone'));
          await within(closeTimeoutMs, 'its end', running?.close() ?? Promise.resolve()).catch((error: unknown) =>
            options.say(`  ${String(error)}`),
          );
          this.#current = null;
        }
      }
    }
    return this.#rows;
  }

  /** Also in the middle of a measurement, which then fails. */
  async close(): Promise<void> {
    const ending = this.#current?.then((running) => running.close());
    // One that never came up has closed what it opened.
    await within(closeTimeoutMs, 'its end', ending ?? Promise.resolve()).catch(() => {});
    await closeAll(this.#opened);
  }

  async #measureSystem(
    bench: Bench,
    ends: Ends,
    system: { readonly name: string; readonly running: RunningSystem },
    options: RunOptions,
    quality: boolean,
  ): Promise<void> {
    const marker = await locate(bench);
    const detail =
      marker.pitch === markerPitch ? '' : `shown at ${(marker.pitch / markerPitch).toFixed(2)} of its size`;
    if (detail !== '') options.say(`  ${detail}: its likeness is not scored`);
    for (const scene of sceneNames.filter(options.wants)) {
      const measuring = measureCase(bench, system, scene, { seconds: options.seconds, quality });
      try {
        const measured = { ...(await within(caseTimeoutMs, scene, measuring)), detail };
        this.#rows.push(measured);
        options.say(`  ${summary(measured)}`);
      } catch (error) {
        const reason = failure(error);
        this.#rows.push(row({ case: scene, system: system.name, detail: reason }));
        options.say(`  ${scene} ${reason}`);
      }
    }
    if (system.running.takesInput && inputCases.some(options.wants)) {
      await this.#measureInput(bench, ends, system, options, marker);
    }
  }

  async #measureInput(
    { painter }: Bench,
    ends: Ends,
    { name, running }: { readonly name: string; readonly running: RunningSystem },
    { samples, repeats, wants, say }: RunOptions,
    marker: Marker,
  ): Promise<void> {
    const displays = { from: ends[running.seenOn].display, to: ends.source.display };
    try {
      await painter.ask('show', 'idle');
      const rows = await measureInput(name, displays, marker, Math.ceil(samples / repeats));
      this.#rows.push(...rows.filter((each) => wants(each.case)));
      for (const each of rows) say(`  ${summary(each)}`);
    } catch (error) {
      const detail = failure(error);
      this.#rows.push(...inputCases.filter(wants).map((each) => row({ case: each, system: name, detail })));
      say(`  input ${detail}`);
    }
  }

  #sampler(display: XDisplay): WorkerProcess<SamplerHandlers> {
    const size = [String(pictureSize.width), String(pictureSize.height)];
    return this.#keep(
      new WorkerProcess<SamplerHandlers>(new URL('sampler.ts', import.meta.url), display.display, ...size),
    );
  }

  #keep<Closable extends { close: () => Promise<void> }>(each: Closable): Closable {
    this.#opened.push(each);
    return each;
  }
}

async function locate({ painter, sampler }: Bench): Promise<Marker> {
  await painter.ask('show', 'idle');
  await sampler.ask('locate', locateTimeoutMs);
  await pause(settleMs);
  const marker = await sampler.ask('locate', locateTimeoutMs);
  if (marker === null) throw new Error('its picture was not found on the display');
  return marker;
}

function failure(error: unknown): string {
  return `failed: ${error instanceof Error ? error.message : String(error)}`;
}

function summary(measured: Row): string {
  const { fps, medianMs, p95Ms, bytesPerSecond, cpuSender, cpuViewer, ssimRest = null, ssimMotion } = measured;
  const parts = [
    fps === null ? '' : `${fps} /s`,
    medianMs === null ? '' : `${medianMs} / ${p95Ms} ms`,
    bytesPerSecond === null ? '' : `${Math.round(bytesPerSecond / 1_000)} kB/s`,
    cpuSender === null ? '' : `cores ${cpuSender} + ${cpuViewer}`,
    ssimRest === null ? '' : `SSIM ${ssimMotion ?? '-'} moving, ${ssimRest} still`,
  ];
  return `${measured.case}: ${parts.filter((part) => part !== '').join(', ')}`;
}
