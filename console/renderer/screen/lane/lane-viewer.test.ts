import { describe, expect, it } from 'vitest';
import type { Monitor, ScreenMessage } from '#shared/std/screen/screen-message.ts';
import type { ScreenWatch } from '#shared/std/screen/screen-watch.ts';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import { firstPictureGraceMs, maxUntakenBytes, minRestartIntervalMs } from './lane-limits.ts';
import { LaneViewer } from './lane-viewer.ts';
import type { FromLaneWorker, ToLaneWorker } from './lane-wire.ts';

const left: Monitor = { id: 1, name: 'HDMI-1', x: -1280, y: 0, width: 1280, height: 1024, primary: false };
const right: Monitor = { id: 0, name: 'DP-1', x: 0, y: 0, width: 1920, height: 1080, primary: true };

function open() {
  const clock = new FakeClock();
  const watched: ScreenWatch[] = [];
  const drawn: string[] = [];
  const workers: { posted: ToLaneWorker[]; ended: boolean; say(message: FromLaneWorker): void; fail(): void }[] = [];
  let canvases = 0;
  const viewer = new LaneViewer<number>({
    clock,
    codecs: ['h264', 'av1'],
    // What stands for it is only passed on.
    makeCanvas: () => ({ element: ++canvases, offscreen: {} as OffscreenCanvas }),
    startWorker: ({ onMessage, onFailed }) => {
      const posted: ToLaneWorker[] = [];
      const worker = { posted, ended: false, say: onMessage, fail: onFailed };
      workers.push(worker);
      return {
        post: (message) => posted.push(message),
        end: () => {
          worker.ended = true;
        },
      };
    },
    watch: (watch) => watched.push(watch),
    drawn: (lane, sequence) => drawn.push(`${lane} ${sequence}`),
  });
  return { clock, watched, drawn, workers, viewer, worker: () => workers.at(-1) };
}

const drawnFrame = (lane: number, sequence: number, bytes = 10): FromLaneWorker => ({
  kind: 'drawn',
  lane,
  sequence,
  width: 1920,
  height: 1080,
  dirty: { x: 0, y: 0, width: 1, height: 1 },
  bytes,
  bytesByKind: { moved: 0, lossless: bytes, video: 0, other: 0 },
  loopMs: 12,
  exact: true,
});

const piece = (length: number): ScreenMessage => ({
  kind: 'piece',
  lane: 0,
  first: true,
  last: false,
  bytes: new Uint8Array(length),
});

describe('a viewer of lanes', () => {
  it('asks for the first screen whole, and says what is drawn', () => {
    const { viewer, watched, drawn, worker } = open();
    viewer.setMonitors([left, right]);
    expect(watched).toEqual([{ lanes: [0], codecs: ['h264', 'av1'], preference: 'automatic', restart: true }]);
    expect(viewer.state.getState().pictures).toEqual([{ monitor: right, canvas: 1, size: null }]);
    worker()?.say(drawnFrame(0, 7));
    expect(drawn).toEqual(['0 7']);
    expect(viewer.state.getState().pictures[0]?.size).toEqual({ width: 1920, height: 1080 });
  });

  it('shows all screens as they stand, and keeps the canvas of one that was shown', () => {
    const { viewer, watched, worker } = open();
    viewer.setMonitors([right, left]);
    viewer.choose('all');
    expect(viewer.state.getState().pictures.map(({ monitor, canvas }) => [monitor.id, canvas])).toEqual([
      [1, 2],
      [0, 1],
    ]);
    expect(watched.at(-1)).toMatchObject({ lanes: [1, 0], restart: false });
    viewer.choose(1);
    expect(watched.at(-1)).toMatchObject({ lanes: [1], restart: false });
    expect(worker()?.posted.at(-1)).toEqual({ kind: 'close', lane: 0 });
  });

  it('goes back to the first screen when the one it shows is unplugged, and stays there', () => {
    const { viewer, watched } = open();
    viewer.setMonitors([left, right]);
    viewer.choose(1);
    viewer.setMonitors([right]);
    expect(watched.at(-1)).toMatchObject({ lanes: [0] });
    viewer.setMonitors([left, right]);
    expect(viewer.state.getState().pictures.map(({ monitor }) => monitor.id)).toEqual([0]);
  });

  it('says what is preferred, without a restart', () => {
    const { viewer, watched } = open();
    viewer.setMonitors([right]);
    viewer.prefer('sharper');
    viewer.prefer('sharper');
    expect(watched.slice(1)).toEqual([{ lanes: [0], codecs: ['h264', 'av1'], preference: 'sharper', restart: false }]);
  });

  it('stops a lane that is no picture, and begins anew when it is told to', () => {
    const { viewer, watched, worker } = open();
    viewer.setMonitors([right]);
    worker()?.say({ kind: 'broken', lane: 0, why: 'malformed', codec: null });
    expect(viewer.state.getState().problem).toBe('malformed');
    expect(watched.at(-1)).toMatchObject({ lanes: [], restart: false });
    viewer.receive(piece(10));
    expect(worker()?.posted.at(-1)?.kind).toBe('open');
    viewer.restart();
    expect(viewer.state.getState().problem).toBeNull();
    expect(watched.at(-1)).toMatchObject({ lanes: [0], restart: true });
    expect(worker()?.posted.at(-1)).toEqual({ kind: 'restart', lane: 0 });
  });

  it('asks anew after a video that failed, no faster than once a second, and gives a codec up that fails again', () => {
    const { viewer, watched, worker, clock } = open();
    viewer.setMonitors([right]);
    worker()?.say({ kind: 'broken', lane: 0, why: 'video', codec: 'h264' });
    clock.advance(0);
    expect(watched.at(-1)).toMatchObject({ restart: true, codecs: ['h264', 'av1'] });
    const asked = watched.length;
    worker()?.say({ kind: 'broken', lane: 0, why: 'video', codec: 'h264' });
    worker()?.say({ kind: 'broken', lane: 0, why: 'video', codec: 'h264' });
    clock.advance(minRestartIntervalMs - 1);
    expect(watched.length).toBe(asked);
    clock.advance(1);
    expect(watched.slice(asked)).toEqual([{ lanes: [0], codecs: ['av1'], preference: 'automatic', restart: true }]);
  });

  it('asks again while nothing comes, ever more slowly, and not once something does', () => {
    const { viewer, watched, clock } = open();
    viewer.setMonitors([right]);
    clock.advance(firstPictureGraceMs);
    expect(watched.length).toBe(2);
    clock.advance(2 * firstPictureGraceMs - 1);
    expect(watched.length).toBe(2);
    clock.advance(1);
    expect(watched.length).toBe(3);
    viewer.receive(piece(10));
    clock.advance(100 * firstPictureGraceMs);
    expect(watched.length).toBe(3);
  });

  it('ends a worker that takes nothing in any more, and begins with another', () => {
    const { viewer, workers, worker } = open();
    viewer.setMonitors([right]);
    const large = piece(maxUntakenBytes / 4);
    for (let count = 0; count < 4; count++) viewer.receive(large);
    expect(worker()?.ended).toBe(false);
    viewer.receive(piece(1));
    expect(worker()?.ended).toBe(true);
    expect(viewer.state.getState().problem).toBe('worker');
    viewer.restart();
    expect(workers.length).toBe(2);
    expect(viewer.state.getState()).toMatchObject({ problem: null, pictures: [{ canvas: 2, size: null }] });
  });

  it('never leaves who waits for a screenshot without an answer', async () => {
    const { viewer, worker } = open();
    viewer.setMonitors([right]);
    const first = viewer.screenshot(0);
    const second = viewer.screenshot(0);
    const png = new Blob(['png']);
    worker()?.say({ kind: 'screenshot', request: 1, png });
    worker()?.fail();
    expect(await first).toBe(png);
    expect(await second).toBeNull();
  });
});
