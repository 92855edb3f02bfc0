import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from './bytes.ts';
import { decodeFields, encodeFields, u64 } from './encode-fields.ts';

describe('encodeFields', () => {
  it('HS gives the same bytes for ever', () => {
    expect(toHex(encodeFields())).toBe('');
    expect(toHex(encodeFields(''))).toBe('00000000');
    expect(toHex(encodeFields('ä', Uint8Array.of(1, 2, 3), ''))).toBe('00000002c3a40000000301020300000000');
    expect(toHex(u64(2 ** 53 - 1))).toBe('001fffffffffffff');
  });

  it('HS different lists of fields never give the same bytes', () => {
    const field = fc.uint8Array({ maxLength: 6 });
    fc.assert(
      fc.property(fc.array(field, { maxLength: 5 }), fc.array(field, { maxLength: 5 }), (one, other) => {
        const isSame =
          one.length === other.length && one.every((each, index) => toHex(each) === toHex(other[index] ?? each));
        expect(toHex(encodeFields(...one)) === toHex(encodeFields(...other))).toBe(isSame);
      }),
      { numRuns: 2_000 },
    );
    // The classic: what moves from one field to the next.
    expect(encodeFields('ab', 'c')).not.toEqual(encodeFields('a', 'bc'));
  });

  it('HS decoding gives back what was encoded, and takes nothing else', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 8 }), (fields) => {
        const encoded = encodeFields(...fields);
        expect(decodeFields(encoded, fields.length)).toEqual(fields);
        expect(decodeFields(encoded, fields.length + 1)).toBeNull();
        if (fields.length > 0) expect(decodeFields(encoded, fields.length - 1)).toBeNull();
      }),
    );
  });

  it('HS bytes that were not encoded here never make it throw, nor reach outside of them', () => {
    const around = new Uint8Array(400).fill(0x41);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat(9), (bytes, count) => {
        around.set(bytes, 100);
        const fields = decodeFields(around.subarray(100, 100 + bytes.length), count);
        if (fields !== null) expect(toHex(encodeFields(...fields))).toBe(toHex(bytes));
      }),
      { numRuns: 3_000 },
    );
    expect(decodeFields(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 1), 1)).toBeNull();
  });
});
