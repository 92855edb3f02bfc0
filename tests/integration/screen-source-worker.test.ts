import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ScreenStream } from '#applet/core/applet-ports.ts';
import { WorkerScreenStreamer } from '#applet/main/screen/worker-screen-streamer.ts';
import type { FailureCode } from '#shared/std/core/failure.ts';
import { silentLogger } from '#shared/std/core/logger.ts';
import { decodeScreenMessage, encodeScreenMessage, type Monitor } from '#shared/std/screen/screen-message.ts';
import { capture, startDisplay, type XDisplay } from '#tests/support/x-display.ts';
import { XPainter } from '#tests/support/x-painter.ts';

let display: XDisplay;
let painter: XPainter;
let stream: ScreenStream | null = null;

beforeEach(async () => {
  display = await startDisplay({ width: 1280, height: 720 });
  painter = await XPainter.open(display.display);
});

afterEach(async () => {
  await stream?.stop();
  stream = null;
  painter.close();
  await display.close();
});

const screenWorker = new URL('../../applet/main/screen/screen-worker.ts', import.meta.url);

/** A viewer that draws at once, and keeps what it was told. */
function watch(options: { readonly worker?: URL; readonly displayName?: string; readonly isPrepared?: boolean } = {}) {
  const seen = { monitors: [] as readonly Monitor[], frames: 0, messages: 0, ended: [] as FailureCode[] };
  const streamer = new WorkerScreenStreamer({
    worker: options.worker ?? screenWorker,
    environment: { ...process.env, DISPLAY: options.displayName ?? display.display },
    logger: silentLogger,
  });
  if (options.isPrepared === true) streamer.prepare();
  const started = streamer.start({
    onStarted: (monitors) => {
      seen.monitors = monitors;
      started.watch({ lanes: [0], codecs: [], preference: 'automatic', restart: true });
    },
    onMonitors: (monitors) => {
      seen.monitors = monitors;
    },
    onMessage: (bytes) => {
      seen.messages += 1;
      const message = decodeScreenMessage(bytes);
      if (message?.kind !== 'piece' || !message.last) return;
      started.receive(encodeScreenMessage({ kind: 'drawn', lane: message.lane, sequence: seen.frames }));
      seen.frames += 1;
    },
    onEnded: (reason) => seen.ended.push(reason),
  });
  stream = started;
  return { stream: started, seen, streamer };
}

async function sharedMemoryOfOurs(): Promise<string[]> {
  const lines = (await capture(display.display, 'ipcs', '-m', '-p')).split('\n');
  return lines.filter((line) => line.includes(` ${process.pid} `));
}

describe('the thread that captures and encodes', () => {
  it('starts, says which monitors there are, and sends what changes', async () => {
    const { seen } = watch();
    await vi.waitFor(() => expect(seen.frames).toBeGreaterThan(0), 5_000);
    expect(seen.monitors).toMatchObject([{ id: 0, width: 1280, height: 720, primary: true }]);
    const before = seen.frames;
    await painter.fill(10, 10, 50, 50, 0xff0000);
    await vi.waitFor(() => expect(seen.frames).toBeGreaterThan(before));
  });

  it('is gone within 100 ms of being told so while everything changes, and nothing is heard of it again', async () => {
    const before = await sharedMemoryOfOurs();
    const { stream: started, seen } = watch();
    const enough = new AbortController();
    const painting = (async () => {
      for (let colour = 0; !enough.signal.aborted; colour += 7_919) {
        await painter.fill(0, 0, 1280, 720, colour & 0xffffff);
      }
    })();
    await vi.waitFor(() => expect(seen.frames).toBeGreaterThan(10), 5_000);
    const startMs = performance.now();
    await started.stop();
    expect(performance.now() - startMs).toBeLessThan(100);
    const heard = seen.messages;
    expect(await sharedMemoryOfOurs()).toEqual(before);
    await painter.fill(0, 0, 100, 100, 0x123456);
    enough.abort();
    await painting;
    expect(seen.messages).toBe(heard);
    expect(seen.ended).toEqual([]);
  });

  it('hears what it is told while it is opening', async () => {
    const { seen, stream: early } = watch();
    early.watch({ lanes: [0], codecs: [], preference: 'automatic', restart: true });
    early.watch({ lanes: [0], codecs: [], preference: 'sharper', restart: false });
    await vi.waitFor(() => expect(seen.frames).toBeGreaterThan(0));
    expect(seen.ended).toEqual([]);
  });

  it('that is watched and stopped in one breath leaves nothing behind', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { seen, stream: early } = watch();
      early.watch({ lanes: [0], codecs: [], preference: 'automatic', restart: true });
      await early.stop();
      expect(seen.frames).toBe(0);
    }
    await vi.waitFor(async () => expect(await sharedMemoryOfOurs()).toEqual([]));
  });

  it('that was prepared is the one that starts, and goes as every other', async () => {
    const before = await sharedMemoryOfOurs();
    const { stream: started, seen } = watch({ isPrepared: true });
    await vi.waitFor(() => expect(seen.frames).toBeGreaterThan(0), 5_000);
    expect(await sharedMemoryOfOurs()).toHaveLength(before.length + 1);
    await started.stop();
    expect(await sharedMemoryOfOurs()).toEqual(before);
  });

  it('is ended by force if it does not hear, and what it shared is let go of', async () => {
    const before = await sharedMemoryOfOurs();
    const { stream: started, seen } = watch({ worker: new URL('./stuck-screen-worker.ts', import.meta.url) });
    await vi.waitFor(() => expect(seen.messages).toBeGreaterThan(0), 5_000);
    expect(await sharedMemoryOfOurs()).toHaveLength(before.length + 1);
    const stopping = started.stop();
    const heard = seen.messages;
    await stopping;
    expect(seen.messages).toBe(heard);
    expect(await sharedMemoryOfOurs()).toEqual(before);
  });

  it('is not ended by force while it loads a library, which would end the whole program', async () => {
    const { stream: started, seen } = watch({ worker: new URL('./loading-screen-worker.ts', import.meta.url) });
    await vi.waitFor(() => expect(seen.messages).toBe(1), 5_000);
    const startMs = performance.now();
    await started.stop();
    // It ends by itself when the library is loaded; by force it would have been sooner.
    expect(performance.now() - startMs).toBeGreaterThan(2_100);
    expect(seen.ended).toEqual([]);
  });

  it('is waited for by a program that ends, also if it was only prepared', async () => {
    const { stream: started, seen, streamer } = watch({ isPrepared: true });
    await vi.waitFor(() => expect(seen.frames).toBeGreaterThan(0), 5_000);
    await started.stop();
    streamer.prepare();
    await streamer.close();
    expect(await sharedMemoryOfOurs()).toEqual([]);
  });

  it('tells that there is no screen to capture', async () => {
    const { seen } = watch({ displayName: ':59998' });
    await vi.waitFor(() => expect(seen.ended).toEqual(['screenSourceUnavailable']), 5_000);
    await stream?.stop();
    expect(seen.ended).toEqual(['screenSourceUnavailable']);
  });

  it('that cannot even be loaded is a screen that cannot be captured', async () => {
    const { seen } = watch({ worker: new URL('./no-such-worker.ts', import.meta.url) });
    await vi.waitFor(() => expect(seen.ended).toEqual(['screenSourceUnavailable']), 5_000);
  });

  it('tells once that its display is gone', async () => {
    const { seen } = watch();
    await vi.waitFor(() => expect(seen.frames).toBeGreaterThan(0), 5_000);
    painter.close();
    await display.close();
    await vi.waitFor(() => expect(seen.ended).toEqual(['screenCaptureFailed']), 5_000);
    await stream?.stop();
    expect(seen.ended).toEqual(['screenCaptureFailed']);
  });
});
