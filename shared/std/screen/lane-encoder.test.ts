import { deflateRawSync } from 'node:zlib';
import * as fc from 'fast-check';
import { inflateSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Area } from './area.ts';
import { contains } from './area.ts';
import type { FrameRoom } from './lane-encoder.ts';
import { decodeFrame } from './frame-format.ts';
import { blankPicture } from './picture.ts';
import { fillArea, moveArea, paintNoise, paintText } from './testing/paint.ts';
import { roomy, TestLane } from './testing/test-lane.ts';

type LaneOptions = Partial<ConstructorParameters<typeof TestLane>[0]>;

function openLane(options: LaneOptions = {}): TestLane {
  return new TestLane({
    width: 640,
    height: 400,
    deflate: (bytes) => deflateRawSync(bytes, { level: 1 }),
    inflate: (bytes, sizeBytes) => inflateSync(bytes, { out: new Uint8Array(sizeBytes) }),
    ...options,
  });
}

async function openSettledLane(options: LaneOptions = {}): Promise<TestLane> {
  const lane = openLane(options);
  paintText(lane.picture, whole(lane), 1);
  lane.touch();
  await lane.settle();
  return lane;
}

function whole({ picture }: TestLane): Area {
  return { x: 0, y: 0, width: picture.width, height: picture.height };
}

/** 1 Mbit/s at ten frames a second. */
const narrow: FrameRoom = { budgetBytes: 12_500, bitsPerSecond: 1e6, loopMs: 120 };

describe('the lane encoder', () => {
  it('sends nothing for a picture that stands still', async () => {
    const lane = await openSettledLane();
    expect(lane.difference()).toBeNull();
    lane.touch();
    expect(await lane.encoder.next(roomy)).toBeNull();
    expect(lane.encoder.pending).toBe('nothing');
    expect(lane.encoder.restMs).toBe(Number.POSITIVE_INFINITY);
  });

  it('sends one changed letter as little more than that', async () => {
    const lane = await openSettledLane();
    fillArea(lane.picture, { x: 200, y: 130, width: 7, height: 11 }, 0x22_44_66);
    lane.touch();
    const applied = await lane.step();
    expect(applied?.dirty).toEqual({ x: 200, y: 130, width: 7, height: 11 });
    expect(applied?.bytesByKind.lossless).toBeLessThan(60);
    expect(applied?.exact).toBe(true);
  });

  it('says that all is exact when what had waited for room is as it was again', async () => {
    const lane = await openSettledLane();
    const before = lane.picture.pixels.slice();
    paintText(lane.picture, whole(lane), 2);
    lane.touch();
    const first = await lane.step({ ...roomy, budgetBytes: 1 });
    expect(first?.exact).toBe(false);
    for (const area of [first?.dirty ?? whole(lane)]) {
      const now = lane.picture.pixels.slice();
      lane.picture.pixels.set(before);
      for (let y = area.y; y < area.y + area.height; y++) {
        const start = y * lane.picture.width + area.x;
        lane.picture.pixels.set(now.subarray(start, start + area.width), start);
      }
    }
    lane.touch();
    expect((await lane.step())?.exact).toBe(true);
    expect(lane.encoder.pending).toBe('nothing');
    expect(lane.difference()).toBeNull();
  });

  it('SL4 begins anew for a viewer that has nothing', async () => {
    const lane = await openSettledLane();
    lane.encoder.restart({ codecs: [], preference: 'automatic' });
    expect(lane.encoder.pending).toBe('changes');
    const applied = await lane.step();
    expect(applied?.full).toBe(true);
    expect(lane.difference()).toBeNull();
  });

  it('keeps what changed and who joined while a frame was being made', async () => {
    const lane = await openSettledLane();
    paintNoise(lane.picture, whole(lane), 3);
    lane.touch();
    const frame = lane.encoder.next(roomy);
    lane.encoder.changed([{ x: 5, y: 5, width: 1, height: 1 }]);
    lane.encoder.restart({ codecs: [], preference: 'automatic' });
    expect(await frame).not.toBeNull();
    fillArea(lane.picture, { x: 5, y: 5, width: 1, height: 1 }, 0xff);
    expect(lane.encoder.pending).toBe('changes');
    const applied = await lane.step();
    expect(applied?.full).toBe(true);
    await lane.settle();
    expect(lane.difference()).toBeNull();
  });

  it('SL2 fills a small budget with text before photographs, and completes the page in later frames', async () => {
    const lane = openLane({ openVideo: null });
    paintNoise(lane.picture, { x: 0, y: 0, width: 320, height: 400 }, 4);
    paintText(lane.picture, { x: 320, y: 0, width: 320, height: 400 }, 5);
    lane.touch();
    const sent: Area[] = [];
    while (lane.encoder.pending !== 'nothing') {
      const frame = await lane.encoder.next(narrow);
      if (frame === null) continue;
      expect(lane.decoder.apply(frame.bytes).ok).toBe(true);
      expect(frame.bytes.length).toBeLessThan(2.5 * narrow.budgetBytes);
      sent.push(...(decodeFrame(frame.bytes)?.areas ?? []));
      lane.clock.advance(100);
    }
    expect(lane.difference()).toBeNull();
    const firstNoise = sent.findIndex(({ x }) => x < 320);
    expect(sent.slice(0, firstNoise).every(({ x }) => x >= 320)).toBe(true);
    expect(sent.slice(firstNoise).every(({ x }) => x < 320)).toBe(true);
  });

  it('sends a key that was pressed before the rest of a page that is building up', async () => {
    const lane = await openSettledLane({ openVideo: null });
    const field = { x: 576, y: 384, width: 8, height: 12 };
    paintText(lane.picture, { x: 0, y: 0, width: 640, height: 320 }, 6);
    lane.touch();
    await lane.step({ ...narrow, budgetBytes: 2_000 });
    lane.clock.advance(100);
    expect(lane.encoder.pending).toBe('changes');
    fillArea(lane.picture, field, 0xff_00_00);
    lane.encoder.changed([field]);
    const frame = await lane.encoder.next({ ...narrow, budgetBytes: 2_000 });
    const [first] = decodeFrame(frame?.bytes ?? new Uint8Array())?.areas ?? [];
    expect(first).toEqual(field);
  });
});

describe('what moved', () => {
  it('on a slow link a page that is scrolled before it was whole becomes whole while it scrolls, and no video', async () => {
    const lane = await openSettledLane();
    const page = blankPicture(640, 1_000);
    paintText(page, { x: 0, y: 0, width: 640, height: 1_000 }, 9);
    let wholeAfter = Number.POSITIVE_INFINITY;
    for (let frame = 0; frame < 70 && wholeAfter > frame; frame++) {
      const from = 8 * frame * 640;
      lane.picture.pixels.set(page.pixels.subarray(from, from + lane.picture.pixels.length));
      lane.touch();
      const applied = await lane.step({ ...narrow, budgetBytes: 6_000 });
      if (applied?.exact === true) wholeAfter = frame;
      lane.clock.advance(33);
    }
    // The page is some 40 kB, and each frame uncovers two more.
    expect(wholeAfter).toBeLessThan(30);
    expect(lane.video.streams).toEqual([]);
    expect(lane.difference()).toBeNull();
  });

  it.each([
    ['up', 0, -8],
    ['down', 0, 40],
    ['left', -24, 0],
    ['right', 100, 0],
    ['up and left', -13, -7],
    ['down and right', 31, 57],
  ])('is sent as one move: a page that goes %s', async (_, right, down) => {
    const lane = await openSettledLane();
    moveArea(lane.picture, whole(lane), right, down);
    lane.touch();
    const frame = decodeFrame((await lane.encoder.next(roomy))?.bytes ?? new Uint8Array());
    expect(frame?.moves.map(({ to, fromX, fromY }) => [to.x - fromX, to.y - fromY])).toEqual([[right, down]]);
    const [move] = frame?.moves ?? [];
    const pixels = (move?.to.width ?? 0) * (move?.to.height ?? 0);
    expect(pixels).toBeGreaterThan(0.95 * (640 - Math.abs(right)) * (400 - Math.abs(down)));
  });

  it('is found within a window, with its header, side and foot standing still', async () => {
    const lane = await openSettledLane();
    const content = { x: 150, y: 60, width: 400, height: 300 };
    paintText(lane.picture, content, 9);
    lane.touch();
    await lane.settle();
    lane.clock.advance(300);
    moveArea(lane.picture, content, 0, -16);
    paintText(lane.picture, { ...content, y: 344, height: 16 }, 10);
    lane.touch();
    const frame = await lane.encoder.next(roomy);
    const [move] = decodeFrame(frame?.bytes ?? new Uint8Array())?.moves ?? [];
    // The first rows of the content are empty, so nothing has to move there.
    expect(move).toEqual({ to: { x: 150, y: 63, width: 400, height: 281 }, fromX: 150, fromY: 79 });
    expect(lane.decoder.apply(frame?.bytes ?? new Uint8Array()).ok).toBe(true);
    expect(lane.difference()).toBeNull();
    expect(frame?.bytes.length).toBeLessThan(4_000);
  });

  it('is found for a window that is dragged over text, and uncovers it', async () => {
    const lane = await openSettledLane();
    const desktop = lane.picture.pixels.slice();
    const drag = async (x: number, y: number): Promise<number> => {
      lane.picture.pixels.set(desktop);
      paintText(lane.picture, { x, y, width: 300, height: 200 }, 11);
      lane.touch();
      lane.clock.advance(25);
      const frame = await lane.encoder.next(roomy);
      expect(lane.decoder.apply(frame?.bytes ?? new Uint8Array()).ok).toBe(true);
      expect(lane.difference()).toBeNull();
      return decodeFrame(frame?.bytes ?? new Uint8Array())?.moves.length ?? 0;
    };
    await drag(40, 30);
    for (let step = 1; step < 8; step++) expect(await drag(40 + step * 23, 30 + step * 11)).toBeGreaterThan(0);
  });

  it('is not looked for again and again where nothing moves', async () => {
    const lane = await openSettledLane({ openVideo: null });
    for (let frame = 0; frame < 5; frame++) {
      paintNoise(lane.picture, whole(lane), frame);
      lane.touch();
      expect((await lane.step())?.bytesByKind.moved).toBe(0);
      lane.clock.advance(1);
    }
    await lane.settle();
    moveArea(lane.picture, whole(lane), 0, -8);
    lane.touch();
    lane.clock.advance(300);
    expect((await lane.step())?.bytesByKind.moved).toBeGreaterThan(0);
  });
});

describe('any sequence of events', () => {
  const areas = fc
    .tuple(
      fc.nat({ max: 639 }),
      fc.nat({ max: 399 }),
      fc.integer({ min: 1, max: 640 }),
      fc.integer({ min: 1, max: 400 }),
    )
    .map(([x, y, width, height]) => ({ x, y, width: Math.min(width, 640 - x), height: Math.min(height, 400 - y) }));
  const events = fc.record({
    deed: fc.constantFrom('fill', 'text', 'noise', 'move', 'restart', 'breakVideo', 'nothing'),
    area: areas,
    seed: fc.nat(),
    budgetBytes: fc.integer({ min: 1, max: 60_000 }),
    waitMs: fc.constantFrom(1, 16, 100, 700),
    repeats: fc.integer({ min: 1, max: 7 }),
    bitsPerSecond: fc.constantFrom(1e5, 1e6, 1e9),
  });

  const page = { x: 0, y: 0, width: 640, height: 400 };
  const event = { area: page, seed: 1, budgetBytes: 60_000, waitMs: 16, repeats: 7, bitsPerSecond: 1e9 } as const;
  /** What chance may leave out: a page that is whole and then scrolled, and a film. */
  const always: (typeof events extends fc.Arbitrary<infer Step> ? Step[] : never)[] = [
    [
      { ...event, deed: 'text', repeats: 1 },
      { ...event, deed: 'nothing' },
      { ...event, deed: 'move', seed: 0 },
    ],
    [{ ...event, deed: 'noise', bitsPerSecond: 1e6 }],
  ];

  it('leaves the viewer with the screen, pixel by pixel, and never touches pixels where there is video', async () => {
    let videos = 0;
    let moves = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(events, { maxLength: 10 }), async (steps) => {
        const lane = openLane();
        for (const { deed, area, seed, budgetBytes, waitMs, repeats, bitsPerSecond } of steps) {
          for (let repeat = 0; repeat < repeats; repeat++) {
            if (deed === 'fill') fillArea(lane.picture, area, seed + repeat);
            if (deed === 'text') paintText(lane.picture, area, seed + repeat);
            if (deed === 'noise') paintNoise(lane.picture, area, seed + repeat);
            if (deed === 'move') moveArea(lane.picture, area, (seed % 64) - 32, (seed >>> 8) % 32);
            if (deed === 'restart') lane.encoder.restart({ codecs: ['av1'], preference: 'sharper' });
            lane.video.isBroken = deed === 'breakVideo';
            if (deed !== 'nothing') lane.encoder.changed([area]);
            const applied = await lane.step({ budgetBytes, bitsPerSecond, loopMs: 20 });
            moves += applied?.bytesByKind.moved ?? 0;
            lane.clock.advance(waitMs);
          }
        }
        videos += lane.video.streams.length;
        await lane.settle();
        expect(lane.encoder.pending).toBe('nothing');
        expect(lane.difference()).toBeNull();
        expect(lane.video.openStreams).toBe(0);
      }),
      { numRuns: 40, examples: always.map((steps): [typeof steps] => [steps]) },
    );
    // The test is worth nothing if these never came.
    expect(videos).toBeGreaterThan(0);
    expect(moves).toBeGreaterThan(0);
  });

  it('goes on with the largest areas that a video may have, whatever the size of the screen', async () => {
    const lane = openLane({ width: 333, height: 287 });
    paintNoise(lane.picture, whole(lane), 1);
    lane.touch();
    const applied = await lane.step({ ...roomy, bitsPerSecond: 1e5 });
    expect(applied?.video).not.toBeNull();
    expect(contains(whole(lane), applied?.video?.area ?? { x: -1, y: 0, width: 0, height: 0 })).toBe(true);
    await lane.settle();
    expect(lane.difference()).toBeNull();
  });
});
