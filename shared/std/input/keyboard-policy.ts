import { namedKeyCode, shortcutCode } from './shortcut-code.ts';

/** The computers that keyboards belong to. */
export type KeyboardPlatform = 'windows' | 'mac' | 'linux' | 'other';

/** What the policy looks at in a `KeyboardEvent`. */
export type KeyFields = {
  readonly code: string;
  readonly key: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
  readonly shift: boolean;
  /** `getModifierState('AltGraph')`. */
  readonly altGraph: boolean;
  readonly isComposing: boolean;
};

/** What is to be done at the customer's. */
export type KeyAct =
  | { readonly kind: 'key'; readonly code: string; readonly down: boolean }
  | { readonly kind: 'text'; readonly text: string };

type Modifier = 'ctrl' | 'alt' | 'meta' | 'shift';

const modifierOfCode: Readonly<Record<string, Modifier>> = {
  ControlLeft: 'ctrl',
  ControlRight: 'ctrl',
  AltLeft: 'alt',
  AltRight: 'alt',
  MetaLeft: 'meta',
  MetaRight: 'meta',
  ShiftLeft: 'shift',
  ShiftRight: 'shift',
};
const modifiers: readonly Modifier[] = ['ctrl', 'alt', 'meta', 'shift'];
const leftCode = { ctrl: 'ControlLeft', alt: 'AltLeft', meta: 'MetaLeft', shift: 'ShiftLeft' } as const;
/** They change what the technician's own keys mean, and so are in `key` already. */
const lockKeys: ReadonlySet<string> = new Set(['CapsLock', 'NumLock', 'ScrollLock']);

/**
 * Decides what of the technician's keyboard travels as characters and what as keys, so that what arrives is what was
 * meant whatever the two layouts are.
 *
 * - Characters made without modifiers, or with Shift, AltGr or a Mac's Option, travel as text.
 * - Characters with Control, Alt or Meta are shortcuts: the modifiers and the key that bears the letter.
 * - Keys that print nothing travel as keys, with whatever modifiers are held.
 * - Dead keys and input methods send nothing here; what they produce comes in through `text`.
 *
 * A modifier waits until it is known what it is for. So Shift for an "A" never leaves; and one that had to go down for a
 * shortcut goes up before text is typed, which it would change.
 */
export class KeyboardPolicy {
  readonly #from: KeyboardPlatform;
  readonly #to: KeyboardPlatform;
  /** Modifier codes that are down here, and not (yet) there. */
  #waiting = new Set<string>();
  /** Modifier codes that are down there because of us. */
  #sentModifiers = new Set<string>();
  /** Other keys that are down there: which key here holds which code there. */
  #sentKeys = new Map<string, string>();
  /** A modifier pressed with nothing after it, so far. */
  #tapCandidate: string | null = null;

  /** `from` is the technician's computer, `to` the customer's. */
  constructor(from: KeyboardPlatform, to: KeyboardPlatform) {
    this.#from = from;
    this.#to = to;
  }

  keyDown(event: KeyFields): KeyAct[] {
    if (event.isComposing || event.key === 'Dead' || event.key === 'Process' || event.key === 'Unidentified') return [];
    if (isModifier(event)) {
      if (!this.#sentModifiers.has(event.code)) this.#waiting.add(event.code);
      this.#tapCandidate = event.code;
      return [];
    }
    this.#tapCandidate = null;
    if (lockKeys.has(event.key)) return [];
    if (!isPrintable(event.key)) return this.#pressKey(event, namedKeyCode(event.code, event.key));
    if (this.#isText(event)) return [...this.#liftModifiers(), { kind: 'text', text: event.key }];
    return this.#pressKey(event, shortcutCode(event.code, event.key));
  }

  keyUp(event: KeyFields): KeyAct[] {
    if (isModifier(event)) return this.#modifierUp(event);
    const sent = this.#sentKeys.get(event.code);
    if (sent === undefined) return [];
    this.#sentKeys.delete(event.code);
    return [{ kind: 'key', code: sent, down: false }];
  }

  /** What a dead key, an input method or a dictation produced. */
  text(text: string): KeyAct[] {
    return text === '' ? [] : [...this.#liftModifiers(), { kind: 'text', text }];
  }

  /** Before a click or a turn of the wheel: the modifiers held with it go down, as in Ctrl and click. */
  beforePointer(held: Pick<KeyFields, Modifier>): KeyAct[] {
    this.#tapCandidate = null;
    return this.#syncModifiers(held);
  }

  /** Focus is gone: nothing is held any more. The customer's side is told by `input/release`. */
  reset(): void {
    this.#waiting.clear();
    this.#sentModifiers.clear();
    this.#sentKeys.clear();
    this.#tapCandidate = null;
  }

  #isText(event: KeyFields): boolean {
    if (event.meta) return false;
    if (event.altGraph) return true;
    if (this.#from === 'mac') return !event.ctrl; // Option makes characters.
    // On Windows, Control and Alt together are AltGr where the layout has a sign there; letters and digits are shortcuts.
    if (this.#from === 'windows' && event.ctrl && event.alt) return !/^[a-z0-9]$/i.test(event.key);
    return !event.ctrl && !event.alt;
  }

  #pressKey(event: KeyFields, code: string): KeyAct[] {
    if (code === '') return [];
    const before = this.#syncModifiers(event);
    const down: KeyAct = { kind: 'key', code, down: true };
    // macOS never says that a key went up while Command is down.
    if (this.#from === 'mac' && event.meta) return [...before, down, { kind: 'key', code, down: false }];
    this.#sentKeys.set(event.code, code);
    return [...before, down];
  }

  /** Brings the modifiers at the customer's in line with what is held here. */
  #syncModifiers(held: Pick<KeyFields, Modifier> & { readonly altGraph?: boolean }): KeyAct[] {
    const acts: KeyAct[] = [];
    for (const code of this.#sentModifiers) {
      if (isHeld(held, modifierOfCode[code])) continue;
      this.#sentModifiers.delete(code);
      acts.push({ kind: 'key', code: this.#translate(code), down: false });
    }
    for (const modifier of modifiers) {
      if (!isHeld(held, modifier)) continue;
      const codes = [...this.#waiting].filter((code) => modifierOfCode[code] === modifier);
      const isDown = [...this.#sentModifiers].some((code) => modifierOfCode[code] === modifier);
      // Held, but its press was never seen: it was pressed before the picture had the keyboard.
      if (codes.length === 0 && !isDown) codes.push(leftCode[modifier]);
      for (const code of codes) {
        this.#waiting.delete(code);
        this.#sentModifiers.add(code);
        acts.push({ kind: 'key', code: this.#translate(code), down: true });
      }
    }
    return acts;
  }

  /** Modifiers that are down at the customer's go up and wait again. */
  #liftModifiers(): KeyAct[] {
    const lifted = [...this.#sentModifiers].toReversed();
    this.#sentModifiers.clear();
    for (const code of lifted) this.#waiting.add(code);
    return lifted.map((code) => ({ kind: 'key', code: this.#translate(code), down: false }));
  }

  #modifierUp(event: KeyFields): KeyAct[] {
    this.#waiting.delete(event.code);
    const code = this.#translate(event.code);
    if (this.#sentModifiers.delete(event.code)) {
      this.#tapCandidate = null;
      return [{ kind: 'key', code, down: false }];
    }
    const tapped = this.#tapCandidate === event.code;
    this.#tapCandidate = null;
    // Alone they open a menu. AltGr, Shift and Control alone do nothing, and a Mac's keys alone mean something else.
    const opensMenu = code.startsWith('Meta') || (code.startsWith('Alt') && event.key !== 'AltGraph');
    if (!tapped || !opensMenu || this.#from === 'mac') return [];
    return [
      { kind: 'key', code, down: true },
      { kind: 'key', code, down: false },
    ];
  }

  /** A Mac's Command is everybody else's Control. */
  #translate(code: string): string {
    if (this.#from !== 'mac' || this.#to === 'mac') return code;
    return code === 'MetaLeft' ? 'ControlLeft' : code === 'MetaRight' ? 'ControlRight' : code;
  }
}

function isModifier(event: Pick<KeyFields, 'code' | 'key'>): boolean {
  return event.code in modifierOfCode || event.key === 'AltGraph';
}

function isHeld(
  held: Pick<KeyFields, Modifier> & { readonly altGraph?: boolean },
  modifier: Modifier | undefined,
): boolean {
  if (modifier === undefined) return false;
  // Windows reports AltGr as Control and Alt. It is for characters only, and is no modifier of other keys.
  if (held.altGraph === true && (modifier === 'ctrl' || modifier === 'alt')) return false;
  return held[modifier];
}

/** Keys that print nothing have names of ASCII letters and digits; characters are one code point, rarely a few. */
function isPrintable(key: string): boolean {
  return Array.from(key).length === 1 || !/^[A-Z][A-Za-z0-9]+$/.test(key);
}
