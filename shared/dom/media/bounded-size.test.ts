import { describe, expect, it } from 'vitest';
import { boundedSize } from './bounded-size.ts';

describe('a copy of the customer’s picture', () => {
  it.each([
    [
      { width: 1_280, height: 720 },
      { width: 1_280, height: 720 },
    ],
    [
      { width: 0, height: 0 },
      { width: 0, height: 0 },
    ],
    [
      { width: 16_383, height: 8_192 },
      { width: 4_096, height: 2_048 },
    ],
    [
      { width: 16_383, height: 2 },
      { width: 4_096, height: 1 },
    ],
  ])('of %o takes no more memory than one of %o', (size, copy) => {
    expect(boundedSize(size)).toEqual(copy);
  });
});
