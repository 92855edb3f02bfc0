import type { Clock } from '#shared/std/core/clock.ts';
import { evdevKeycodes } from './evdev-keycodes.ts';
import type { X11Connection, XExtension } from '../x11/x11-connection.ts';
import { keyForCharacter, keysymOf, meaningOf, spareKeycodes, withoutKeys, type KeyStroke } from './x11-keymap.ts';
import {
  changeKeyboardMapping,
  fakeInput,
  getKeyboardMapping,
  getKeyboardState,
  keysChanged,
  setCapsLock,
  useXkb,
  xEvent,
  xModifier,
  type KeyboardMapping,
} from './x11-requests.ts';

/**
 * A borrowed key is given another character no sooner than this after it was pressed: programs read the layout when
 * they get round to it, and one that is late would see the new character instead of the old.
 */
const rebindDelayMs = 120;

type Borrowed = { readonly keycode: number; character: string | null; pressedMs: number };

/**
 * The keyboard of an X11 display. Characters are typed by the key that has them in the active layout; for those that no
 * key has (é on a US keyboard, 漢 anywhere) a key that means nothing is lent the character, and gets it back at the end.
 */
export class X11Keyboard {
  readonly #connection: X11Connection;
  readonly #xtest: number;
  readonly #xkb: number;
  readonly #clock: Clock;
  /** What is down, and with which keycode: its release must find the same one, whatever the layout is by then. */
  readonly #down = new Map<string, number>();
  #mapping: KeyboardMapping | null = null;
  #borrowed: Borrowed[] = [];
  /** What we gave each borrowed key, to be taken back at the end. */
  readonly #given = new Map<number, number>();

  private constructor(connection: X11Connection, xtest: number, xkb: XExtension, clock: Clock) {
    this.#connection = connection;
    this.#xtest = xtest;
    this.#xkb = xkb.opcode;
    this.#clock = clock;
    connection.onEvent = (event) => {
      const changed = keysChanged(event, xkb);
      if (changed === null || (changed.count === 1 && this.#given.has(changed.first))) return; // The latter was us.
      this.#mapping = null;
    };
  }

  /** Null if the display has no XTEST or XKEYBOARD extension, which every X server of this century has. */
  static async open(connection: X11Connection, clock: Clock): Promise<X11Keyboard | null> {
    const [xtest, xkb] = await Promise.all([connection.extension('XTEST'), connection.extension('XKEYBOARD')]);
    if (xtest === null || xkb === null || !(await useXkb(connection, xkb.opcode))) return null;
    return new X11Keyboard(connection, xtest.opcode, xkb, clock);
  }

  /** False if the code is of no key here. */
  async key(code: string, down: boolean): Promise<boolean> {
    const held = this.#down.get(code);
    if (down && held !== undefined) return true; // The X server repeats held keys by itself.
    const keycode = held ?? (await this.#keycodeOf(code));
    if (keycode === null) return false;
    if (down) this.#down.set(code, keycode);
    else this.#down.delete(code);
    this.#connection.send(fakeInput(this.#xtest, down ? xEvent.keyPress : xEvent.keyRelease, keycode));
    return this.#connection.sync();
  }

  /** A mouse button by its X number: nut-js knows only the first three. */
  async button(number: number, down: boolean): Promise<boolean> {
    this.#connection.send(fakeInput(this.#xtest, down ? xEvent.buttonPress : xEvent.buttonRelease, number));
    return this.#connection.sync();
  }

  /** Resolves with the characters that could not be typed. */
  async text(text: string): Promise<string> {
    const state = await getKeyboardState(this.#connection, this.#xkb);
    const capsLock = state !== null && (state.locked & xModifier.lock) !== 0;
    // Programs turn what is typed into capitals while Caps Lock is on, borrowed keys included.
    if (capsLock) this.#connection.send(setCapsLock(this.#xkb, false));
    let untyped = '';
    for (const character of text) {
      if (!(await this.#type(character, state?.group ?? 0))) untyped += character;
    }
    if (capsLock) this.#connection.send(setCapsLock(this.#xkb, true));
    await this.#connection.sync();
    return untyped;
  }

  /** Takes the meanings of borrowed keys back, unless somebody else gave them others since. */
  async close(): Promise<void> {
    const mapping = await getKeyboardMapping(this.#connection);
    if (mapping === null) return;
    for (const [keycode, keysym] of this.#given) {
      if (meaningOf(mapping, this.#connection.setup.minKeycode, keycode) !== keysym) continue;
      this.#connection.send(changeKeyboardMapping(keycode, [0, 0]));
    }
    this.#given.clear();
    this.#borrowed = [];
    await this.#connection.sync();
  }

  async #keycodeOf(code: string): Promise<number | null> {
    const { minKeycode, maxKeycode } = this.#connection.setup;
    // A letter or sign of a shortcut is the key that bears it in the customer's layout, not the one at its US place.
    const character = shortcutCharacter(code);
    if (character !== null) {
      const stroke = await this.#strokeFor(character, await this.#group());
      if (stroke !== null && stroke.modifiers.length === 0) return stroke.keycode;
    }
    const keycode = evdevKeycodes[code];
    return keycode === undefined || keycode < minKeycode || keycode > maxKeycode ? null : keycode;
  }

  async #group(): Promise<number> {
    return (await getKeyboardState(this.#connection, this.#xkb))?.group ?? 0;
  }

  async #readMapping(): Promise<KeyboardMapping | null> {
    if (this.#mapping !== null) return this.#mapping;
    const read = await getKeyboardMapping(this.#connection);
    if (read === null) return null;
    const { minKeycode } = this.#connection.setup;
    // Borrowed keys that still mean what we gave them are ours to lend again; they are no part of the layout.
    this.#borrowed = this.#borrowed.filter(({ keycode }) => {
      const given = this.#given.get(keycode);
      return given !== undefined && meaningOf(read, minKeycode, keycode) === given;
    });
    const ours = new Set(this.#borrowed.map(({ keycode }) => keycode));
    this.#mapping = withoutKeys(read, minKeycode, ours);
    for (const keycode of spareKeycodes(read, minKeycode)) {
      this.#borrowed.push({ keycode, character: null, pressedMs: -Infinity });
    }
    return this.#mapping;
  }

  async #strokeFor(character: string, group: number): Promise<KeyStroke | null> {
    const mapping = await this.#readMapping();
    return mapping && keyForCharacter(mapping, this.#connection.setup.minKeycode, group, character);
  }

  async #type(character: string, group: number): Promise<boolean> {
    const named = character === '\n' ? 'Enter' : character === '\t' ? 'Tab' : null;
    if (named !== null) {
      this.#stroke({ keycode: evdevKeycodes[named] ?? 0, modifiers: [] });
      return true;
    }
    const stroke = (await this.#strokeFor(character, group)) ?? (await this.#borrow(character));
    if (stroke === null) return false;
    this.#stroke(stroke);
    return true;
  }

  #stroke({ keycode, modifiers }: KeyStroke): void {
    const press = (code: number): void => this.#connection.send(fakeInput(this.#xtest, xEvent.keyPress, code));
    const release = (code: number): void => this.#connection.send(fakeInput(this.#xtest, xEvent.keyRelease, code));
    modifiers.forEach(press);
    press(keycode);
    release(keycode);
    modifiers.toReversed().forEach(release);
  }

  async #borrow(character: string): Promise<KeyStroke | null> {
    const lent = this.#borrowed.find((borrowed) => borrowed.character === character);
    const borrowed = lent ?? (await this.#leastRecentlyUsed());
    if (borrowed === undefined) return null;
    if (borrowed.character !== character) {
      borrowed.character = character;
      const keysym = keysymOf(character);
      this.#given.set(borrowed.keycode, keysym);
      this.#connection.send(changeKeyboardMapping(borrowed.keycode, [keysym, keysym]));
      // The change must have been done, and told to every program, before the key is pressed.
      await this.#connection.sync();
    }
    borrowed.pressedMs = this.#clock.monotonicMs();
    return { keycode: borrowed.keycode, modifiers: [] };
  }

  async #leastRecentlyUsed(): Promise<Borrowed | undefined> {
    const oldest = this.#borrowed.toSorted((a, b) => a.pressedMs - b.pressedMs)[0];
    if (oldest === undefined) return undefined;
    const waitMs = oldest.pressedMs + rebindDelayMs - this.#clock.monotonicMs();
    if (waitMs > 0) await new Promise<void>((resolve) => void this.#clock.after(waitMs, resolve));
    return oldest;
  }
}

const signs: Readonly<Record<string, string>> = {
  Minus: '-',
  Equal: '=',
  BracketLeft: '[',
  BracketRight: ']',
  Backslash: '\\',
  Semicolon: ';',
  Quote: "'",
  Backquote: '`',
  Comma: ',',
  Period: '.',
  Slash: '/',
};

function shortcutCharacter(code: string): string | null {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  return letter?.toLowerCase() ?? signs[code] ?? null;
}
