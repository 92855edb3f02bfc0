import { beforeAll, describe, expect, it } from 'vitest';
import { mapPoint, type Homography } from './homography.ts';
import { SceneTracker, type Area, type GreyFrame } from './scene-tracker.ts';
import { loadCountedVision } from './testing/counted-cv.ts';
import { cameraAt, seenAt, TestWorld, view, type ViewOptions } from './testing/test-view.ts';
import type { Vision } from './vision.ts';

const world = new TestWorld();
const area: Area = { left: 0.45, top: 0.3, right: 0.6, bottom: 0.42 };
const middle = { x: 0.525, y: 0.36 };
const frameMs = 33;

let vision: Vision;
let kept: () => number;
beforeAll(async () => ({ vision, kept } = await loadCountedVision()));

/** A tracker with a camera in front of it. */
class Session {
  readonly tracker = new SceneTracker(vision, { nowMs: () => 0 });
  nowMs = 1_000;
  #camera = cameraAt({});
  frame: GreyFrame = { width: 0, height: 0, pixels: new Uint8Array(), capturedAtMs: 0 };

  see(pose: Parameters<typeof cameraAt>[0], options: ViewOptions = {}): ReturnType<SceneTracker['track']> {
    this.nowMs += frameMs;
    this.#camera = cameraAt(pose);
    this.frame = view(world, this.#camera, { capturedAtMs: this.nowMs, noise: 3, ...options });
    return this.tracker.track(this.frame);
  }

  /** Pixels at 640 between the drawing's middle and the truth, when it was made on what `drawnAt` saw; null where hidden. */
  distance(drawnAt: Homography, id = 1): number | null {
    const { anchors } = this.tracker.track({ ...this.frame, capturedAtMs: (this.nowMs += 1) });
    const transform = anchors.find((anchor) => anchor.id === id)?.transform ?? null;
    if (transform === null) return null;
    const place = mapPoint(drawnAt, middle.x, middle.y);
    const real = seenAt(this.#camera, place.x, place.y);
    const shown = mapPoint(transform, middle.x, middle.y);
    return 640 * Math.hypot(real.x - shown.x, real.y - shown.y);
  }
}

describe('a drawing', () => {
  it('stays where it was drawn while the camera moves, turns and comes nearer', () => {
    const session = new Session();
    session.see({});
    expect(session.tracker.anchor(1, session.frame, area)).toBe('held');
    for (let step = 1; step <= 20; step++) {
      session.see({ x: 0.008 * step, y: -0.004 * step, roll: 0.02 * step, scale: 1 + 0.015 * step });
    }
    expect(session.distance(cameraAt({}))).toBeLessThan(1);
  });

  it('that comes late is placed on what the technician saw, not on what is there now', () => {
    const session = new Session();
    const drawnAt = cameraAt({ x: 0.02 });
    session.see({ x: 0.02 });
    // What comes back is the same moment, worse.
    const seen = view(world, drawnAt, { noise: 14 });
    for (let step = 1; step <= 8; step++) session.see({ x: 0.02 + 0.012 * step });
    expect(session.tracker.anchor(1, seen, area)).toBe('held');
    expect(session.distance(drawnAt)).toBeLessThan(1);
  });

  it('is hidden when its object leaves the picture, and there again within a second of its return', () => {
    const session = new Session();
    session.see({});
    session.tracker.anchor(1, session.frame, area);
    for (let step = 1; step <= 10; step++) session.see({ x: 0.08 * step });
    expect(session.distance(cameraAt({}))).toBeNull();
    for (let wait = 0; wait < 25; wait++) session.see({ x: 0.9 });
    let frames = 0;
    while (session.see({ x: 0.05, roll: 0.3 }).anchors[0]?.state !== 'held' && frames < 40) frames += 1;
    expect(frames * frameMs).toBeLessThan(1_000);
    expect(session.distance(cameraAt({}))).toBeLessThan(1);
  });

  it('is not taken along by a hand that passes', () => {
    const session = new Session();
    session.see({});
    session.tracker.anchor(1, session.frame, area);
    for (let left = -90; left < 330; left += 14) {
      const { anchors } = session.see({ x: 0.001 * left }, { cover: { left, right: left + 90 } });
      const transform = anchors[0]?.transform ?? null;
      if (transform === null) continue;
      const shown = mapPoint(transform, middle.x, middle.y);
      const real = seenAt(cameraAt({ x: 0.001 * left }), middle.x, middle.y);
      expect(640 * Math.hypot(real.x - shown.x, real.y - shown.y)).toBeLessThan(3);
    }
    session.see({ x: 0.33 });
    expect(session.distance(cameraAt({}))).toBeLessThan(1);
  });

  it('is held after the picture has become smaller, and after the phone was turned', () => {
    const session = new Session();
    session.see({});
    session.tracker.anchor(1, session.frame, area);
    session.see({ x: 0.01 }, { width: 240, height: 180 });
    expect(session.distance(cameraAt({}))).toBeLessThan(1.5);
    for (let step = 0; step < 10; step++) session.see({}, { width: 240, height: 320 });
    expect(session.distance(cameraAt({}))).toBeLessThan(1.5);
  });

  it('on a frozen picture is found in the living one, however long ago that was', () => {
    const session = new Session();
    session.see({ x: 0.2, roll: 0.4 });
    const frozen = view(world, cameraAt({}), { noise: 8 });
    expect(session.tracker.anchor(1, frozen, area)).toBe('held');
    expect(session.distance(cameraAt({}))).toBeLessThan(1);
  });

  it('that has grown is held by more of the picture', () => {
    const session = new Session();
    session.see({});
    session.tracker.anchor(1, session.frame, { left: 0.5, top: 0.35, right: 0.5, bottom: 0.35 });
    session.tracker.extend(1, { left: 0.1, top: 0.1, right: 0.9, bottom: 0.6 });
    session.see({ x: 0.03, roll: 0.05 });
    expect(session.distance(cameraAt({}))).toBeLessThan(1);
  });
});

describe('where nothing is', () => {
  it.each([
    ['a blank wall', 0],
    ['a noisy blank wall', 9],
  ])('on %s a drawing cannot be held', (_what, noise) => {
    const tracker = new SceneTracker(vision, { nowMs: () => 0 });
    const blank = view(new TestWorld(1, 0), cameraAt({}), { noise });
    tracker.track(blank);
    expect(tracker.anchor(1, blank, area)).toBe('cannotHold');
    expect(tracker.track(blank).anchors).toEqual([{ id: 1, state: 'cannotHold', transform: null }]);
  });

  it('beside something a drawing is held by that', () => {
    const tracker = new SceneTracker(vision, { nowMs: () => 0 });
    const frame = view(world, cameraAt({}), {});
    for (let y = 0; y < frame.height; y++) frame.pixels.fill(128, y * 320 + 160, y * 320 + 320);
    tracker.track(frame);
    expect(tracker.anchor(1, frame, { left: 0.6, top: 0.3, right: 0.7, bottom: 0.4 })).toBe('held');
  });
});

describe('a technician who sends nonsense', () => {
  const odd = [Number.NaN, Number.POSITIVE_INFINITY, -1e300, 0, 1e9];

  it('gets an answer and does no harm', () => {
    const session = new Session();
    session.see({});
    session.tracker.anchor(1, session.frame, area);
    for (const left of odd) {
      for (const right of odd) {
        session.tracker.anchor(2, session.frame, { left, top: left, right, bottom: right });
        session.tracker.extend(1, { left, top: right, right, bottom: left });
      }
    }
    for (const size of [0, 1, -5, 47, 1.5, Number.NaN, 1e6]) {
      const broken = { width: size, height: size, pixels: new Uint8Array(9), capturedAtMs: 0 };
      expect(session.tracker.anchor(3, broken, area)).toBe('cannotHold');
      expect(session.tracker.track(broken).anchors.every(({ state }) => state !== 'held')).toBe(true);
    }
    session.tracker.track({ ...session.frame, capturedAtMs: Number.NaN });
    session.tracker.extend(99, area);
    session.tracker.release(99);
    session.see({ x: 0.01 });
    expect(session.distance(cameraAt({}))).toBeLessThan(3);
  });

  it('gets forty drawings held, and no more', () => {
    const session = new Session();
    session.see({});
    const states = Array.from({ length: 200 }, (_, id) => session.tracker.anchor(id, session.frame, area));
    expect(states.filter((state) => state === 'held')).toHaveLength(40);
    expect(session.see({ x: 0.01 }).anchors).toHaveLength(40);
    session.tracker.clear();
    expect(session.see({}).anchors).toEqual([]);
    expect(session.tracker.anchor(1, session.frame, area)).toBe('held');
  });
});

describe('the library’s memory', () => {
  it('is given back, over 2,000 frames with drawings that come, are lost and go', () => {
    const tracker = new SceneTracker(vision, { nowMs: () => 0 });
    const small = { width: 64, height: 48 };
    const frames = Array.from({ length: 12 }, (_, step) => view(world, cameraAt({ x: 0.01 * step }), small));
    const elsewhere = view(new TestWorld(5), cameraAt({}), small);
    const before = kept();
    for (let index = 0; index < 2_000; index++) {
      const frame =
        index % 50 < 40 ? (frames[index % 24 < 12 ? index % 12 : 11 - (index % 12)] ?? elsewhere) : elsewhere;
      tracker.track({ ...frame, capturedAtMs: index * frameMs });
      if (index % 20 === 0) tracker.anchor(index % 3, frame, area);
      if (index % 70 === 0) tracker.release(index % 3);
    }
    tracker.dispose();
    expect(kept()).toBe(before);
    expect(before).toBe(0);
  }, 60_000);
});
