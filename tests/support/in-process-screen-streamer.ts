import { deflateRawSync } from 'node:zlib';
import type { ScreenStream, ScreenStreamer, ScreenStreamEvents } from '#applet/core/applet-ports.ts';
import { systemClock } from '#shared/node/system-clock.ts';
import { silentLogger } from '#shared/std/core/logger.ts';
import { LaneSender } from '#shared/std/screen/lane-sender.ts';
import type { ScreenWatch } from '#shared/std/screen/screen-watch.ts';
import { FakeScreenSource } from '#shared/std/screen/testing/fake-screen-source.ts';
import { samePixelsByLoop } from '#shared/std/screen/testing/test-lane.ts';

/** Real frames of screens in memory, made in this thread. */
export class InProcessScreenStreamer implements ScreenStreamer {
  readonly source: FakeScreenSource;
  /** How many captures run. */
  running = 0;

  constructor(source: FakeScreenSource = new FakeScreenSource()) {
    this.source = source;
  }

  start(events: ScreenStreamEvents): ScreenStream {
    this.running += 1;
    const { source } = this;
    const sender = new LaneSender({
      source,
      samePixels: samePixelsByLoop,
      deflate: (bytes) => deflateRawSync(bytes, { level: 1 }),
      openVideo: null,
      clock: systemClock,
      logger: silentLogger,
      send: (bytes) => events.onMessage(bytes),
    });
    sender.onMonitors((monitors) => events.onMonitors(monitors));
    sender.onEnded((reason) => events.onEnded(reason));
    queueMicrotask(() => events.onStarted(source.monitors));
    let stopped: Promise<void> | null = null;
    const end = async (): Promise<void> => {
      await sender.close();
      this.running -= 1;
    };
    return {
      watch: (watch: ScreenWatch) => sender.watch(watch),
      receive: (bytes: Uint8Array) => sender.receive(bytes),
      stop: () => {
        stopped ??= end();
        return stopped;
      },
    };
  }
}
