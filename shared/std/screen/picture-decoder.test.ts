import { deflateRawSync } from 'node:zlib';
import * as fc from 'fast-check';
import { inflateSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Frame } from './frame-format.ts';
import { PictureDecoder } from './picture-decoder.ts';
import { plainFrame } from './testing/plain-frame.ts';
import { moveArea, paintNoise, paintText } from './testing/paint.ts';
import { roomy, TestLane } from './testing/test-lane.ts';

const inflate = (bytes: Uint8Array, sizeBytes: number): Uint8Array =>
  inflateSync(bytes, { out: new Uint8Array(sizeBytes) });

const video = {
  area: { x: 20, y: 20, width: 40, height: 40 },
  codec: 'h264',
  codedWidth: 40,
  codedHeight: 40,
  keyFrame: true,
  firstOfStream: true,
  bytes: new Uint8Array([1]),
} as const;
/** Nine black pixels, three rows of three. */
const square = { bytes: new Uint8Array([0xc2, 0xe2, 0xe2]), deflated: false, sizeBytes: 3 };

/** A decoder of 100 x 80 pixels that has had these frames after the first. */
function decoderAfter(
  ...frames: readonly Partial<Frame>[]
): (frame: Partial<Frame>) => ReturnType<PictureDecoder['apply']> {
  const decoder = new PictureDecoder({ inflate });
  let sequence = 0;
  const apply = (frame: Partial<Frame>): ReturnType<PictureDecoder['apply']> =>
    decoder.apply(plainFrame(sequence++, frame));
  for (const frame of [{ size: { width: 100, height: 80 } }, ...frames]) expect(apply(frame).ok).toBe(true);
  return apply;
}

describe('the picture decoder', () => {
  it('SL4 begins with a frame that begins anew, and with no other', () => {
    const decoder = new PictureDecoder({ inflate });
    expect(decoder.apply(plainFrame(0)).ok).toBe(false);
    expect(decoder.apply(plainFrame(9, { size: { width: 5, height: 4 } })).ok).toBe(true);
    expect([decoder.width, decoder.height, decoder.pixels.length]).toEqual([5, 4, 20]);
    expect(decoder.pixels.every((pixel) => pixel === 0xff000000)).toBe(true);
  });

  it('SL4 takes frames in their order only, and after a wrong one none until one begins anew', () => {
    const decoder = new PictureDecoder({ inflate });
    const size = { width: 5, height: 4 };
    expect(decoder.apply(plainFrame(0xffffffff, { size })).ok).toBe(true);
    expect(decoder.apply(plainFrame(0)).ok).toBe(true);
    expect(decoder.apply(plainFrame(2)).ok).toBe(false);
    expect(decoder.apply(plainFrame(1)).ok).toBe(false);
    expect(decoder.apply(plainFrame(1, { size })).ok).toBe(true);
  });

  it.each<[string, Partial<Frame>]>([
    ['pixels beyond the right border', { areas: [{ x: 98, y: 0, width: 3, height: 3 }], codes: square }],
    ['pixels beyond the lower border', { areas: [{ x: 0, y: 78, width: 3, height: 3 }], codes: square }],
    ['a move to outside', { moves: [{ to: { x: 90, y: 0, width: 20, height: 5 }, fromX: 0, fromY: 0 }] }],
    ['a move from outside', { moves: [{ to: { x: 0, y: 0, width: 20, height: 5 }, fromX: 0, fromY: 76 }] }],
    ['a video beyond the border', { video: { ...video, area: { ...video.area, x: 61 } } }],
    ['codes for more pixels than there are', { areas: [{ x: 0, y: 0, width: 2, height: 1 }], codes: square }],
    ['codes for fewer pixels than there are', { areas: [{ x: 0, y: 0, width: 4, height: 4 }], codes: square }],
    ['codes and no area', { codes: { bytes: square.bytes, deflated: true, sizeBytes: 0 } }],
    ['the end of a video that there is not', { videoEnded: true }],
    ['a stream that never began', { video: { ...video, firstOfStream: false } }],
    [
      'pixels where the video is that begins with it',
      { video, areas: [{ x: 18, y: 18, width: 3, height: 3 }], codes: square },
    ],
  ])('refuses %s', (_, frame) => {
    expect(decoderAfter()(frame)).toEqual({ ok: false, reason: 'malformed' });
  });

  it.each<[string, Partial<Frame>]>([
    ['pixels in it', { areas: [{ x: 59, y: 59, width: 3, height: 3 }], codes: square }],
    ['pixels in it as it ends', { videoEnded: true, areas: [{ x: 59, y: 59, width: 3, height: 3 }], codes: square }],
    ['a move to it', { moves: [{ to: { x: 0, y: 0, width: 30, height: 30 }, fromX: 60, fromY: 0 }] }],
    ['a move from it', { moves: [{ to: { x: 70, y: 0, width: 10, height: 10 }, fromX: 50, fromY: 50 }] }],
    ['the stream at another place', { video: { ...video, firstOfStream: false, area: { ...video.area, x: 21 } } }],
    ['another that leaves some of it', { video: { ...video, area: { ...video.area, x: 21 } } }],
    ['an end and a picture at once', { videoEnded: true, video }],
  ])('while there is video refuses %s', (_, frame) => {
    expect(decoderAfter({ video })(frame).ok).toBe(false);
  });

  it('shows what is around a video, never its own old pixels, and says when these are to be read back', () => {
    const apply = decoderAfter({ video });
    const around = apply({
      areas: [
        { x: 0, y: 0, width: 3, height: 3 },
        { x: 90, y: 70, width: 3, height: 3 },
      ],
      codes: { bytes: new Uint8Array([...square.bytes, ...square.bytes]), deflated: false, sizeBytes: 6 },
    });
    const areas = around.ok ? around.value.dirtyAreas : [];
    const pixels = areas.reduce((sum, { width, height }) => sum + width * height, 0);
    expect(pixels).toBe(93 * 73 - 40 * 40);
    expect(apply({ video: { ...video, firstOfStream: false, keyFrame: false } }).ok).toBe(true);
    const larger = { ...video, area: { x: 10, y: 20, width: 60, height: 40 } };
    expect(apply({ video: larger }).ok).toBe(true);
    expect(apply({ videoEnded: true })).toMatchObject({ ok: true, value: { endedVideo: larger.area } });
    expect(apply({ areas: [{ x: 20, y: 20, width: 3, height: 3 }], codes: square }).ok).toBe(true);
  });

  it('refuses what inflates to more or to less than was announced, and what is not deflate at all', () => {
    const area = { x: 0, y: 0, width: 60, height: 60 };
    for (const bytes of [
      deflateRawSync(new Uint8Array(20_000_000)),
      deflateRawSync(new Uint8Array(9)),
      new Uint8Array(50),
    ]) {
      const frame = { areas: [area], codes: { bytes, deflated: true, sizeBytes: 1_000 } };
      expect(decoderAfter()(frame).ok).toBe(false);
    }
  });

  it('never throws, whatever becomes of a frame on its way', async () => {
    const frames = await realFrames();
    const changes = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 6 });
    let refused = 0;
    fc.assert(
      fc.property(changes, fc.nat({ max: frames.length - 1 }), fc.boolean(), (bytes, which, inHeader) => {
        const decoder = new PictureDecoder({ inflate });
        for (const [index, frame] of frames.entries()) {
          const changed = frame.slice();
          if (index === which) {
            for (const [at, value] of bytes) changed[at % (inHeader ? 40 : frame.length)] = value;
          }
          if (!decoder.apply(changed).ok) refused++;
          expect(decoder.pixels.length).toBe(decoder.width * decoder.height);
        }
      }),
      { numRuns: 150 },
    );
    expect(refused).toBeGreaterThan(0);
  });
});

/** Frames of every kind: begun anew, text, photographs, moves, video and its end. */
async function realFrames(): Promise<readonly Uint8Array[]> {
  const lane = new TestLane({
    width: 320,
    height: 320,
    deflate: (bytes) => deflateRawSync(bytes, { level: 1 }),
    inflate,
  });
  const whole = { x: 0, y: 0, width: 320, height: 320 };
  const frames: Uint8Array[] = [];
  const send = async (bitsPerSecond: number): Promise<void> => {
    lane.touch();
    const frame = await lane.encoder.next({ ...roomy, bitsPerSecond });
    if (frame !== null) frames.push(frame.bytes);
    lane.clock.advance(400);
  };
  paintText(lane.picture, whole, 1);
  await send(1e9);
  moveArea(lane.picture, whole, 0, -16);
  await send(1e9);
  paintNoise(lane.picture, whole, 2);
  await send(1e5);
  await send(1e5);
  await send(1e5);
  await send(1e5);
  expect(lane.video.areas.length).toBeGreaterThan(0);
  return frames;
}
