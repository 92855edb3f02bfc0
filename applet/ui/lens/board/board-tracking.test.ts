import { describe, expect, it } from 'vitest';
import { markArea } from '#shared/std/lens/board-geometry.ts';
import type { BoardMark } from '#shared/std/lens/board-view.ts';
import type { BoardPicture, MarkHold, TrackingMode } from '#shared/std/lens/board.ts';
import type { MarkTransform, TrackedFrame } from '#shared/std/lens/tracked-frame.ts';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import { BoardTracking } from './board-tracking.ts';
import type { AnchorState, OpenVision, VisionEvents } from './vision.ts';

const moved = (x: number): MarkTransform => [1, 0, x, 0, 1, 0, 0, 0, 1];
const picture: BoardPicture = { id: 3, width: 64, height: 48, jpeg: '_9j_' };

function mark(id: number, change: Partial<BoardMark> = {}): BoardMark {
  return {
    id,
    picture: 3,
    tool: 'pen',
    colour: 'red',
    width: 0.01,
    text: '',
    number: 0,
    points: [[0.2, 0.2]],
    finished: false,
    hold: 'pending',
    ...change,
  };
}

/** A phone whose camera and worker do what the test says. */
class Phone {
  readonly clock = new FakeClock();
  readonly modes: TrackingMode[] = [];
  readonly holds: (readonly [number, MarkHold])[] = [];
  readonly frames: TrackedFrame[] = [];
  /** What the worker was told, by name. */
  readonly told: (readonly [name: string, ...argument: readonly unknown[]])[] = [];
  workers = 0;
  /** Who waits for the camera's next frame. */
  waiting: ((frame: ImageBitmap | null, capturedAtMs: number) => void) | null = null;
  readonly tracking: BoardTracking;
  #events: VisionEvents | null = null;

  constructor(openVision?: OpenVision | null) {
    this.tracking = new BoardTracking({
      clock: this.clock,
      openVision: openVision === undefined ? (events) => this.#openVision(events) : openVision,
      frames: {
        next: (onFrame) => {
          expect(this.waiting).toBeNull();
          this.waiting = onFrame;
          return () => {
            this.waiting = null;
          };
        },
      },
      onMode: (mode) => this.modes.push(mode),
      onHold: (id, hold) => this.holds.push([id, hold]),
      onTracked: (frame) => this.frames.push(frame),
    });
  }

  get events(): VisionEvents {
    if (this.#events === null) throw new Error('no worker was opened');
    return this.#events;
  }

  show(...marks: readonly BoardMark[]): void {
    this.showWith([picture], ...marks);
  }

  showWith(pictures: readonly BoardPicture[], ...marks: readonly BoardMark[]): void {
    this.tracking.follow({ marks, pictures, open: false });
  }

  /** The technician has the tools in hand, and nothing is drawn yet. */
  takeTools(open: boolean): void {
    this.tracking.follow({ marks: [], pictures: [], open });
  }

  /** The camera has a frame. */
  film(capturedAtMs: number): void {
    const onFrame = this.waiting;
    this.waiting = null;
    onFrame?.({ close: () => {} } as ImageBitmap, capturedAtMs);
  }

  answer(capturedAtMs: number, ...anchors: readonly (readonly [number, AnchorState, MarkTransform | null])[]): void {
    this.events.onTracked({
      capturedAtMs,
      anchors: anchors.map(([id, state, transform]) => ({ id, state, transform })),
    });
  }

  names(): readonly string[] {
    return this.told.map(([name]) => name);
  }

  #openVision(events: VisionEvents) {
    this.workers += 1;
    this.#events = events;
    return {
      track: (...argument: readonly unknown[]) => void this.told.push(['track', ...argument]),
      anchor: (...argument: readonly unknown[]) => void this.told.push(['anchor', ...argument]),
      extend: (...argument: readonly unknown[]) => void this.told.push(['extend', ...argument]),
      release: (...argument: readonly unknown[]) => void this.told.push(['release', ...argument]),
      close: () => void this.told.push(['close']),
    };
  }
}

function holding(...marks: readonly BoardMark[]): Phone {
  const phone = new Phone();
  phone.show(...marks);
  phone.events.onReady();
  return phone;
}

describe('BRD7 tools in hand', () => {
  it('load the worker and feed it before the first mark, and let it rest when they are put away', () => {
    const phone = new Phone();
    phone.takeTools(true);
    expect([phone.workers, phone.modes]).toEqual([1, ['loading']]);
    phone.events.onReady();
    phone.film(10);
    phone.answer(10);
    phone.clock.advance(50);
    phone.film(76);
    expect(phone.names()).toEqual(['track', 'track']);
    phone.takeTools(false);
    phone.answer(76);
    expect([phone.waiting, phone.workers, phone.clock.timerCount]).toEqual([null, 1, 0]);
  });

  it('cost half as long as nothing is drawn: the camera’s next frame is left out', () => {
    const phone = new Phone();
    phone.takeTools(true);
    phone.events.onReady();
    phone.film(10);
    phone.clock.advance(15);
    phone.answer(10);
    phone.clock.advance(34);
    expect(phone.waiting).toBeNull();
    phone.clock.advance(1);
    expect(phone.waiting).not.toBeNull();
    // A mark is followed in each, also while its picture is on the way.
    phone.show(mark(1, { picture: 99 }));
    phone.film(76);
    phone.answer(76);
    expect(phone.waiting).not.toBeNull();
  });

  it('leave out no frame where the worker takes as long as that', () => {
    const phone = new Phone();
    phone.takeTools(true);
    phone.events.onReady();
    phone.film(10);
    phone.clock.advance(50);
    phone.answer(10);
    expect(phone.waiting).not.toBeNull();
  });

  it('put away while a frame is left out, let the worker rest', () => {
    const phone = new Phone();
    phone.takeTools(true);
    phone.events.onReady();
    phone.film(10);
    phone.answer(10);
    phone.takeTools(false);
    phone.clock.advance(1_000);
    expect([phone.waiting, phone.clock.timerCount]).toEqual([null, 0]);
  });
});

describe('BRD4 holding marks', () => {
  it('loads nothing before the first mark, and says that it loads', () => {
    const phone = new Phone();
    phone.show();
    expect(phone.workers).toBe(0);
    phone.show(mark(1));
    expect(phone.workers).toBe(1);
    expect(phone.modes).toEqual(['loading']);
    expect(phone.told).toEqual([]);
    phone.events.onReady();
    expect(phone.modes).toEqual(['loading', 'tracking']);
  });

  it('anchors what was drawn so far to the picture it was drawn on, and the rest at its end', () => {
    const phone = holding(mark(1));
    expect(phone.told).toEqual([['anchor', 1, Uint8Array.from([255, 216, 255]), markArea(mark(1))]]);
    const grown = mark(1, { points: [[0.2, 0.2], [0.6, 0.5]] }); // prettier-ignore
    phone.show(grown);
    expect(phone.names()).toEqual(['anchor']);
    phone.show({ ...grown, finished: true });
    phone.show({ ...grown, finished: true, hold: 'held' });
    expect(phone.told.slice(1)).toEqual([['extend', 1, markArea(grown)]]);
  });

  it('gives the worker one frame at a time, the newest', () => {
    const phone = holding(mark(1));
    phone.film(100);
    expect(phone.waiting).toBeNull();
    phone.show(mark(1), mark(2));
    expect(phone.waiting).toBeNull();
    phone.answer(100, [1, 'held', moved(0.1)]);
    phone.film(166);
    expect(phone.told.filter(([name]) => name === 'track').map(([, , capturedAtMs]) => capturedAtMs)).toEqual([
      100, 166,
    ]);
  });

  it('tells where marks are in each frame, by one clock, and how they are held once', () => {
    const phone = holding(mark(1), mark(2), mark(3));
    phone.events.onAnchored(1, 'held');
    phone.events.onAnchored(3, 'cannotHold');
    phone.film(100);
    phone.answer(100, [1, 'held', moved(0.1)], [2, 'hidden', null], [3, 'cannotHold', null]);
    phone.film(133);
    phone.answer(133, [1, 'held', moved(0.2)], [2, 'hidden', null], [3, 'cannotHold', null]);
    expect(phone.frames[0]).toEqual({
      capturedAtMs: 100,
      sentAtMs: phone.clock.monotonicMs(),
      marks: [
        { id: 1, transform: moved(0.1) },
        { id: 2, transform: null },
      ],
    });
    expect(phone.holds).toEqual([
      [1, 'held'],
      [3, 'cannotHold'],
      [2, 'hidden'],
    ]);
    expect(phone.tracking.placeOf(mark(1))).toEqual(moved(0.2));
    expect(phone.tracking.placeOf(mark(2))).toBeNull();
  });

  it('a mark does not vanish at the technician while it is still seen on the phone: hidden is what a frame says', () => {
    const phone = holding(mark(1));
    phone.events.onAnchored(1, 'hidden');
    expect([phone.holds, phone.tracking.placeOf(mark(1))]).toEqual([[], undefined]);
    phone.film(100);
    phone.answer(100, [1, 'hidden', null]);
    expect([phone.holds, phone.tracking.placeOf(mark(1))]).toEqual([[[1, 'hidden']], null]);
  });

  it('shows a mark that is new where an older one of the same picture has gone', () => {
    const phone = holding(mark(1), mark(2));
    phone.film(100);
    phone.answer(100, [1, 'held', moved(0.1)]);
    expect(phone.tracking.placeOf(mark(2))).toEqual(moved(0.1));
    expect(phone.tracking.placeOf(mark(9, { picture: 4 }))).toBeUndefined();
  });

  it('never passes on numbers that are none, nor marks that are gone', () => {
    const phone = holding(mark(1), mark(2));
    phone.film(100);
    phone.show(mark(1));
    phone.answer(-4, [1, 'held', moved(Number.NaN)], [2, 'held', moved(1)]);
    expect(phone.frames[0]).toMatchObject({ capturedAtMs: 0, marks: [{ id: 1, transform: null }] });
    expect(phone.told).toContainEqual(['release', 2]);
  });

  it('BRD5 hides a mark at the horizon, whose place the other side would not believe', () => {
    const phone = holding(mark(1));
    phone.film(100);
    phone.answer(100, [1, 'held', moved(1e9)]);
    expect(phone.frames[0]?.marks).toEqual([{ id: 1, transform: null }]);
  });

  it('rests while there is no mark, and goes on with the next in the same worker', () => {
    const phone = holding(mark(1));
    phone.show();
    expect(phone.waiting).toBeNull();
    expect(phone.clock.timerCount).toBe(0);
    phone.show(mark(2));
    expect(phone.workers).toBe(1);
    expect(phone.waiting).not.toBeNull();
  });

  it('holds anew a mark that came back under its old name', () => {
    const phone = holding(mark(1, { finished: true }));
    phone.show(mark(1, { points: [[0.7, 0.1]] }));
    expect(phone.names()).toEqual(['anchor', 'release', 'anchor']);
  });

  it('BRD2 waits some seconds for a picture that comes after its mark', () => {
    const phone = holding(mark(1, { picture: 99 }), mark(2, { picture: 99 }));
    phone.clock.advance(4_999);
    phone.show(mark(1, { picture: 99, finished: true }));
    expect([phone.names(), phone.holds]).toEqual([[], []]);
    phone.showWith([{ ...picture, id: 99 }], mark(1, { picture: 99, finished: true }));
    expect(phone.names()).toEqual(['anchor']);
    phone.clock.advance(60_000);
    expect([phone.holds, phone.clock.timerCount]).toEqual([[], 0]);
  });

  it('BRD2 cannot hold a mark whose picture does not come, until it comes after all', () => {
    const phone = holding(mark(1, { picture: 99 }));
    phone.clock.advance(5_000);
    expect([phone.names(), phone.holds]).toEqual([[], [[1, 'cannotHold']]]);
    phone.show(mark(1, { picture: 99, finished: true }));
    phone.clock.advance(60_000);
    expect(phone.holds).toHaveLength(1);
    phone.showWith([{ ...picture, id: 99 }], mark(1, { picture: 99 }));
    phone.events.onAnchored(1, 'held');
    expect(phone.holds.at(-1)).toEqual([1, 'held']);
  });

  it('says once more of a mark that came back under its old name that its picture does not come', () => {
    const phone = holding(mark(1, { picture: 99 }));
    phone.clock.advance(4_000);
    const another = mark(1, { picture: 98, points: [[0.7, 0.1]] });
    phone.show(another);
    phone.clock.advance(4_999);
    expect(phone.holds).toEqual([]);
    phone.clock.advance(1);
    phone.show();
    phone.show(another);
    phone.clock.advance(5_000);
    expect(phone.holds).toEqual([
      [1, 'cannotHold'],
      [1, 'cannotHold'],
    ]);
  });

  it('does not wait for the picture of a mark that was held before: too many others have come since', () => {
    const phone = holding(mark(1, { picture: 99, hold: 'held' }));
    expect([phone.holds, phone.clock.timerCount]).toEqual([[[1, 'cannotHold']], 0]);
  });

  it('cannot hold a mark whose picture is none', () => {
    const phone = new Phone();
    phone.showWith([{ ...picture, jpeg: '?' }], mark(1));
    phone.events.onReady();
    expect([phone.names(), phone.holds]).toEqual([[], [[1, 'cannotHold']]]);
  });

  it('forgets what it waits for when nothing is drawn any more, and when the call ends', () => {
    const phone = holding(mark(1, { picture: 99 }));
    phone.show();
    expect(phone.clock.timerCount).toBe(0);
    phone.show(mark(1, { picture: 99 }));
    expect(phone.clock.timerCount).toBe(1);
    phone.tracking.stop();
    expect([phone.clock.timerCount, phone.holds]).toEqual([0, []]);
  });

  it('waits a little when a frame could not be taken, as while the camera is switched', () => {
    const phone = holding(mark(1));
    const onFrame = phone.waiting;
    phone.waiting = null;
    onFrame?.(null, 0);
    expect(phone.waiting).toBeNull();
    phone.clock.advance(100);
    expect(phone.waiting).not.toBeNull();
  });
});

describe('a phone that cannot hold marks', () => {
  it.each(['onTooSlow', 'onFailed'] as const)('says so and ends the worker: %s', (event) => {
    const phone = holding(mark(1));
    phone.film(100);
    phone.events[event]();
    expect(phone.modes.at(-1)).toBe('freezeOnly');
    expect(phone.names().at(-1)).toBe('close');
    expect(phone.tracking.placeOf(mark(1))).toBeUndefined();
    phone.show(mark(1), mark(2));
    expect(phone.workers).toBe(1);
    expect(phone.clock.timerCount).toBe(0);
  });

  it('is one without anything that could', () => {
    const phone = new Phone(null);
    phone.show(mark(1));
    expect(phone.modes).toEqual(['freezeOnly']);
  });

  it('is one whose worker hangs, or never comes', () => {
    const hanging = holding(mark(1));
    hanging.film(100);
    hanging.clock.advance(5_000);
    expect(hanging.modes.at(-1)).toBe('freezeOnly');
    const missing = new Phone();
    missing.show(mark(1));
    missing.clock.advance(60_000);
    expect(missing.modes).toEqual(['loading', 'freezeOnly']);
  });

  it('may have had a bad moment: what failed is tried again when the tools are taken in hand anew', () => {
    const phone = new Phone();
    phone.takeTools(true);
    phone.events.onFailed();
    phone.show(mark(1));
    expect([phone.workers, phone.modes]).toEqual([1, ['loading', 'freezeOnly']]);
    phone.takeTools(true);
    expect([phone.workers, phone.modes]).toEqual([2, ['loading', 'freezeOnly', 'loading']]);
    phone.events.onReady();
    phone.events.onTooSlow();
    phone.takeTools(false);
    phone.takeTools(true);
    expect([phone.workers, phone.modes.at(-1)]).toEqual([2, 'freezeOnly']);
  });

  it('is not one that only sees no frames, as while the camera is paused', () => {
    const phone = holding(mark(1));
    phone.clock.advance(600_000);
    expect(phone.modes.at(-1)).toBe('tracking');
  });
});

describe('the end of the call', () => {
  it('ends the worker, whatever it says afterwards', () => {
    const phone = holding(mark(1));
    phone.film(100);
    const { events } = phone;
    phone.tracking.stop();
    expect(phone.names().at(-1)).toBe('close');
    events.onTracked({ capturedAtMs: 100, anchors: [{ id: 1, state: 'held', transform: moved(1) }] });
    events.onFailed();
    expect(phone.frames).toEqual([]);
    expect(phone.modes).toEqual(['loading', 'tracking', 'off']);
    expect(phone.clock.timerCount).toBe(0);
  });

  it('lets the next call try again', () => {
    const phone = holding(mark(1));
    phone.events.onTooSlow();
    phone.tracking.stop();
    phone.show(mark(1));
    expect(phone.workers).toBe(2);
  });
});
