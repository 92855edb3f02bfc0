import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFileFrame, encodeFileFrame } from './file-frame.ts';
import { fileChunkBytes } from './limits.ts';

const transfer = 'AbCd-_12';
const headerBytes = 1 + transfer.length + 8;

describe('DC1 a file frame', () => {
  it('DC1 comes out as it went in', () => {
    const offsets = fc.oneof(fc.maxSafeNat(), fc.constantFrom(0, 2 ** 32, Number.MAX_SAFE_INTEGER));
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), offsets, (bytes, offset) => {
        expect(decodeFileFrame(encodeFileFrame({ transfer, offset, bytes }))).toEqual({ transfer, offset, bytes });
      }),
    );
  });

  it('DC1 is read where it lies, without a copy, also inside a larger buffer', () => {
    const encoded = encodeFileFrame({ transfer, offset: 5, bytes: Uint8Array.of(1, 2, 3) });
    const around = new Uint8Array(encoded.length + 20);
    around.set(encoded, 10);
    const frame = decodeFileFrame(around.subarray(10, 10 + encoded.length));
    expect(frame).toEqual({ transfer, offset: 5, bytes: Uint8Array.of(1, 2, 3) });
    expect(frame?.bytes.buffer).toBe(around.buffer);
  });

  it('DC1 is nothing when it is too short, too long, without bytes, or beyond what a number holds', () => {
    const longest = encodeFileFrame({ transfer, offset: 0, bytes: new Uint8Array(fileChunkBytes) });
    expect(decodeFileFrame(longest)?.bytes.length).toBe(fileChunkBytes);
    expect(
      decodeFileFrame(encodeFileFrame({ transfer, offset: 0, bytes: new Uint8Array(fileChunkBytes + 1) })),
    ).toBeNull();
    for (let length = 0; length <= headerBytes; length += 1)
      expect(decodeFileFrame(longest.subarray(0, length))).toBeNull();
    const huge = encodeFileFrame({ transfer, offset: 0, bytes: Uint8Array.of(1) });
    huge.fill(0xff, 1 + transfer.length, headerBytes);
    expect(decodeFileFrame(huge)).toBeNull();
  });

  it('DC1 no bytes at all make it throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void decodeFileFrame(bytes)),
      { numRuns: 5_000 },
    );
    const notUtf8 = encodeFileFrame({ transfer, offset: 0, bytes: Uint8Array.of(1) });
    notUtf8[3] = 0xff;
    expect(decodeFileFrame(notUtf8)).toBeNull();
  });
});
