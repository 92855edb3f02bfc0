import type { Key } from '@nut-tree-fork/nut-js';

/** The names of nut-js's keys. */
export type NutKeyName = keyof typeof Key;

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('').map((letter) => [`Key${letter}`, letter]);
const digits = '0123456789'.split('').flatMap((digit) => [
  [`Digit${digit}`, `Num${digit}`],
  [`Numpad${digit}`, `NumPad${digit}`],
]);
const functionKeys = Array.from({ length: 24 }, (_, index) => [`F${index + 1}`, `F${index + 1}`]);

/**
 * nut-js's key for a `KeyboardEvent.code`, on Windows and macOS. nut-js presses the key that bears the letter in the
 * active layout, which is what a shortcut means. What is missing here nut-js has no key for: IntlBackslash, IntlRo,
 * IntlYen, Lang1 to Lang5, Convert, NonConvert, KanaMode, NumpadComma, Pause, ContextMenu on macOS, and browser and launch keys.
 */
export const nutKeyNames: Readonly<Record<string, NutKeyName>> = {
  ...(Object.fromEntries([...letters, ...digits, ...functionKeys]) as Record<string, NutKeyName>),
  Space: 'Space',
  Escape: 'Escape',
  Tab: 'Tab',
  Enter: 'Return',
  NumpadEnter: 'Enter',
  Backspace: 'Backspace',
  Delete: 'Delete',
  Insert: 'Insert',
  Home: 'Home',
  End: 'End',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ShiftLeft: 'LeftShift',
  ShiftRight: 'RightShift',
  ControlLeft: 'LeftControl',
  ControlRight: 'RightControl',
  AltLeft: 'LeftAlt',
  AltRight: 'RightAlt',
  CapsLock: 'CapsLock',
  NumLock: 'NumLock',
  ScrollLock: 'ScrollLock',
  PrintScreen: 'Print',
  Minus: 'Minus',
  Equal: 'Equal',
  BracketLeft: 'LeftBracket',
  BracketRight: 'RightBracket',
  Backslash: 'Backslash',
  Semicolon: 'Semicolon',
  Quote: 'Quote',
  Backquote: 'Grave',
  Comma: 'Comma',
  Period: 'Period',
  Slash: 'Slash',
  NumpadAdd: 'Add',
  NumpadSubtract: 'Subtract',
  NumpadMultiply: 'Multiply',
  NumpadDivide: 'Divide',
  NumpadDecimal: 'Decimal',
  NumpadEqual: 'NumPadEqual',
  AudioVolumeMute: 'AudioMute',
  AudioVolumeDown: 'AudioVolDown',
  AudioVolumeUp: 'AudioVolUp',
  MediaPlayPause: 'AudioPlay',
  MediaStop: 'AudioStop',
  MediaTrackPrevious: 'AudioPrev',
  MediaTrackNext: 'AudioNext',
};

/** Where the platforms differ. */
export const nutPlatformKeyNames: Readonly<Record<'windows' | 'mac', Readonly<Record<string, NutKeyName>>>> = {
  windows: { MetaLeft: 'LeftWin', MetaRight: 'RightWin', ContextMenu: 'Menu' },
  mac: { MetaLeft: 'LeftCmd', MetaRight: 'RightCmd', NumLock: 'Clear' },
};
