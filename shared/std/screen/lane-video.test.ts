import { deflateRawSync } from 'node:zlib';
import { inflateSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Area } from './area.ts';
import { contains, intersection, isEmpty } from './area.ts';
import type { FrameRoom, ViewerWish } from './lane-encoder.ts';
import type { AppliedFrame } from './picture-decoder.ts';
import { fillArea, paintNoise, paintText } from './testing/paint.ts';
import { roomy, TestLane } from './testing/test-lane.ts';

const film: Area = { x: 192, y: 128, width: 384, height: 256 };
const whole: Area = { x: 0, y: 0, width: 960, height: 640 };
/** 5 Mbit/s at 30 frames a second. */
const link: FrameRoom = { budgetBytes: 20_000, bitsPerSecond: 5e6, loopMs: 40 };

async function openPage(wish: Partial<ViewerWish> = {}): Promise<TestLane> {
  const lane = new TestLane({
    width: whole.width,
    height: whole.height,
    deflate: (bytes) => deflateRawSync(bytes, { level: 1 }),
    inflate: (bytes, sizeBytes) => inflateSync(bytes, { out: new Uint8Array(sizeBytes) }),
    wish: { codecs: ['h264'], preference: 'automatic', ...wish },
  });
  paintText(lane.picture, whole, 1);
  lane.touch();
  await lane.settle();
  lane.clock.advance(1_000);
  return lane;
}

/** Plays for so many frames, 30 a second. */
async function play(
  lane: TestLane,
  frames: number,
  area: Area = film,
  room: FrameRoom = link,
): Promise<readonly AppliedFrame[]> {
  const applied: AppliedFrame[] = [];
  for (let frame = 0; frame < frames; frame++) {
    paintNoise(lane.picture, area, frame + 1);
    lane.encoder.changed([area]);
    const result = await lane.step(room);
    if (result !== null) applied.push(result);
    lane.clock.advance(33);
  }
  return applied;
}

describe('video', () => {
  it('takes over what moves all the time and is costly, and leaves the text around it without loss', async () => {
    const lane = await openPage();
    const frames = await play(lane, 20);
    const areas = new Set(frames.slice(8).map(({ video }) => JSON.stringify(video?.area)));
    expect([...areas]).toEqual([JSON.stringify(film)]);
    expect(frames.slice(8).every(({ bytesByKind }) => bytesByKind.lossless === 0)).toBe(true);
    fillArea(lane.picture, { x: 20, y: 600, width: 9, height: 9 }, 0xff);
    lane.encoder.changed([whole]);
    const typed = await lane.step(link);
    expect(typed?.dirty).toEqual({ x: 20, y: 600, width: 9, height: 9 });
    expect(typed?.video).toBeNull();
  });

  it('ends when it stands still, and is then made exact within the budget', async () => {
    const lane = await openPage();
    await play(lane, 20);
    expect(lane.encoder.pending).toBe('refinement');
    expect(lane.encoder.restMs).toBeGreaterThan(500);
    expect(await lane.step(link)).toBeNull();
    lane.clock.advance(lane.encoder.restMs);
    const ended = await lane.step(link);
    expect(ended?.endedVideo).toEqual(film);
    expect(lane.video.openStreams).toBe(0);
    expect(ended?.exact).toBe(false);
    while (lane.encoder.pending !== 'nothing') {
      const frame = await lane.encoder.next(link);
      expect(frame?.bytes.length).toBeLessThan(2 * link.budgetBytes);
      expect(lane.decoder.apply(frame?.bytes ?? new Uint8Array()).ok).toBe(true);
    }
    expect(lane.difference()).toBeNull();
  });

  it('shows a photograph that appears once at once, and makes it exact a moment later', async () => {
    const lane = await openPage();
    const [first] = await play(lane, 1);
    expect(first?.video?.keyFrame).toBe(true);
    expect(first?.video?.area).toEqual(film);
    lane.clock.advance(220);
    expect((await lane.step(link))?.videoEnded).toBe(true);
    await lane.settle(link);
    expect(lane.difference()).toBeNull();
  });

  it('is not needed for a photograph on a link that carries it without loss as fast', async () => {
    const lane = await openPage();
    await play(lane, 1, { x: 192, y: 128, width: 128, height: 128 }, roomy);
    expect(lane.video.streams).toEqual([]);
    expect(lane.difference()).toBeNull();
  });

  it('is not used for text that changes now and then', async () => {
    const lane = await openPage();
    for (let page = 2; page < 8; page++) {
      paintText(lane.picture, film, page);
      lane.encoder.changed([film]);
      await lane.step(link);
      lane.clock.advance(300);
    }
    expect(lane.video.streams).toEqual([]);
  });

  it('is not used where the viewer cannot decode it, or nothing here can encode it', async () => {
    const deaf = await openPage({ codecs: [] });
    await play(deaf, 12);
    expect(deaf.video.streams).toEqual([]);
    const dumb = await openPage();
    dumb.video.isMissing = true;
    await play(dumb, 12);
    await dumb.settle();
    expect(dumb.difference()).toBeNull();
  });

  it('that breaks is made good without loss, and not begun again at once', async () => {
    const lane = await openPage();
    await play(lane, 20);
    lane.video.isBroken = true;
    const [broken] = await play(lane, 1);
    expect(broken?.endedVideo).toEqual(film);
    const streams = lane.video.streams.length;
    await play(lane, 10);
    expect(lane.video.streams.length).toBe(streams);
    await lane.settle();
    expect(lane.difference()).toBeNull();
  });

  it('grows with what moves, at most once a second, and covers what it covered', async () => {
    const lane = await openPage();
    await play(lane, 20);
    const larger = { x: 192, y: 64, width: 576, height: 448 };
    const frames = await play(lane, 60, larger);
    const streams = frames.filter(({ video }) => video?.firstOfStream === true);
    expect(streams.length).toBeGreaterThan(0);
    expect(streams.length).toBeLessThan(3);
    expect(lane.decoder.videoArea).toEqual(larger);
    expect(contains(lane.decoder.videoArea ?? whole, film)).toBe(true);
    expect(lane.video.openStreams).toBe(1);
  });

  it('ends when hardly anything in it moves any more', async () => {
    const lane = await openPage();
    await play(lane, 20);
    await play(lane, 60, { x: 200, y: 130, width: 20, height: 20 });
    expect(lane.video.openStreams).toBe(0);
    await lane.settle();
    expect(lane.difference()).toBeNull();
  });

  it('is coded smaller where an encoder is slow, and the more so where movement counts', async () => {
    const widths: number[] = [];
    for (const preference of ['sharper', 'automatic', 'smoother'] as const) {
      const lane = await openPage({ preference });
      lane.video.msAPixel = 0.0005;
      await play(lane, 150);
      widths.push(lane.video.streams.at(-1)?.codedWidth ?? 0);
      expect(lane.video.streams[0]?.codedWidth).toBe(film.width);
    }
    expect(widths[0]).toBe(film.width);
    expect(widths[1]).toBeLessThan(film.width);
    expect(widths[2]).toBeLessThan(widths[1] ?? 0);
  });

  it('SL6 may begin in the very frame in which the page under it is scrolled', async () => {
    const lane = await openPage();
    const began: AppliedFrame[] = [];
    for (let frame = 0; frame < 12; frame++) {
      const { pixels, width } = lane.picture;
      pixels.copyWithin(0, 8 * width);
      paintNoise(lane.picture, { ...film, height: 192 }, frame + 1);
      lane.touch();
      const applied = await lane.step({ ...link, budgetBytes: 100_000 });
      if (applied?.video?.firstOfStream === true) began.push(applied);
      lane.clock.advance(33);
    }
    expect(began.some(({ bytesByKind }) => bytesByKind.moved > 0)).toBe(true);
    await lane.settle();
    expect(lane.difference()).toBeNull();
  });

  it('SL6 is never moved, nor moved from, when the page is scrolled beside it', async () => {
    const lane = await openPage();
    await play(lane, 20);
    for (let frame = 0; frame < 6; frame++) {
      const { pixels, width } = lane.picture;
      pixels.copyWithin(0, 8 * width);
      paintNoise(lane.picture, film, frame + 50);
      lane.touch();
      const applied = await lane.step({ ...link, budgetBytes: 100_000 });
      expect(applied?.dirtyAreas.every((area) => isEmpty(intersection(area, film)))).toBe(true);
      lane.clock.advance(33);
    }
    await lane.settle();
    expect(lane.difference()).toBeNull();
  });
});
