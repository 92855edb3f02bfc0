import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type StepResult = { readonly name: string; readonly ok: boolean; readonly ms: number };

/** A figure that people feel, in milliseconds. */
export type Figure = { readonly name: string; readonly ms: number };

type Shot = { readonly name: string; readonly take: (path: string) => Promise<unknown> };

/** Runs the demo's steps, notes whether each really happened and how long it took, and takes pictures after each. */
export class Recorder {
  readonly steps: StepResult[] = [];
  readonly figures: Figure[] = [];
  readonly screenshots: string[] = [];
  readonly #folder: string;
  readonly #print: (text: string) => void;
  readonly #shots: Shot[] = [];

  constructor(folder: string, print: (text: string) => void) {
    this.#folder = folder;
    this.#print = print;
    mkdirSync(folder, { recursive: true });
  }

  /** From now on each step's end is pictured there too. */
  alsoPicture(shot: Shot): void {
    this.#shots.push(shot);
  }

  /** A step that fails ends the demo: what follows could not really happen. */
  async step(name: string, run: () => Promise<void>): Promise<void> {
    const startMs = performance.now();
    let ok = false;
    try {
      await run();
      ok = true;
    } finally {
      const ms = Math.round(performance.now() - startMs);
      this.steps.push({ name, ok, ms });
      this.#print(`${ok ? 'done  ' : 'FAILED'} ${String(ms).padStart(6)} ms  ${name}\n`);
      await this.#picture(name);
    }
  }

  figure(name: string, ms: number): void {
    this.figures.push({ name, ms: Math.round(ms * 10) / 10 });
  }

  /** The last line is for people, the file for programs. */
  writeJson(path: string, logPath: string | null): void {
    const { steps, figures, screenshots } = this;
    writeFileSync(path, `${JSON.stringify({ steps, figures, screenshots, log: logPath }, null, 2)}\n`);
  }

  get allDone(): boolean {
    return this.steps.length > 0 && this.steps.every(({ ok }) => ok);
  }

  async #picture(step: string): Promise<void> {
    const number = String(this.steps.length).padStart(2, '0');
    const words = step
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '');
    for (const shot of this.#shots) {
      const path = join(this.#folder, `${number}-${words}-${shot.name}.png`);
      try {
        await shot.take(path);
        this.screenshots.push(path);
      } catch (error) {
        // A window that a failed step took down cannot be pictured; the step's own failure is what counts.
        this.#print(`       no picture of the ${shot.name}: ${String(error).split('\n')[0]}\n`);
      }
    }
  }
}
