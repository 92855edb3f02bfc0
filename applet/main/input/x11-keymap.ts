import type { KeyboardMapping } from './x11-requests.ts';

/** A key to press, with the modifier keys to hold around it, all as X keycodes. */
export type KeyStroke = { readonly keycode: number; readonly modifiers: readonly number[] };

const noSymbol = 0;
const keysymShiftLeft = 0xffe1;
const keysymLevel3Shift = 0xfe03;
/** Most keysyms of today are Unicode plus this; the Latin-1 ones are Unicode itself. */
const unicodeKeysym = 0x0100_0000;
const keysymEuro = 0x20ac;

/** The keysym that types a character. */
export function keysymOf(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  if (point === 0x20ac) return keysymEuro; // Layouts have the old name of this one.
  const latin1 = (point >= 0x20 && point <= 0x7e) || (point >= 0xa0 && point <= 0xff);
  return latin1 ? point : unicodeKeysym + point;
}

/**
 * The stroke that types a character in the active layout; null if no key has it. The core mapping shows two layouts
 * (groups) of four levels: plain, Shift, AltGr, Shift and AltGr, in columns 0 1 4 5 for the first and 2 3 6 7 for the
 * second. Third and fourth layouts are not in it: their characters are borrowed.
 */
export function keyForCharacter(
  mapping: KeyboardMapping,
  minKeycode: number,
  group: number,
  character: string,
): KeyStroke | null {
  if (group > 1) return null;
  const shift = keycodeOf(mapping, minKeycode, keysymShiftLeft);
  const level3 = keycodeOf(mapping, minKeycode, keysymLevel3Shift);
  const wanted = keysymOf(character);
  const levels: readonly (readonly (number | null)[])[] = [[], [shift], [level3], [level3, shift]];
  const columns = group === 0 ? [0, 1, 4, 5] : [2, 3, 6, 7];
  for (const [level, column] of columns.entries()) {
    const modifiers = levels[level] ?? [];
    if (column >= mapping.perKeycode || modifiers.includes(null)) continue;
    for (let row = 0; row * mapping.perKeycode < mapping.keysyms.length; row += 1) {
      if (mapping.keysyms[row * mapping.perKeycode + column] !== wanted) continue;
      return { keycode: minKeycode + row, modifiers: modifiers.filter((keycode) => keycode !== null) };
    }
  }
  return null;
}

/** Keycodes that mean nothing in this layout. */
export function spareKeycodes(mapping: KeyboardMapping, minKeycode: number): number[] {
  const spare: number[] = [];
  for (let row = 0; row * mapping.perKeycode < mapping.keysyms.length; row += 1) {
    const keysyms = mapping.keysyms.slice(row * mapping.perKeycode, (row + 1) * mapping.perKeycode);
    if (keysyms.every((keysym) => keysym === noSymbol)) spare.push(minKeycode + row);
  }
  return spare;
}

/** What a key types when pressed alone, in the first layout. */
export function meaningOf(mapping: KeyboardMapping, minKeycode: number, keycode: number): number {
  return mapping.keysyms[(keycode - minKeycode) * mapping.perKeycode] ?? noSymbol;
}

/** The mapping as if some keys meant nothing. */
export function withoutKeys(mapping: KeyboardMapping, minKeycode: number, keys: ReadonlySet<number>): KeyboardMapping {
  const keysyms = mapping.keysyms.map((keysym, index) =>
    keys.has(minKeycode + Math.floor(index / mapping.perKeycode)) ? noSymbol : keysym,
  );
  return { ...mapping, keysyms };
}

function keycodeOf(mapping: KeyboardMapping, minKeycode: number, keysym: number): number | null {
  const index = mapping.keysyms.indexOf(keysym);
  return index === -1 ? null : minKeycode + Math.floor(index / mapping.perKeycode);
}
