import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxMarks, mostInTransform } from './board-limits.ts';
import { decodeTrackedFrame, encodeTrackedFrame, type TrackedFrame } from './tracked-frame.ts';
import { maxInputMessageBytes } from '../protocol/limits.ts';

const value = fc.float({ noNaN: true, min: -mostInTransform, max: mostInTransform });
const frames: fc.Arbitrary<TrackedFrame> = fc.record({
  capturedAtMs: fc.double({ min: 0, max: 1e13, noNaN: true }),
  sentAtMs: fc.double({ min: 0, max: 1e13, noNaN: true }),
  marks: fc.array(
    fc.record({
      id: fc.integer({ min: 1, max: 65_535 }),
      transform: fc.option(
        fc.tuple(value, value, value, value, value, value, value, value, fc.constant(1)) as fc.Arbitrary<
          NonNullable<TrackedFrame['marks'][number]['transform']>
        >,
      ),
    }),
    { maxLength: maxMarks },
  ),
});

const oneMark: TrackedFrame = {
  capturedAtMs: 1_000,
  sentAtMs: 1_020,
  marks: [{ id: 1, transform: [1, 0, 0, 0, 1, 0, 0, 0, 1] }],
};

describe('a tracked frame', () => {
  it('BRD5 arrives as it was sent, and fits a message of the pointer channel', () => {
    fc.assert(
      fc.property(frames, (frame) => {
        const bytes = encodeTrackedFrame(frame);
        expect(bytes.length).toBeLessThanOrEqual(maxInputMessageBytes);
        expect(decodeTrackedFrame(bytes)).toEqual(frame);
      }),
    );
  });

  it('BRD5 one byte too few or too many is no frame', () => {
    const bytes = encodeTrackedFrame(oneMark);
    for (let length = 0; length < bytes.length; length += 1)
      expect(decodeTrackedFrame(bytes.slice(0, length))).toBeNull();
    expect(decodeTrackedFrame(Uint8Array.from([...bytes, 0]))).toBeNull();
  });

  it.each<readonly [string, (data: DataView) => void]>([
    ['another kind', (data) => data.setUint8(0, 7)],
    ['a time that is no number', (data) => data.setFloat64(1, Number.NaN)],
    ['a time before the clock', (data) => data.setFloat64(9, -1)],
    ['an endless place', (data) => data.setFloat32(21, Number.POSITIVE_INFINITY)],
    ['a place beyond reason', (data) => data.setFloat32(21, mostInTransform * 1.01)],
    ['a place that is no number', (data) => data.setFloat32(21, Number.NaN)],
    ['a mark without an id', (data) => data.setUint16(18, 0)],
    ['neither held nor hidden', (data) => data.setUint8(20, 2)],
  ])('BRD5 %s is no frame', (_, spoil) => {
    const bytes = encodeTrackedFrame(oneMark);
    spoil(new DataView(bytes.buffer));
    expect(decodeTrackedFrame(bytes)).toBeNull();
  });

  it('BRD5 more marks than there can be are no frame', () => {
    const marks = Array.from({ length: maxMarks + 1 }, (_, n) => ({ id: n + 1, transform: null }));
    expect(decodeTrackedFrame(encodeTrackedFrame({ ...oneMark, marks }))).toBeNull();
  });
});
