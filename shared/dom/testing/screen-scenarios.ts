import type { MediaSignal } from '#shared/std/view/media-signal.ts';
import { PaintedTrack } from '../media/painted-track.ts';
import { ScreenReceiver } from '../media/screen-receiver.ts';
import { ScreenSender } from '../media/screen-sender.ts';

// Runs in a real browser: what only its own WebRTC can show. tests/integration/media-screen.test.ts builds, drives and judges it.

/** A moving picture, as a capture gives one. */
function movingPicture(): MediaStream {
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 360;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  let x = 0;
  const paint = (): void => {
    context.fillStyle = '#205080';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = 'white';
    context.fillRect((x += 5) % canvas.width, 100, 40, 40);
    requestAnimationFrame(paint);
  };
  paint();
  return canvas.captureStream(30);
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => resolve()));
}

/** A sender and a receiver in one page, and all that happens to them. */
class ScreenPair {
  readonly events: string[] = [];
  readonly sent: MediaSignal[] = [];
  readonly tracks: MediaStreamTrack[] = [];
  readonly canvas = document.createElement('canvas');
  readonly painted = new PaintedTrack();
  readonly sender: ScreenSender;
  readonly receiver: ScreenReceiver;
  /** What stands between sender and receiver. */
  deliver = (signal: MediaSignal): void => this.receiver.receive(signal);

  constructor() {
    document.body.append(this.canvas);
    this.painted.attach(this.canvas);
    this.sender = new ScreenSender({
      capture: () => {
        const stream = movingPicture();
        this.tracks.push(...stream.getTracks());
        return Promise.resolve(stream);
      },
      send: (signal) => {
        this.sent.push(signal);
        this.deliver(signal);
      },
      onStarted: (generation) => this.events.push(`started ${generation}`),
      onFailed: (generation, reason) => this.events.push(`failed ${generation} ${reason}`),
      onStopped: (generation) => this.events.push(`stopped ${generation}`),
    });
    this.receiver = new ScreenReceiver({
      send: (signal) => this.sender.receive(signal),
      onPicture: (track) => {
        this.events.push('stream');
        this.painted.show(track);
      },
      onLost: () => this.events.push('lost'),
    });
  }

  async until(event: string, times = 1): Promise<void> {
    while (this.events.filter((seen) => seen === event).length < times) await nextTask();
  }

  nextFrame(): Promise<{ readonly width: number; readonly height: number }> {
    return new Promise((resolve) => {
      const stopFrames = this.painted.onFrame(({ width, height }) => {
        stopFrames();
        resolve({ width, height });
      });
    });
  }

  /** Red, green, blue of a corner that the moving square never reaches. */
  colour(): readonly number[] {
    const context = new OffscreenCanvas(1, 1).getContext('2d');
    context?.drawImage(this.canvas, 10, 10, 1, 1, 0, 0, 1, 1);
    return Array.from(context?.getImageData(0, 0, 1, 1).data.slice(0, 3) ?? []);
  }
}

async function pairWithPicture(): Promise<ScreenPair> {
  const pair = new ScreenPair();
  await pair.sender.start(1);
  await pair.until('stream');
  await pair.nextFrame();
  return pair;
}

export async function picture() {
  const pair = await pairWithPicture();
  const frame = await pair.nextFrame();
  let stats = await pair.receiver.stats();
  // The browser counts frames in steps of a second.
  while (stats === null || stats.framesPerSecond === 0 || stats.roundTripMs === null) {
    await nextTask();
    stats = await pair.receiver.stats();
  }
  return { frame, colour: pair.colour(), stats, events: pair.events };
}

export async function stop() {
  const pair = await pairWithPicture();
  const before = performance.now();
  pair.sender.stop();
  const tracks = pair.tracks.map((track) => track.readyState);
  await pair.until('lost');
  return { tracks, events: pair.events, lostAfterMs: performance.now() - before, stats: await pair.receiver.stats() };
}

/** A second generation while the first plays: how often was the picture blank on the way? */
export async function replacement() {
  const pair = await pairWithPicture();
  let blankPictures = 0;
  let looked = 0;
  await pair.sender.start(2);
  const shown = pair.until('stream', 2).then(() => pair.nextFrame());
  const finished = { value: false };
  void shown.finally(() => (finished.value = true));
  while (!finished.value) {
    await nextTask();
    looked += 1;
    if ((pair.colour()[2] ?? 0) < 64) blankPictures += 1;
  }
  const frame = await pair.nextFrame();
  return { blankPictures, looked, frame, events: pair.events, captures: pair.tracks.length };
}

/** Everything that is not a signal of this moment, thrown at both ends while the picture plays. */
export async function hostileSignals(garbage: readonly string[]) {
  const pair = await pairWithPicture();
  const [offer] = pair.sent;
  const old = { generation: 0, data: offer?.data ?? '' };
  for (const end of [pair.sender, pair.receiver]) {
    end.receive(old);
    for (const data of [...garbage, offer?.data ?? '']) {
      end.receive({ generation: 1, data });
      end.receive({ generation: 0, data });
    }
  }
  // Garbage under a generation yet to come must not make the receiver give up the one it has.
  for (const data of garbage) pair.receiver.receive({ generation: 2, data });
  for (let frame = 0; frame < 10; frame += 1) await pair.nextFrame();
  // And the next one still comes.
  await pair.sender.start(2);
  await pair.until('stream', 2);
  return { frame: await pair.nextFrame(), events: pair.events };
}

/** All candidates before the description they belong to. */
export async function candidatesFirst() {
  const pair = new ScreenPair();
  const held: MediaSignal[] = [];
  pair.deliver = (signal) => held.push(signal);
  await pair.sender.start(1);
  while (held.length < 2) await nextTask();
  pair.deliver = (signal) => pair.receiver.receive(signal);
  for (const signal of held.toReversed()) pair.deliver(signal);
  await pair.until('stream');
  return { firstHeld: held[0]?.data.slice(0, 15), frame: await pair.nextFrame() };
}

export async function receiverCloses() {
  const pair = await pairWithPicture();
  pair.receiver.close();
  const stats = await pair.receiver.stats();
  // The capture lives on, and a new receiver gets a picture from it without asking the person again.
  const next = new ScreenReceiver({
    send: (signal) => pair.sender.receive(signal),
    onPicture: () => pair.events.push('second stream'),
    onLost: () => pair.events.push('second lost'),
  });
  pair.deliver = (signal) => next.receive(signal);
  await pair.sender.start(2);
  await pair.until('second stream');
  return { stats, captures: pair.tracks.length, events: pair.events };
}
