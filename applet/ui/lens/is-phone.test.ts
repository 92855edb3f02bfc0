import { describe, expect, it } from 'vitest';
import { isPhone } from './is-phone.ts';

function page(pointer: 'coarse' | 'fine', width: number, height: number): Parameters<typeof isPhone>[0] {
  return {
    matchMedia: (query: string) => ({ matches: query === `(pointer: ${pointer})` }) as MediaQueryList,
    screen: { width, height } as Screen,
  };
}

describe('a page held in a hand', () => {
  it('is one that is used by finger on a small screen, however it is held', () => {
    expect(isPhone(page('coarse', 360, 640))).toBe(true);
    expect(isPhone(page('coarse', 915, 412))).toBe(true);
    expect(isPhone(page('coarse', 1366, 1024))).toBe(true);
  });

  it('is not a computer: one with a mouse, or a large screen that can be touched', () => {
    expect(isPhone(page('fine', 360, 640))).toBe(false);
    expect(isPhone(page('coarse', 1920, 1080))).toBe(false);
  });
});
