import { Worker } from 'node:worker_threads';
import type { Logger } from '#shared/std/core/logger.ts';
import type { FromScreenWorker, ToScreenWorker } from './screen-worker-messages.ts';
import { detachSharedMemory } from './shared-memory.ts';

export type ScreenThreadOptions = {
  /** Where screen-worker.ts is, as a file that Node can run. */
  readonly worker: URL;
  /** What the thread sees as its environment; DISPLAY and XAUTHORITY count. */
  readonly environment: NodeJS.ProcessEnv;
  readonly logger: Logger;
};

/**
 * A thread that was told to end and has not by then is stuck, and is ended by force. Not sooner: a busy computer can keep a
 * sound one waiting for a quarter of a second, and force in the middle of native code ends the whole process.
 */
const forceAfterMs = 2_000;

/** The thread that captures and encodes, as the main thread sees it: told to end, it is gone for certain, without harm. */
export class ScreenThread {
  readonly #worker: Worker;
  /** Resolves when it is gone, and what it shared with the X server let go of. */
  readonly exited: Promise<void>;
  onMessage: (message: FromScreenWorker) => void = () => {};
  #isLoading = false;
  #isEnding = false;
  #memory: bigint | null = null;

  constructor({ worker, environment, logger }: ScreenThreadOptions) {
    this.#worker = new Worker(worker, { name: 'screen', env: environment });
    this.#worker.on('message', (message: FromScreenWorker) => {
      if (message.kind === 'memory') this.#memory = message.address;
      if (message.kind === 'loading') this.#isLoading = message.isLoading;
      if (message.kind === 'log') logger[message.level](message.event, message.fields);
      this.onMessage(message);
    });
    this.#worker.on('error', (error) => logger.error('screen.workerFailed', { error: String(error) }));
    this.exited = this.#waitForExit();
  }

  /** Whether it keeps the program alive. */
  setRef(isKept: boolean): void {
    if (isKept) this.#worker.ref();
    else this.#worker.unref();
  }

  tell(message: ToScreenWorker): void {
    this.#worker.postMessage(message, []);
  }

  /** Resolves with `exited`. */
  async end(): Promise<void> {
    if (!this.#isEnding) {
      this.#isEnding = true;
      this.setRef(true);
      this.tell({ kind: 'close' });
      this.#forceLater();
    }
    await this.exited;
  }

  #forceLater(): void {
    const timer = setTimeout(() => {
      // Ended while it loads a library, it would take this process with it. Blocked as it is, it captures nothing.
      if (this.#isLoading) this.#forceLater();
      else void this.#worker.terminate();
    }, forceAfterMs);
    void this.exited.then(() => clearTimeout(timer));
  }

  async #waitForExit(): Promise<void> {
    await new Promise((resolve) => {
      this.#worker.once('exit', resolve);
    });
    if (this.#memory !== null) await detachSharedMemory(this.#memory);
  }
}
