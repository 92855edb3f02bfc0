import { describe, expect, it } from 'vitest';
import type { KeyFields } from '#shared/std/input/keyboard-policy.ts';
import { LeaveChord } from './leave-chord.ts';

const none = { code: '', meta: false, altGraph: false, isComposing: false };
const all: KeyFields = { ...none, key: 'Shift', ctrl: true, alt: true, shift: true };

describe('leaving the picture by keyboard', () => {
  it('happens when Control, Alt and Shift are let go with nothing else pressed', () => {
    const chord = new LeaveChord();
    chord.keyDown({ ...all, key: 'Control', alt: false, shift: false });
    chord.keyDown({ ...all, key: 'Alt', shift: false });
    chord.keyDown(all);
    expect(chord.keyUp({ ...all, shift: false })).toBe(true);
    expect(chord.keyUp({ ...all, key: 'Alt', shift: false, alt: false })).toBe(false);
  });

  it('does not happen after a shortcut with all three', () => {
    const chord = new LeaveChord();
    chord.keyDown(all);
    chord.keyDown({ ...all, key: 'T' });
    expect(chord.keyUp({ ...all, key: 'T' })).toBe(false);
    expect(chord.keyUp(all)).toBe(false);
  });

  it('does not happen by AltGr and Shift, which Windows reports as all three', () => {
    const chord = new LeaveChord();
    chord.keyDown({ ...all, altGraph: true });
    expect(chord.keyUp(all)).toBe(false);
  });
});
