import { fork, type ChildProcess } from 'node:child_process';
import type { Answer, Handlers, Question } from './serve.ts';

/** A process of its own that answers questions, so that whoever asks does not disturb what it measures. */
export class WorkerProcess<Own extends Handlers> {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<
    number,
    { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }
  >();
  #lastId = 0;

  /** `script` calls `serve`. */
  constructor(script: URL, ...scriptArguments: readonly string[]) {
    this.#child = fork(script, scriptArguments, { serialization: 'advanced' });
    this.#child.on('message', (answer: Answer) => {
      const asked = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if (answer.error === null) asked?.resolve(answer.value);
      else asked?.reject(new Error(answer.error));
    });
    this.#child.once('exit', (code, signal) => {
      const all = [...this.#waiting.values()];
      this.#waiting.clear();
      for (const { reject } of all) reject(new Error(`${script.pathname} ended (${code ?? signal})`));
    });
  }

  ask<Name extends keyof Own & string>(
    name: Name,
    ...given: Parameters<Own[Name]>
  ): Promise<Awaited<ReturnType<Own[Name]>>> {
    const id = (this.#lastId += 1);
    return new Promise((resolve, reject) => {
      // What arrives is what the handler of this name gave: both ends are typed by the same table.
      this.#waiting.set(id, { resolve: (value) => resolve(value as Awaited<ReturnType<Own[Name]>>), reject });
      this.#child.send({ id, name, given } satisfies Question, (error) => {
        if (error !== null) reject(error);
      });
    });
  }

  async close(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill();
    await ended;
  }
}
