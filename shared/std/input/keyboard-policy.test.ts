import { describe, expect, it } from 'vitest';
import { KeyboardPolicy, type KeyAct, type KeyFields, type KeyboardPlatform } from './keyboard-policy.ts';

type Flag = 'ctrl' | 'alt' | 'meta' | 'shift' | 'altGraph' | 'isComposing';

function press(code: string, key: string, ...flags: readonly Flag[]): KeyFields {
  const none = { ctrl: false, alt: false, meta: false, shift: false, altGraph: false, isComposing: false };
  return { code, key, ...none, ...Object.fromEntries(flags.map((flag) => [flag, true])) };
}

const short = (acts: readonly KeyAct[]): string[] =>
  acts.map((act) => (act.kind === 'text' ? `"${act.text}"` : `${act.down ? '+' : '-'}${act.code}`));

/** Plays events (`['up', ...]` for a release) through a policy. */
function play(
  events: readonly (KeyFields | readonly ['up', KeyFields])[],
  from: KeyboardPlatform = 'linux',
  to: KeyboardPlatform = 'linux',
): string[] {
  const policy = new KeyboardPolicy(from, to);
  return short(events.flatMap((event) => ('code' in event ? policy.keyDown(event) : policy.keyUp(event[1]))));
}

const up = (event: KeyFields): readonly ['up', KeyFields] => ['up', event];
const altGrDown = press('AltRight', 'AltGraph', 'altGraph');
const windowsAltGr = [
  press('ControlLeft', 'Control', 'ctrl'),
  press('AltRight', 'AltGraph', 'ctrl', 'alt', 'altGraph'),
];
const option = press('AltLeft', 'Alt', 'alt');

describe('keyboard policy: text', () => {
  it.each<[string, KeyboardPlatform, readonly KeyFields[], string]>([
    ['us a', 'windows', [press('KeyA', 'a')], 'a'],
    ['us @', 'windows', [press('ShiftLeft', 'Shift', 'shift'), press('Digit2', '@', 'shift')], '@'],
    ['us {', 'linux', [press('ShiftLeft', 'Shift', 'shift'), press('BracketLeft', '{', 'shift')], '{'],
    ['de ü', 'windows', [press('BracketLeft', 'ü')], 'ü'],
    ['de @ by AltGr', 'windows', [...windowsAltGr, press('KeyQ', '@', 'altGraph')], '@'],
    ['de @ by AltGr, older Chromium', 'windows', [...windowsAltGr, press('KeyQ', '@', 'ctrl', 'alt', 'altGraph')], '@'],
    ['de @ by Ctrl and Alt', 'windows', [press('KeyQ', '@', 'ctrl', 'alt')], '@'],
    ['de € by AltGr', 'linux', [altGrDown, press('KeyE', '€', 'altGraph')], '€'],
    ['de \\ by AltGr', 'windows', [...windowsAltGr, press('Minus', '\\', 'altGraph')], '\\'],
    ['de @ by Option', 'mac', [option, press('KeyL', '@', 'alt')], '@'],
    ['de [ by Option', 'mac', [option, press('Digit5', '[', 'alt')], '['],
    ['fr é', 'windows', [press('Digit2', 'é')], 'é'],
    ['fr { by AltGr', 'windows', [...windowsAltGr, press('Digit4', '{', 'altGraph')], '{'],
    ['fr ~ by Option', 'mac', [option, press('KeyN', '~', 'alt')], '~'],
    ['pt ç', 'linux', [press('Semicolon', 'ç')], 'ç'],
    ['pt } by AltGr', 'linux', [altGrDown, press('Digit0', '}', 'altGraph')], '}'],
    ['cz ě', 'windows', [press('Digit2', 'ě')], 'ě'],
    ['cz @ by AltGr', 'windows', [...windowsAltGr, press('KeyV', '@', 'altGraph')], '@'],
    ['it è', 'windows', [press('BracketLeft', 'è')], 'è'],
    ['it ] by AltGr', 'windows', [...windowsAltGr, press('BracketRight', ']', 'altGraph')], ']'],
    ['it } by AltGr and Shift', 'windows', [...windowsAltGr, press('BracketRight', '}', 'shift', 'altGraph')], '}'],
    ['es ñ', 'linux', [press('Semicolon', 'ñ')], 'ñ'],
    ['ru я', 'linux', [press('KeyZ', 'я')], 'я'],
    ['a digit of the number pad', 'windows', [press('Numpad5', '5')], '5'],
    ['a space', 'windows', [press('Space', ' ')], ' '],
    ['an emoji', 'mac', [press('KeyE', '😀')], '😀'],
  ])('%s on %s is typed as text and nothing else', (_, from, events, expected) => {
    expect(play(events, from)).toEqual([`"${expected}"`]);
  });

  it.each([
    ['~ñ of a dead tilde', 'ñ'],
    ['é of a dead acute', 'é'],
    ['an input method', '漢字'],
  ])('%s comes from the composition, not from the keys', (_, composed) => {
    const policy = new KeyboardPolicy('linux', 'windows');
    expect(policy.keyDown(press('BracketLeft', 'Dead'))).toEqual([]);
    expect(policy.keyDown(press('KeyN', 'n', 'isComposing'))).toEqual([]);
    expect(policy.keyDown(press('KeyN', 'Process'))).toEqual([]);
    expect(short(policy.text(composed))).toEqual([`"${composed}"`]);
    expect(policy.keyUp(press('KeyN', 'n'))).toEqual([]);
  });

  it('Shift for a capital never leaves, before, while or after', () => {
    const shift = press('ShiftLeft', 'Shift', 'shift');
    const a = press('KeyA', 'A', 'shift');
    expect(play([shift, a, up(a), up(press('ShiftLeft', 'Shift'))])).toEqual(['"A"']);
  });

  it('a held letter repeats as text', () => {
    expect(play([press('KeyA', 'a'), press('KeyA', 'a'), up(press('KeyA', 'a'))])).toEqual(['"a"', '"a"']);
  });

  it('Shift that went down for a selection goes up before text, and down again for the next arrow', () => {
    const shift = press('ShiftLeft', 'Shift', 'shift');
    const arrow = press('ArrowLeft', 'ArrowLeft', 'shift');
    const a = press('KeyA', 'A', 'shift');
    expect(play([shift, arrow, up(arrow), a, arrow, up(arrow), up(press('ShiftLeft', 'Shift'))])).toEqual([
      '+ShiftLeft',
      '+ArrowLeft',
      '-ArrowLeft',
      '-ShiftLeft',
      '"A"',
      '+ShiftLeft',
      '+ArrowLeft',
      '-ArrowLeft',
      '-ShiftLeft',
    ]);
  });
});

describe('keyboard policy: shortcuts', () => {
  it('Ctrl+C presses and releases in order', () => {
    const control = press('ControlLeft', 'Control', 'ctrl');
    const c = press('KeyC', 'c', 'ctrl');
    expect(play([control, c, up(c), up(press('ControlLeft', 'Control'))])).toEqual([
      '+ControlLeft',
      '+KeyC',
      '-KeyC',
      '-ControlLeft',
    ]);
  });

  it.each<[string, KeyFields, string]>([
    ['Z of a German keyboard', press('KeyY', 'z', 'ctrl'), 'KeyZ'],
    ['A of a French keyboard', press('KeyQ', 'a', 'ctrl'), 'KeyA'],
    ['S with Shift', press('KeyS', 'S', 'ctrl', 'shift'), 'KeyS'],
    ['Russian с', press('KeyC', 'с', 'ctrl'), 'KeyC'],
    ['1 of a French keyboard', press('Digit1', '&', 'ctrl'), 'Digit1'],
    ['+ of a German keyboard', press('BracketRight', '+', 'ctrl'), 'NumpadAdd'],
    ['- of a German keyboard', press('Slash', '-', 'ctrl'), 'Minus'],
    ['space', press('Space', ' ', 'ctrl'), 'Space'],
  ])('Ctrl with %s travels as the key that bears it', (_, event, code) => {
    expect(play([event]).at(-1)).toBe(`+${code}`);
  });

  it('a modifier that was held before the picture had the keyboard goes down with the shortcut', () => {
    expect(play([press('KeyC', 'c', 'ctrl')])).toEqual(['+ControlLeft', '+KeyC']);
  });

  it('a modifier whose release was missed goes up before the next key', () => {
    const alt = press('AltLeft', 'Alt', 'alt');
    expect(play([alt, press('Tab', 'Tab', 'alt'), press('Enter', 'Enter')])).toEqual([
      '+AltLeft',
      '+Tab',
      '-AltLeft',
      '+Enter',
    ]);
  });

  it('Alt with a letter is a shortcut off the Mac, and Ctrl+Alt with a letter too', () => {
    expect(play([press('KeyF', 'f', 'alt')], 'windows')).toEqual(['+AltLeft', '+KeyF']);
    expect(play([press('KeyT', 't', 'ctrl', 'alt')], 'windows')).toEqual(['+ControlLeft', '+AltLeft', '+KeyT']);
  });

  it('AltGr with a key that prints nothing leaves no Control and no Alt behind', () => {
    expect(play([...windowsAltGr, press('ArrowUp', 'ArrowUp', 'ctrl', 'alt', 'altGraph')], 'windows')).toEqual([
      '+ArrowUp',
    ]);
  });

  it('Command is Control for a customer without a Mac, and goes up although macOS hides the release', () => {
    const command = press('MetaLeft', 'Meta', 'meta');
    const v = press('KeyV', 'v', 'meta');
    const events = [command, v, up(press('MetaLeft', 'Meta'))];
    expect(play(events, 'mac', 'windows')).toEqual(['+ControlLeft', '+KeyV', '-KeyV', '-ControlLeft']);
    expect(play(events, 'mac', 'linux')).toEqual(['+ControlLeft', '+KeyV', '-KeyV', '-ControlLeft']);
    expect(play(events, 'mac', 'mac')).toEqual(['+MetaLeft', '+KeyV', '-KeyV', '-MetaLeft']);
  });

  it('a Windows key or Alt alone opens its menu; Shift, Control, AltGr and Command alone do nothing', () => {
    const tap = (code: string, key: string, from: KeyboardPlatform = 'windows'): string[] =>
      play([press(code, key), up(press(code, key))], from, 'windows');
    expect(tap('MetaLeft', 'Meta')).toEqual(['+MetaLeft', '-MetaLeft']);
    expect(tap('AltLeft', 'Alt')).toEqual(['+AltLeft', '-AltLeft']);
    for (const [code, key] of [
      ['ShiftLeft', 'Shift'],
      ['ControlLeft', 'Control'],
      ['AltRight', 'AltGraph'],
    ] as const) {
      expect(tap(code, key)).toEqual([]);
    }
    expect(tap('MetaLeft', 'Meta', 'mac')).toEqual([]);
  });

  it('keys that print nothing travel by their place, the number pad without Num Lock by what it does', () => {
    expect(play([press('F5', 'F5')])).toEqual(['+F5']);
    expect(play([press('NumpadEnter', 'Enter')])).toEqual(['+NumpadEnter']);
    expect(play([press('Numpad8', 'ArrowUp')])).toEqual(['+ArrowUp']);
    expect(play([press('Numpad5', 'Clear')])).toEqual([]);
    expect(play([press('', 'Backspace')])).toEqual(['+Backspace']);
  });

  it('lock keys stay here: their effect is in the characters', () => {
    expect(play([press('CapsLock', 'CapsLock'), press('KeyA', 'A')])).toEqual(['"A"']);
  });

  it('Ctrl and click: the modifier goes down before the click', () => {
    const policy = new KeyboardPolicy('linux', 'linux');
    policy.keyDown(press('ControlRight', 'Control', 'ctrl'));
    expect(short(policy.beforePointer({ ctrl: true, alt: false, meta: false, shift: false }))).toEqual([
      '+ControlRight',
    ]);
    expect(short(policy.keyUp(press('ControlRight', 'Control')))).toEqual(['-ControlRight']);
  });

  it('nothing is remembered after the focus went', () => {
    const policy = new KeyboardPolicy('linux', 'linux');
    policy.keyDown(press('ShiftLeft', 'Shift', 'shift'));
    policy.keyDown(press('ArrowLeft', 'ArrowLeft', 'shift'));
    policy.reset();
    expect(policy.keyUp(press('ArrowLeft', 'ArrowLeft', 'shift'))).toEqual([]);
    expect(policy.keyUp(press('ShiftLeft', 'Shift'))).toEqual([]);
  });
});
