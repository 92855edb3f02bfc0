import { describe, expect, it } from 'vitest';
import { shortcutFor, type ShortcutKeys } from '../../window/shortcuts.ts';
import { boardCommandFor, toolKeys } from './board-shortcuts.ts';

const keys = (change: Partial<ShortcutKeys>): ShortcutKeys => ({
  key: '',
  code: '',
  altKey: true,
  shiftKey: true,
  ctrlKey: false,
  metaKey: false,
  inText: false,
  ...change,
});

describe('shortcuts of the whiteboard', () => {
  it.each(Object.entries(toolKeys))('%s is taken by Alt, Shift and %s', (tool, key) => {
    expect(boardCommandFor(keys({ code: `Key${key}` }))).toEqual({ name: 'tool', tool });
  });

  it('are none that the window has for itself', () => {
    for (const code of [...Object.values(toolKeys), 'Z', 'Y', 'F'].map((key) => `Key${key}`)) {
      expect(shortcutFor(keys({ code }))).toBeNull();
      expect(boardCommandFor(keys({ code, shiftKey: false }))).toBeNull();
      expect(boardCommandFor(keys({ code, ctrlKey: true }))).toBeNull();
    }
  });

  it('Escape puts the pen away, but not out of a text', () => {
    const escape = { key: 'Escape', code: 'Escape', altKey: false, shiftKey: false };
    expect(boardCommandFor(keys(escape))).toEqual({ name: 'away' });
    expect(boardCommandFor(keys({ ...escape, inText: true }))).toBeNull();
  });

  it('names of objects are no keys', () => {
    expect(boardCommandFor(keys({ code: 'constructor' }))).toBeNull();
  });
});
