import type { FailureCode } from '#shared/std/core/failure.ts';
import { assertNever } from '#shared/std/core/assert-never.ts';
import type { ScreenWatch } from '#shared/std/screen/screen-watch.ts';
import type { ScreenStream, ScreenStreamer, ScreenStreamEvents } from '../../core/applet-ports.ts';
import { ScreenThread, type ScreenThreadOptions } from './screen-thread.ts';
import type { FromScreenWorker } from './screen-worker-messages.ts';

/** Captures and encodes in a thread of its own, one for each capture. */
export class WorkerScreenStreamer implements ScreenStreamer {
  readonly #options: ScreenThreadOptions;
  readonly #threads = new Set<ScreenThread>();
  #spare: ScreenThread | null = null;

  constructor(options: ScreenThreadOptions) {
    this.#options = options;
  }

  /** Has a thread load what it needs, so that the first picture does not wait for it. It captures nothing yet. */
  prepare(): void {
    if (this.#spare !== null) return;
    const spare = this.#openThread();
    spare.setRef(false); // It must not keep a program alive that is done.
    this.#spare = spare;
  }

  start(events: ScreenStreamEvents): ScreenStream {
    const thread = this.#spare ?? this.#openThread();
    this.#spare = null;
    thread.setRef(true);
    return new WorkerScreenStream(thread, events);
  }

  /** Resolves when no thread is left: a process must not end under one that loads a library. */
  async close(): Promise<void> {
    await Promise.all(Array.from(this.#threads, async (thread) => thread.end()));
  }

  #openThread(): ScreenThread {
    const thread = new ScreenThread(this.#options);
    this.#threads.add(thread);
    void thread.exited.then(() => this.#forget(thread));
    return thread;
  }

  #forget(thread: ScreenThread): void {
    this.#threads.delete(thread);
    if (this.#spare === thread) this.#spare = null;
  }
}

class WorkerScreenStream implements ScreenStream {
  readonly #thread: ScreenThread;
  readonly #events: ScreenStreamEvents;
  #sourceClosed: () => void = () => {};
  readonly #closed = new Promise<void>((resolve) => {
    this.#sourceClosed = resolve;
  });
  #hasStarted = false;
  /** Told to stop, or ended: nothing may reach the events any more. */
  #isSilent = false;

  constructor(thread: ScreenThread, events: ScreenStreamEvents) {
    this.#events = events;
    this.#thread = thread;
    thread.onMessage = (message) => this.#take(message);
    void thread.exited.then(() => this.#end(this.#hasStarted ? 'screenCaptureFailed' : 'screenSourceUnavailable'));
    thread.tell({ kind: 'open' });
  }

  watch(watch: ScreenWatch): void {
    this.#thread.tell({ kind: 'watch', watch });
  }

  receive(bytes: Uint8Array): void {
    this.#thread.tell({ kind: 'receive', bytes });
  }

  async stop(): Promise<void> {
    this.#isSilent = true;
    // The thread itself is gone a little later than what it captured.
    await Promise.race([this.#closed, this.#thread.end()]);
  }

  #take(message: FromScreenWorker): void {
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
      case 'loading':
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
