import { describe, expect, it } from 'vitest';
import { pictureName } from './picture-name.ts';

const atMs = new Date(2026, 10, 2, 7, 4, 5).getTime();
const ending = 'png';

describe('a saved picture’s file name', () => {
  it('sorts by time and says of whom', () => {
    expect(pictureName({ session: 'Jonas Keller', atMs, ending })).toBe('2026-11-02 07.04.05 Jonas Keller.png');
    expect(pictureName({ session: 'Jonas Keller', atMs, screen: 2, ending })).toBe(
      '2026-11-02 07.04.05 Jonas Keller screen 2.png',
    );
    expect(pictureName({ session: 'Jonas Keller', atMs, ending: 'webm' })).toBe(
      '2026-11-02 07.04.05 Jonas Keller.webm',
    );
  });

  it('holds nothing that a file system could stumble over', () => {
    expect(pictureName({ session: '../a:b\\c*"\u202e?\u0000', atMs, ending })).toBe('2026-11-02 07.04.05 a b c.png');
    expect(pictureName({ session: '///', atMs, ending })).toBe('2026-11-02 07.04.05.png');
    expect(pictureName({ session: 'x'.repeat(300), atMs, ending }).length).toBeLessThan(100);
  });
});
