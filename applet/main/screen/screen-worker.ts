import { deflateRawSync } from 'node:zlib';
import { parentPort, type MessagePort } from 'node:worker_threads';
import { systemClock } from '#shared/node/system-clock.ts';
import type { Logger } from '#shared/std/core/logger.ts';
import { ScreenSender } from '#shared/std/screen/screen-sender.ts';
import type { ScreenSource } from '#shared/std/screen/screen-source.ts';
import { loadFfmpeg, type Ffmpeg } from './ffmpeg-library.ts';
import { makeFfmpegVideoEncoderOpener } from './ffmpeg-video-encoder.ts';
import { openScreenSource } from './open-screen-source.ts';
import { makeSamePixels } from './same-pixels.ts';
import type { FromScreenWorker, ToScreenWorker } from './screen-worker-messages.ts';

// Entry point of the thread that captures and encodes: nothing that it does holds up the one with the connections.

/** Level 1: on a LAN every millisecond counts, and what a slow link can carry is limited by choosing what to send. */
const deflateOptions = { level: 1, chunkSize: 64 * 1024 } as const;

/**
 * Loading FFmpeg holds this thread up for a fifth of a second: so long after the start, when the first picture is shown, rather
 * than when a video begins.
 */
const loadFfmpegAfterMs = 1_000;

async function main(port: MessagePort): Promise<void> {
  const tell = (message: FromScreenWorker): void => port.postMessage(message);
  const logger = makeLogger(tell);
  let loading: Promise<Ffmpeg | null> | null = null;
  const loadOnce = async (): Promise<Ffmpeg | null> => (loading ??= loadFfmpeg(logger));
  const opened = await openScreenSource({
    platform: process.platform,
    environment: process.env,
    clock: systemClock,
    logger,
    loadFfmpeg: loadOnce,
    onSharedMemory: (address) => tell({ kind: 'memory', address }),
  });
  if (!opened.ok) {
    tell({ kind: 'ended', reason: opened.reason });
    port.close();
    return;
  }
  serve(port, opened.value, loadOnce, logger);
}

function serve(port: MessagePort, source: ScreenSource, loadOnce: () => Promise<Ffmpeg | null>, logger: Logger): void {
  const tell = (message: FromScreenWorker): void => port.postMessage(message);
  const { platform } = process;
  const sender = new ScreenSender({
    source,
    samePixels: makeSamePixels(),
    deflate: (bytes) => deflateRawSync(bytes, deflateOptions),
    openVideo: makeFfmpegVideoEncoderOpener({ platform, clock: systemClock, logger, loadFfmpeg: loadOnce }),
    clock: systemClock,
    send: (bytes) => sendBytes(port, bytes),
    logger,
  });
  const stopTimer = systemClock.after(loadFfmpegAfterMs, () => void loadOnce());
  const close = async (): Promise<void> => {
    stopTimer();
    await sender.close();
    await source.close();
    tell({ kind: 'closed' });
    port.close(); // Nothing else keeps this thread alive.
  };
  sender.onMonitors((monitors) => tell({ kind: 'monitors', monitors }));
  sender.onEnded((reason) => {
    tell({ kind: 'ended', reason });
    void close();
  });
  port.on('message', (message: ToScreenWorker) => {
    if (message.kind === 'watch') sender.watch(message.watch);
    else if (message.kind === 'receive') sender.receive(message.bytes);
    else void close();
  });
  tell({ kind: 'started', monitors: source.monitors });
}

/** The memory itself goes over, not a copy, if the bytes are all of it. */
function sendBytes(port: MessagePort, bytes: Uint8Array): void {
  const whole = bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
  const message: FromScreenWorker = { kind: 'message', bytes: whole };
  port.postMessage(message, whole.buffer instanceof ArrayBuffer ? [whole.buffer] : []);
}

function makeLogger(tell: (message: FromScreenWorker) => void): Logger {
  const at =
    (level: 'debug' | 'info' | 'warn' | 'error'): Logger['info'] =>
    (event, fields) =>
      tell({ kind: 'log', level, event, fields });
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

if (parentPort !== null) await main(parentPort);
