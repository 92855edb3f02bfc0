import { Worker } from 'node:worker_threads';
import type { FailureCode } from '#shared/std/core/failure.ts';
import type { Logger } from '#shared/std/core/logger.ts';
import { assertNever } from '#shared/std/core/assert-never.ts';
import type { ScreenWatch } from '#shared/std/screen/screen-watch.ts';
import type { ScreenStream, ScreenStreamer, ScreenStreamEvents } from '../../core/applet-ports.ts';
import type { FromScreenWorker, ToScreenWorker } from './screen-worker-messages.ts';
import { detachSharedMemory } from './shared-memory.ts';

export type WorkerScreenStreamerOptions = {
  /** Where screen-worker.ts is, as a file that Node can run. */
  readonly worker: URL;
  /** What the thread sees as its environment; DISPLAY and XAUTHORITY count. */
  readonly environment: NodeJS.ProcessEnv;
  readonly logger: Logger;
};

/** A source that does not close in this time has its thread ended: from revoke to nothing captured are 100 ms at most. */
const closeTimeoutMs = 80;
/** A thread whose source is closed has nothing left to do; one that lingers all the same would hold memory. */
const exitTimeoutMs = 2_000;

/** Captures and encodes in a thread of its own, one for each capture. */
export class WorkerScreenStreamer implements ScreenStreamer {
  readonly #options: WorkerScreenStreamerOptions;
  #spare: Worker | null = null;

  constructor(options: WorkerScreenStreamerOptions) {
    this.#options = options;
  }

  /** Has a thread load what it needs, so that the first picture does not wait for it. It captures nothing yet. */
  prepare(): void {
    if (this.#spare !== null) return;
    const spare = openWorker(this.#options);
    spare.unref(); // It must not keep a program alive that is done.
    const forget = (): void => {
      if (this.#spare === spare) this.#spare = null;
    };
    spare.once('error', forget);
    spare.once('exit', forget);
    this.#spare = spare;
  }

  start(events: ScreenStreamEvents): ScreenStream {
    const worker = this.#spare ?? openWorker(this.#options);
    this.#spare = null;
    worker.ref();
    return new WorkerScreenStream(worker, this.#options.logger, events);
  }
}

function openWorker({ worker, environment }: WorkerScreenStreamerOptions): Worker {
  return new Worker(worker, { name: 'screen', env: environment });
}

class WorkerScreenStream implements ScreenStream {
  readonly #worker: Worker;
  readonly #events: ScreenStreamEvents;
  readonly #logger: Logger;
  readonly #exited: Promise<void>;
  #stopping: Promise<void> | null = null;
  #sourceClosed: () => void = () => {};
  #hasStarted = false;
  /** Told to stop, or ended: nothing may reach the events any more. */
  #isSilent = false;
  #memory: bigint | null = null;

  constructor(worker: Worker, logger: Logger, events: ScreenStreamEvents) {
    this.#events = events;
    this.#logger = logger;
    this.#worker = worker;
    this.#worker.on('message', (message: FromScreenWorker) => this.#take(message));
    this.#worker.on('error', (error) => {
      this.#logger.error('screen.workerFailed', { error: String(error) });
    });
    this.#exited = this.#waitForExit();
    this.#tell({ kind: 'open' });
  }

  watch(watch: ScreenWatch): void {
    this.#tell({ kind: 'watch', watch });
  }

  receive(bytes: Uint8Array): void {
    this.#tell({ kind: 'receive', bytes });
  }

  async stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<void> {
    this.#isSilent = true;
    const closed = new Promise<void>((resolve) => {
      this.#sourceClosed = resolve;
    });
    this.#tell({ kind: 'close' });
    this.#endAfter(closeTimeoutMs, closed);
    this.#endAfter(exitTimeoutMs, this.#exited);
    await Promise.race([closed, this.#exited]);
  }

  /** Ends the thread unless something has come first. */
  #endAfter(timeoutMs: number, first: Promise<void>): void {
    const timer = setTimeout(() => void this.#worker.terminate(), timeoutMs);
    void Promise.race([first, this.#exited]).then(() => clearTimeout(timer));
  }

  async #waitForExit(): Promise<void> {
    await new Promise((resolve) => {
      this.#worker.once('exit', resolve);
    });
    if (this.#memory !== null) await detachSharedMemory(this.#memory);
    this.#end(this.#hasStarted ? 'screenCaptureFailed' : 'screenSourceUnavailable');
  }

  #tell(message: ToScreenWorker): void {
    this.#worker.postMessage(message, []);
  }

  #take(message: FromScreenWorker): void {
    if (message.kind === 'memory') this.#memory = message.address;
    if (message.kind === 'log') this.#logger[message.level](message.event, message.fields);
    if (message.kind === 'closed') this.#sourceClosed();
    if (this.#isSilent) return;
    switch (message.kind) {
      case 'started':
        this.#hasStarted = true;
        this.#events.onStarted(message.monitors);
        return;
      case 'monitors':
        this.#events.onMonitors(message.monitors);
        return;
      case 'message':
        this.#events.onMessage(message.bytes);
        return;
      case 'ended':
        this.#end(message.reason);
        return;
      case 'closed':
      case 'memory':
      case 'log':
        return;
      default:
        assertNever(message);
    }
  }

  #end(reason: FailureCode): void {
    if (this.#isSilent) return;
    this.#isSilent = true;
    this.#events.onEnded(reason);
  }
}
