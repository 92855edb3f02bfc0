import { beforeAll, describe, expect, it } from 'vitest';
import { jpegHeader } from '#tests/support/board-samples.ts';
import { cameraAt, TestWorld, view } from './testing/test-view.ts';
import { VisionDesk } from './vision-desk.ts';
import type { FromVision } from './vision-messages.ts';
import { loadVision, type Vision } from './vision.ts';

const area = { left: 0.45, top: 0.3, right: 0.6, bottom: 0.42 };
const seenFrame = view(new TestWorld(), cameraAt({}), {});
/** The head of a JPEG of 320 x 240; the fake browser decodes the rest. */
const jpeg = jpegHeader(320, 240);

let vision: Vision;
beforeAll(async () => {
  vision = await loadVision();
});

class FakePicture {
  readonly width: number;
  readonly height: number;
  isClosed = false;

  constructor(width = 320, height = 240) {
    this.width = width;
    this.height = height;
  }

  close(): void {
    this.isClosed = true;
  }
}

/** A worker without a browser: every picture shows the same, and each frame takes `frameMs`. */
function openDesk(options: { readonly load?: () => Promise<Vision>; readonly frameMs?: number } = {}) {
  const told: FromVision[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const sizes: string[] = [];
  const decoded: FakePicture[] = [];
  let nowMs = 0;
  const desk = new VisionDesk<FakePicture>({
    loadVision: options.load ?? (() => Promise.resolve(vision)),
    decode: () => {
      const picture = new FakePicture();
      decoded.push(picture);
      return Promise.resolve(picture);
    },
    readGrey: (_picture, width, height) => {
      sizes.push(`${width}x${height}`);
      nowMs += options.frameMs ?? 5;
      return width === seenFrame.width && height === seenFrame.height
        ? seenFrame.pixels
        : new Uint8Array(width * height);
    },
    tell: (message) => {
      told.push(message);
      for (const wait of waiting) if (told.length >= wait.count) wait.resolve();
    },
    nowMs: () => nowMs,
  });
  const until = (count: number): Promise<void> =>
    new Promise((resolve) => {
      if (told.length >= count) resolve();
      else waiting.push({ count, resolve });
    });
  return { desk, told, until, sizes, decoded };
}

describe('the worker', () => {
  it('says when it is ready, answers each frame, and holds a drawing', async () => {
    const { desk, told, until, decoded } = openDesk();
    await until(1);
    expect(told).toEqual([{ kind: 'ready', loadMs: 0 }]);
    const picture = new FakePicture();
    desk.receive({ kind: 'frame', picture, capturedAtMs: 100 });
    expect(told[1]).toMatchObject({ kind: 'tracked', frame: { capturedAtMs: 100, anchors: [] } });
    expect(picture.isClosed).toBe(true);
    desk.receive({ kind: 'anchor', id: 7, seen: jpeg, area });
    await until(3);
    expect(told[2]).toEqual({ kind: 'anchored', id: 7, state: 'held' });
    expect(decoded[0]?.isClosed).toBe(true);
    desk.receive({ kind: 'frame', picture: new FakePicture(), capturedAtMs: 133 });
    expect(told[3]).toMatchObject({ kind: 'tracked', frame: { anchors: [{ id: 7, state: 'held' }] } });
  });

  it('takes what concerns a drawing after the drawing, though its picture is decoded meanwhile', async () => {
    const { desk, told, until } = openDesk();
    await until(1);
    desk.receive({ kind: 'anchor', id: 7, seen: jpeg, area });
    desk.receive({ kind: 'release', id: 7 });
    desk.receive({ kind: 'anchor', id: 8, seen: jpeg, area });
    await until(3);
    desk.receive({ kind: 'frame', picture: new FakePicture(), capturedAtMs: 133 });
    expect(told[3]).toMatchObject({ kind: 'tracked', frame: { anchors: [{ id: 8 }] } });
  });

  it('answers frames that come before the library does', () => {
    const { desk, told } = openDesk({ load: () => new Promise(() => {}) });
    desk.receive({ kind: 'frame', picture: new FakePicture(), capturedAtMs: 5 });
    expect(told).toEqual([{ kind: 'tracked', frame: { capturedAtMs: 5, anchors: [], costMs: 0 } }]);
  });

  it('decodes no picture that is none, or says that it is huge', async () => {
    const { desk, told, until, decoded } = openDesk();
    await until(1);
    const huge = jpegHeader(65_535, 65_535);
    for (const seen of [new Uint8Array(), Uint8Array.of(1, 2, 3), huge, new Uint8Array(2_000_000)]) {
      desk.receive({ kind: 'anchor', id: 1, seen, area });
    }
    await until(5);
    expect(told.slice(1)).toEqual(Array.from({ length: 4 }, () => ({ kind: 'anchored', id: 1, state: 'cannotHold' })));
    expect(decoded).toEqual([]);
  });

  it('keeps forty drawings waiting, and refuses the rest at once', async () => {
    const { desk, told, until } = openDesk();
    await until(1);
    for (let id = 0; id < 60; id++) desk.receive({ kind: 'anchor', id, seen: jpeg, area });
    expect(told.filter(({ kind }) => kind === 'anchored')).toHaveLength(20);
    await until(61);
    expect(told).toHaveLength(61);
  });

  it('reduces large pictures, reduces more on a slow phone, and at last says that it is too slow', async () => {
    const { desk, told, until, sizes } = openDesk({ frameMs: 120 });
    await until(1);
    for (let index = 0; index < 60; index++) {
      desk.receive({ kind: 'frame', picture: new FakePicture(720, 1_280), capturedAtMs: 120 * index });
    }
    expect([...new Set(sizes)]).toEqual(['360x640', '270x480', '180x320']);
    expect(told.at(-1)).toMatchObject({ kind: 'tooSlow' });
    expect(told.filter(({ kind }) => kind === 'tooSlow')).toHaveLength(1);
  });

  it('says once that it failed, with the reason', async () => {
    const { desk, told, until } = openDesk({ load: () => Promise.reject(new Error('no memory')) });
    await until(1);
    const picture = new FakePicture();
    desk.receive({ kind: 'frame', picture, capturedAtMs: 5 });
    desk.receive({ kind: 'anchor', id: 1, seen: jpeg, area });
    expect(told).toEqual([{ kind: 'failed', why: 'no memory' }]);
    expect(picture.isClosed).toBe(true);
  });
});
