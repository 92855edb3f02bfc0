import { describe, expect, it } from 'vitest';
import { keyForCharacter, keysymOf, meaningOf, spareKeycodes, withoutKeys } from './x11-keymap.ts';

const shift = 0xffe1;
const level3 = 0xfe03;
/** A tiny German keyboard with a Russian second layout: keycodes 8 to 12. */
const mapping = {
  perKeycode: 7,
  keysyms: [
    [0x71, 0x51, 0x1000439, 0x1000419, 0x40, 0, 0], // q Q й Й @
    [shift, 0, shift, 0, 0, 0, 0],
    [level3, 0, level3, 0, 0, 0, 0],
    [0, 0, 0, 0, 0, 0, 0],
    [0x65, 0x45, 0x1000443, 0x1000423, 0x20ac, 0x1001e9e, 0], // e E у У € ẞ
  ].flat(),
};

describe('X keymap', () => {
  it.each([
    ['q', { keycode: 8, modifiers: [] }],
    ['Q', { keycode: 8, modifiers: [9] }],
    ['@', { keycode: 8, modifiers: [10] }],
    ['€', { keycode: 12, modifiers: [10] }],
    ['ẞ', { keycode: 12, modifiers: [10, 9] }],
    ['é', null],
  ])('finds %s with its modifiers', (character, stroke) => {
    expect(keyForCharacter(mapping, 8, 0, character)).toEqual(stroke);
  });

  it('looks only in the layout that is active', () => {
    expect(keyForCharacter(mapping, 8, 1, 'q')).toBeNull();
    expect(keyForCharacter(mapping, 8, 1, 'Й')).toEqual({ keycode: 8, modifiers: [9] });
    expect(keyForCharacter(mapping, 8, 0, 'й')).toBeNull();
    expect(keyForCharacter(mapping, 8, 2, 'q')).toBeNull();
  });

  it('knows the keys that mean nothing, and can leave keys out', () => {
    expect(spareKeycodes(mapping, 8)).toEqual([11]);
    expect(spareKeycodes(withoutKeys(mapping, 8, new Set([8])), 8)).toEqual([8, 11]);
    expect(meaningOf(mapping, 8, 12)).toBe(0x65);
  });

  it('names keysyms by Unicode', () => {
    expect(keysymOf('a')).toBe(0x61);
    expect(keysymOf('é')).toBe(0xe9);
    expect(keysymOf('漢')).toBe(0x1006f22);
    expect(keysymOf('😀')).toBe(0x101f600);
  });
});
