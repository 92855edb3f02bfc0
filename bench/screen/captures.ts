import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { within } from '../support/within.ts';
import type { PainterHandlers } from './painter.ts';
import type { SamplerHandlers } from './sampler.ts';
import type { SceneName } from './scenes/all.ts';
import type { WorkerProcess } from '../support/worker/worker-process.ts';

const answerTimeoutMs = 30_000;

/** Pictures as they were seen, to be scored later: scoring takes time that a moving scene would miss. */
export class Captures {
  readonly #folder: string;
  readonly #captured: { readonly counter: number | null; readonly path: string }[] = [];

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** So many, with a pause before each. */
  static async take(sampler: WorkerProcess<SamplerHandlers>, count: number, pauseMs: number): Promise<Captures> {
    const captures = new Captures(await mkdtemp(join(tmpdir(), 'handrail-bench-')));
    for (let index = 0; index < count; index += 1) {
      await pause(pauseMs);
      await captures.#take(sampler);
    }
    return captures;
  }

  /**
   * How like they are to what was painted, the mean; null if none can be compared. `shown` is the frame that they must be
   * of; without it, each is compared with the frame that it says it is.
   */
  async score(
    painter: WorkerProcess<PainterHandlers>,
    scene: SceneName,
    shown: number | null = null,
  ): Promise<number | null> {
    const scores: number[] = [];
    for (const { counter, path } of this.#captured) {
      const frame = shown ?? counter;
      if (frame === null) continue;
      scores.push(await within(answerTimeoutMs, 'scoring', painter.ask('score', scene, frame, path)));
    }
    await rm(this.#folder, { recursive: true });
    // Down, never up to the 1 that says "the same".
    return scores.length === 0
      ? null
      : Math.floor((10_000 * scores.reduce((sum, each) => sum + each, 0)) / scores.length) / 10_000;
  }

  async #take(sampler: WorkerProcess<SamplerHandlers>): Promise<void> {
    const path = join(this.#folder, `${this.#captured.length}.raw`);
    const seen = await within(answerTimeoutMs, 'a capture', sampler.ask('capture', path));
    if (seen !== null) this.#captured.push({ counter: seen.counter, path });
  }
}
