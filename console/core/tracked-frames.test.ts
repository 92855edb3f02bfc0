import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { encodeTrackedFrame, type TrackedFrame } from '#shared/std/lens/tracked-frame.ts';
import { trackedFrameRate } from '#shared/std/protocol/limits.ts';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import { TrackedFrames } from './tracked-frames.ts';

let clock: FakeClock;
let shown: TrackedFrame[];
let broken: string[];
let frames: TrackedFrames;

beforeEach(() => {
  clock = new FakeClock();
  shown = [];
  broken = [];
  frames = new TrackedFrames(clock, {
    isMark: (id) => id < 10,
    onFrame: (frame) => shown.push(frame),
    onBroken: (detail) => broken.push(detail),
  });
});

const frame = (sentAtMs: number, ids: readonly number[] = [1]): Uint8Array =>
  encodeTrackedFrame({
    capturedAtMs: sentAtMs - 20,
    sentAtMs,
    marks: ids.map((id) => ({ id, transform: [1, 0, 0.25, 0, 1, 0, 0, 0, 1] })),
  });

describe('TrackedFrames', () => {
  it('BRD5 shows the newest: what was overtaken is left out, and a clock that began anew is believed', () => {
    for (const atMs of [1_000, 1_040, 1_020, 1_040, 1_080]) frames.receive(frame(atMs));
    expect(shown.map(({ sentAtMs }) => sentAtMs)).toEqual([1_000, 1_040, 1_080]);
    frames.receive(frame(900_000));
    frames.receive(frame(50));
    expect(shown.at(-1)?.sentAtMs).toBe(50);
  });

  it('BRD5 of marks that there are, each once', () => {
    frames.receive(frame(1_000, [1, 50, 1, 2]));
    frames.receive(frame(1_040, [50]));
    expect(shown.map(({ marks }) => marks.map(({ id }) => id))).toEqual([[1, 2]]);
  });

  it('BRD5 a flood costs no more than what is taken of it', () => {
    for (let n = 0; n < 1_000; n += 1) {
      frames.receive(frame(1_000 + n));
      clock.advance(1);
    }
    expect(shown.length).toBeLessThanOrEqual(trackedFrameRate.burst + trackedFrameRate.perSecond + 1);
    expect(broken).toEqual([]);
  });

  it('BRD5 what is no frame breaks, whatever it is, and never gets through', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        clock.advance(1_000);
        const count = shown.length + broken.length;
        frames.receive(bytes);
        expect(shown.length + broken.length).toBeLessThanOrEqual(count + 1);
        expect(shown.every(({ marks }) => marks.every(({ id }) => id < 10))).toBe(true);
      }),
    );
    expect(broken.length).toBeGreaterThan(0);
  });
});
