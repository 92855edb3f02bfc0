import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import { HeldFrames } from './held-frames.ts';
import { PaintedTrack } from './painted-track.ts';

/** A track whose frames come when the test says. */
class Camera {
  readonly track = { readyState: 'live' } as unknown as MediaStreamTrack;
  #controller: ReadableStreamDefaultController<VideoFrame> | null = null;
  readonly readable = new ReadableStream<VideoFrame>({
    start: (controller) => {
      this.#controller = controller;
    },
  });

  give(rtpTimestamp: number): void {
    this.#controller?.enqueue(frameOf(rtpTimestamp));
  }
}

/** How many frames and copies of frames are open. */
let open: number;
let clock: FakeClock;
let cameras: Camera[];
let painted: PaintedTrack;
let seen: (number | null)[];

function frameOf(rtpTimestamp: number): VideoFrame {
  open += 1;
  return {
    displayWidth: 4,
    displayHeight: 2,
    rotation: 90, // Those are drawn.
    metadata: () => ({ rtpTimestamp }),
    clone: () => frameOf(rtpTimestamp),
    close: () => void (open -= 1),
  } as unknown as VideoFrame;
}

/** All that follows at once. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
}

beforeEach(() => {
  open = 0;
  clock = new FakeClock();
  cameras = [];
  seen = [];
  vi.stubGlobal(
    'MediaStreamTrackProcessor',
    class {
      readonly readable: ReadableStream<VideoFrame>;
      constructor({ track }: { readonly track: MediaStreamTrack }) {
        const camera = cameras.find((each) => each.track === track);
        if (camera === undefined) throw new Error('nobody gave this track');
        this.readable = camera.readable;
      }
    },
  );
  painted = new PaintedTrack();
  painted.onFrame(({ rtpTimestamp }) => seen.push(rtpTimestamp));
  const canvas = { width: 0, height: 0 } as HTMLCanvasElement;
  canvas.getContext = (() => ({ canvas, drawImage: () => {} })) as unknown as typeof canvas.getContext;
  painted.attach(canvas);
});

afterEach(() => void vi.unstubAllGlobals());

function show(): Camera {
  const camera = new Camera();
  cameras.push(camera);
  painted.show(camera.track);
  return camera;
}

describe('a track on a canvas', () => {
  it('shows each frame as it comes', async () => {
    const camera = show();
    for (const number of [1, 2, 3]) {
      camera.give(number);
      await settled();
    }
    expect([seen, painted.frame, open]).toEqual([[1, 2, 3], { width: 4, height: 2, rtpTimestamp: 3 }, 0]);
  });

  it('shows frames that are held back when they are due, and at once again when nothing holds them any more', async () => {
    const camera = show();
    const release = painted.holdBack(new HeldFrames({ clock, waitMs: (_, heldForMs) => 100 - heldForMs }));
    camera.give(1);
    await settled();
    expect([seen, open]).toEqual([[], 1]);
    clock.advance(100);
    await settled();
    camera.give(2);
    await settled();
    release();
    camera.give(3);
    await settled();
    expect([seen, open, clock.timerCount]).toEqual([[1, 3], 0, 0]);
  });

  it('never shows a frame of the track before, though it was held back', async () => {
    const before = show();
    painted.holdBack(new HeldFrames({ clock, waitMs: (_, heldForMs) => 100 - heldForMs }));
    before.give(1);
    await settled();
    const after = show();
    after.give(7);
    await settled();
    clock.advance(200);
    await settled();
    expect([seen, open]).toEqual([[7], 0]);
  });
});
