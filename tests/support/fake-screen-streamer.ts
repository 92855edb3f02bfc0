import type { ScreenStream, ScreenStreamer, ScreenStreamEvents } from '#applet/core/applet-ports.ts';
import type { ScreenWatch } from '#shared/std/screen/screen-watch.ts';
import { testMonitor } from '#shared/std/screen/testing/fake-screen-source.ts';

/** One capture of a `FakeScreenStreamer`: a test says what it captures, and how it ends. */
export class FakeScreenStream implements ScreenStream {
  readonly events: ScreenStreamEvents;
  readonly watches: ScreenWatch[] = [];
  readonly received: Uint8Array[] = [];
  /** Told to stop. */
  isStopping = false;
  /** `stop` resolves by itself. */
  stops = true;
  #resolveStop: () => void = () => {};

  constructor(events: ScreenStreamEvents) {
    this.events = events;
  }

  watch(watch: ScreenWatch): void {
    this.watches.push(watch);
  }

  receive(bytes: Uint8Array): void {
    this.received.push(bytes);
  }

  stop(): Promise<void> {
    this.isStopping = true;
    if (this.stops) return Promise.resolve();
    return new Promise((resolve) => {
      this.#resolveStop = resolve;
    });
  }

  /** It has stopped at last. */
  stopped(): void {
    this.#resolveStop();
  }
}

/** Captures nothing, and remembers who asked for it. */
export class FakeScreenStreamer implements ScreenStreamer {
  readonly streams: FakeScreenStream[] = [];
  /** Each capture begins by itself, with one monitor. */
  begins = true;

  start(events: ScreenStreamEvents): ScreenStream {
    const stream = new FakeScreenStream(events);
    this.streams.push(stream);
    if (this.begins) queueMicrotask(() => events.onStarted([testMonitor(0)]));
    return stream;
  }

  /** The newest. */
  get stream(): FakeScreenStream {
    const stream = this.streams.at(-1);
    if (stream === undefined) throw new Error('nothing captures');
    return stream;
  }
}
