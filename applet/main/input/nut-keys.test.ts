import { Key } from '@nut-tree-fork/nut-js';
import { describe, expect, it } from 'vitest';
import { evdevKeycodes } from './evdev-keycodes.ts';
import { nutKeyNames, nutPlatformKeyNames } from './nut-keys.ts';

/** Every `KeyboardEvent.code` that a usual keyboard has, from the UI Events specification. */
const usualCodes = [
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('').map((letter) => `Key${letter}`),
  ...'0123456789'.split('').flatMap((digit) => [`Digit${digit}`, `Numpad${digit}`]),
  ...Array.from({ length: 12 }, (_, index) => `F${index + 1}`),
  ...'Backquote Minus Equal BracketLeft BracketRight Backslash Semicolon Quote Comma Period Slash'.split(' '),
  ...'Escape Tab Enter Space Backspace CapsLock NumLock ScrollLock PrintScreen'.split(' '),
  ...'Insert Delete Home End PageUp PageDown ArrowUp ArrowDown ArrowLeft ArrowRight'.split(' '),
  ...'ShiftLeft ShiftRight ControlLeft ControlRight AltLeft AltRight MetaLeft MetaRight'.split(' '),
  ...'NumpadAdd NumpadSubtract NumpadMultiply NumpadDivide NumpadDecimal NumpadEnter NumpadEqual'.split(' '),
  ...'AudioVolumeMute AudioVolumeUp AudioVolumeDown MediaPlayPause MediaStop MediaTrackNext MediaTrackPrevious'.split(
    ' ',
  ),
];
/** Keys of keyboards for other languages, and a menu key. */
const otherCodes = 'IntlBackslash IntlRo IntlYen Lang1 Lang2 Convert NonConvert KanaMode ContextMenu Pause'.split(' ');

describe('key tables', () => {
  it.each(['windows', 'mac'] as const)('every usual key has a nut-js key on %s', (platform) => {
    const names = { ...nutKeyNames, ...nutPlatformKeyNames[platform] };
    expect(usualCodes.filter((code) => names[code] === undefined)).toEqual([]);
    for (const name of Object.values(names)) expect(Key[name]).toBeTypeOf('number');
  });

  it('every usual key and those of other languages have an X keycode, each its own', () => {
    expect([...usualCodes, ...otherCodes].filter((code) => evdevKeycodes[code] === undefined)).toEqual([]);
    const keycodes = Object.values(evdevKeycodes);
    expect(new Set(keycodes).size).toBe(keycodes.length);
    expect(keycodes.every((keycode) => keycode >= 8 && keycode <= 255)).toBe(true);
  });

  it('nobody presses Power or Sleep from afar', () => {
    for (const code of ['Power', 'Sleep', 'WakeUp']) {
      expect(evdevKeycodes[code]).toBeUndefined();
      expect(nutKeyNames[code]).toBeUndefined();
    }
  });

  it.each([
    ['KeyA', 38],
    ['Enter', 36],
    ['ShiftRight', 62],
    ['NumLock', 77],
    ['Numpad0', 90],
    ['F12', 96],
    ['NumpadEnter', 104],
    ['Delete', 119],
    ['MetaLeft', 133],
    ['F24', 202],
  ])('%s is X keycode %d', (code, keycode) => {
    expect(evdevKeycodes[code]).toBe(keycode);
  });
});
