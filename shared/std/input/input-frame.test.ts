import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxInputTextBytes } from '../protocol/limits.ts';
import { mouseButtons } from './input-driver.ts';
import {
  cleanInputText,
  decodeInputFrame,
  decodePointerFrame,
  encodeInputFrame,
  encodePointerFrame,
  type InputFrame,
} from './input-frame.ts';

const sequence = fc.integer({ min: 1, max: 0xffff_ffff });
const u32 = fc.integer({ min: 0, max: 0xffff_ffff });
const fraction = fc.integer({ min: 0, max: 0xffff });
const delta = fc.integer({ min: -100_000, max: 100_000 });
const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 200 })
  .map(cleanInputText)
  .filter((value) => value.length > 0);

const frame: fc.Arbitrary<InputFrame> = fc.oneof(
  fc.record({
    kind: fc.constant('button' as const),
    sequence,
    moves: u32,
    button: fc.constantFrom(...mouseButtons),
    down: fc.boolean(),
    x: fraction,
    y: fraction,
  }),
  fc.record({
    kind: fc.constant('wheel' as const),
    sequence,
    moves: u32,
    deltaX: delta,
    deltaY: delta,
    x: fraction,
    y: fraction,
  }),
  fc.record({
    kind: fc.constant('key' as const),
    sequence,
    code: fc.constantFrom('KeyA', 'F24', 'ArrowLeft', 'AudioVolumeMute'),
    down: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('text' as const), sequence, text }),
  fc.record({ kind: fc.constantFrom('releaseAll' as const, 'heartbeat' as const), sequence }),
);

describe('input frames', () => {
  it('DC1 every frame comes back as it went in', () => {
    fc.assert(
      fc.property(frame, (value) => {
        expect(decodeInputFrame(encodeInputFrame(value))).toEqual(value);
      }),
    );
    fc.assert(
      fc.property(sequence, fraction, fraction, (number, x, y) => {
        const value = { sequence: number, x, y };
        expect(decodePointerFrame(encodePointerFrame(value))).toEqual(value);
      }),
    );
  });

  it('DC1 any bytes decode to a frame that encodes to the same bytes, or to null, and never throw', () => {
    const anyKind = fc
      .tuple(fc.integer({ min: 0, max: 8 }), fc.uint8Array({ maxLength: 64 }))
      .map(([kind, rest]) => new Uint8Array([kind, ...rest]));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 4096 }), anyKind), (bytes) => {
        const decoded = decodeInputFrame(bytes);
        if (decoded !== null && decoded.kind !== 'text') expect(encodeInputFrame(decoded)).toEqual(bytes);
        const pointer = decodePointerFrame(bytes);
        if (pointer !== null) expect(encodePointerFrame(pointer)).toEqual(bytes);
      }),
      { numRuns: 2_000 },
    );
  });

  it('a frame that was cut, padded or flipped in its kind is refused', () => {
    fc.assert(
      fc.property(frame, (value) => {
        const bytes = encodeInputFrame(value);
        if (value.kind === 'text' || value.kind === 'key') return;
        expect(decodeInputFrame(bytes.subarray(0, -1))).toBeNull();
        expect(decodeInputFrame(new Uint8Array([...bytes, 0]))).toBeNull();
        expect(decodePointerFrame(bytes)).toBeNull();
      }),
    );
  });

  it.each([
    ['a sequence of zero', [6, 0, 0, 0, 0]],
    ['an unknown button', [1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 5, 1]],
    ['a flag that is neither 0 nor 1', [1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2]],
    ['an empty code', [3, 0, 0, 0, 1, 1]],
    ['a code with other signs', [3, 0, 0, 0, 1, 1, 0x41, 0x2f]],
    ['empty text', [4, 0, 0, 0, 1]],
    ['text that is not UTF-8', [4, 0, 0, 0, 1, 0xff]],
    ['text with an escape character', [4, 0, 0, 0, 1, 0x1b]],
    ['a wheel turned beyond reason', [2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0x7f, 0, 0, 0, 0, 0, 0, 0]],
  ])('refuses %s', (_, bytes) => {
    expect(decodeInputFrame(new Uint8Array(bytes))).toBeNull();
  });

  it('refuses text above its limit', () => {
    const encode = (length: number): Uint8Array =>
      encodeInputFrame({ kind: 'text', sequence: 1, text: 'a'.repeat(length) });
    expect(decodeInputFrame(encode(maxInputTextBytes))).not.toBeNull();
    expect(decodeInputFrame(encode(maxInputTextBytes + 1))).toBeNull();
  });
});
