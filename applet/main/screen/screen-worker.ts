import { deflateRawSync } from 'node:zlib';
import { parentPort, type MessagePort } from 'node:worker_threads';
import { systemClock } from '#shared/node/system-clock.ts';
import type { Logger } from '#shared/std/core/logger.ts';
import { LaneSender } from '#shared/std/screen/lane-sender.ts';
import { loadFfmpeg, type Ffmpeg } from './ffmpeg-library.ts';
import { makeFfmpegVideoEncoderOpener } from './ffmpeg-video-encoder.ts';
import { openScreenSource } from './open-screen-source.ts';
import { makeSamePixels } from './same-pixels.ts';
import type { FromScreenWorker, ToScreenWorker } from './screen-worker-messages.ts';

// Entry point of the thread that captures and encodes: nothing that it does holds up the one with the connections.

/** Level 1: on a LAN every millisecond counts, and what a slow link can carry is limited by choosing what to send. */
const deflateOptions = { level: 1, chunkSize: 64 * 1024 } as const;

type Tell = (message: FromScreenWorker) => void;

/**
 * Loading FFmpeg holds this thread up for a fifth of a second: so long after its start, rather than when a video begins. A thread
 * that was prepared has it by then, before anything is captured.
 */
const loadFfmpegAfterMs = 1_000;

/** Messages in the order they came, from the first: a port without a listener would lose what comes in between. */
class Inbox {
  #waiting: ToScreenWorker[] = [];
  #take: ((message: ToScreenWorker) => void) | null = null;

  constructor(port: MessagePort) {
    port.on('message', (message: ToScreenWorker) => {
      if (this.#take === null) this.#waiting.push(message);
      else this.#take(message);
    });
  }

  /** The next one, and no more: what follows waits to be handed over. */
  handOverOne(take: (message: ToScreenWorker) => void): void {
    this.#take = (message) => {
      this.#take = null;
      take(message);
    };
  }

  handOver(take: (message: ToScreenWorker) => void): void {
    this.#take = take;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const message of waiting) take(message);
  }
}

type Tools = { readonly tell: Tell; readonly logger: Logger; readonly loadOnce: () => Promise<Ffmpeg | null> };

function main(port: MessagePort): void {
  const inbox = new Inbox(port);
  const tell: Tell = (message) => port.postMessage(message);
  const logger = makeLogger(tell);
  let loading: Promise<Ffmpeg | null> | null = null;
  const loadOnce = async (): Promise<Ffmpeg | null> => (loading ??= load(tell, logger));
  const stopTimer = systemClock.after(loadFfmpegAfterMs, () => void loadOnce());
  port.once('close', stopTimer);
  inbox.handOverOne((first) => {
    if (first.kind === 'open') void capture(port, inbox, { tell, logger, loadOnce });
    else port.close();
  });
}

async function load(tell: Tell, logger: Logger): Promise<Ffmpeg | null> {
  tell({ kind: 'loading', isLoading: true });
  const ffmpeg = await loadFfmpeg(logger);
  tell({ kind: 'loading', isLoading: false });
  return ffmpeg;
}

async function capture(port: MessagePort, inbox: Inbox, { tell, logger, loadOnce }: Tools): Promise<void> {
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
  const source = opened.value;
  const sender = new LaneSender({
    source,
    samePixels: makeSamePixels(),
    deflate: (bytes) => deflateRawSync(bytes, deflateOptions),
    openVideo: makeFfmpegVideoEncoderOpener({
      platform: process.platform,
      clock: systemClock,
      logger,
      loadFfmpeg: loadOnce,
    }),
    clock: systemClock,
    send: (bytes) => sendBytes(port, bytes),
    logger,
  });
  const close = async (): Promise<void> => {
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
  tell({ kind: 'started', monitors: source.monitors });
  inbox.handOver((message) => {
    if (message.kind === 'watch') sender.watch(message.watch);
    else if (message.kind === 'receive') sender.receive(message.bytes);
    else void close();
  });
}

/** The memory itself goes over, not a copy, if the bytes are all of it. */
function sendBytes(port: MessagePort, bytes: Uint8Array): void {
  const whole = bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
  const message: FromScreenWorker = { kind: 'message', bytes: whole };
  port.postMessage(message, whole.buffer instanceof ArrayBuffer ? [whole.buffer] : []);
}

function makeLogger(tell: Tell): Logger {
  const at =
    (level: 'debug' | 'info' | 'warn' | 'error'): Logger['info'] =>
    (event, fields) =>
      tell({ kind: 'log', level, event, fields });
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

if (parentPort !== null) main(parentPort);
