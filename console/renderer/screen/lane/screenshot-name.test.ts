import { describe, expect, it } from 'vitest';
import { screenshotName } from './screenshot-name.ts';

const atMs = new Date(2026, 10, 2, 7, 4, 5).getTime();

describe('a screenshot’s file name', () => {
  it('sorts by time and says of whom', () => {
    expect(screenshotName('Jonas Keller', atMs, null)).toBe('2026-11-02 07.04.05 Jonas Keller.png');
    expect(screenshotName('Jonas Keller', atMs, 2)).toBe('2026-11-02 07.04.05 Jonas Keller screen 2.png');
  });

  it('holds nothing that a file system could stumble over', () => {
    expect(screenshotName('../a:b\\c*"\u202e?\u0000', atMs, null)).toBe('2026-11-02 07.04.05 a b c.png');
    expect(screenshotName('///', atMs, null)).toBe('2026-11-02 07.04.05.png');
    expect(screenshotName('x'.repeat(300), atMs, null).length).toBeLessThan(100);
  });
});
