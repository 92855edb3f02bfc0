import { describe, expect, it } from 'vitest';
import { formatsFor } from './format.ts';

describe('formats', () => {
  const english = formatsFor('en');

  it('writes sizes in the largest unit that keeps them short', () => {
    expect([1, 999, 1_000, 999_949, 999_960, 12_345_678].map(english.bytes)).toEqual([
      '1 byte',
      '999 bytes',
      '1 kB',
      '999.9 kB',
      '1 MB',
      '12.3 MB',
    ]);
    expect(english.bytesPerSecond(3_200_000)).toBe('3.2 MB/s');
  });

  it('follows the locale', () => {
    expect(formatsFor('de').bytes(1_500_000)).toBe('1,5 MB');
  });

  it('counts up like a clock', () => {
    expect([-5, 7_999, 750_000, 3_723_000].map(english.timer)).toEqual(['0:00', '0:07', '12:30', '1:02:03']);
  });

  it('says lengths of time no more exactly than people care for', () => {
    expect([40_000, 59_700, 300_000, 3_600_000, 4_800_000].map(english.duration)).toEqual([
      '40 sec',
      '1 min',
      '5 min',
      '1 hr',
      '1 hr 20 min',
    ]);
  });
});
