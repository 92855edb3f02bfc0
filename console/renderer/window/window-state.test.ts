import { describe, expect, it } from 'vitest';
import type { ConsoleView, SessionView } from '#shared/std/view/console-view.ts';
import { sampleSession } from '../testing/sample-session.ts';
import { actual, fitted } from '../lens/picture/camera-zoom.ts';
import { shortcutFor, type ShortcutKeys } from './shortcuts.ts';
import { createWindowStore, followView, openSession, setZoom, zoomOf } from './window-state.ts';

const view = (...sessions: readonly SessionView[]): ConsoleView => ({
  technician: { name: 'Anna Weber', organisation: 'Acme IT', deviceFingerprint: '00' },
  relay: { state: 'connected', url: '', joinUrl: '', failure: null },
  sessions,
});
const running = (id: string): SessionView => ({ ...sampleSession, id });
const waiting = (id: string): SessionView => ({ ...sampleSession, id, status: { name: 'waiting' } });
const closed = (id: string): SessionView => ({
  ...sampleSession,
  id,
  status: { name: 'closed', by: 'customer', reason: 'ended' },
});
const empty = createWindowStore().getInitialState();

describe('tabs', () => {
  it('are there for every running session, also after a reload, and for those that were opened', () => {
    const reloaded = followView(empty, view(waiting('a'), running('b')));
    expect(reloaded).toMatchObject({ opened: ['b'], selected: 'b' });
    expect(openSession(reloaded, 'a')).toMatchObject({ opened: ['b', 'a'], selected: 'a' });
  });

  it('forget how a picture was zoomed when its session is gone', () => {
    const zoomed = setZoom(setZoom(followView(empty, view(running('a'), running('b'))), 'a', actual), 'b', actual);
    const after = followView(zoomed, view(running('b')));
    expect([zoomOf(after, 'a'), zoomOf(after, 'b')]).toEqual([fitted, actual]);
  });

  it('stay when their session ends, until it is removed', () => {
    const before = followView(empty, view(running('a')));
    const after = followView(before, view(closed('a')));
    expect(after.opened).toEqual(['a']);
    expect(followView(after, view())).toMatchObject({ opened: [], selected: null });
  });

  it('bring their neighbour to the front when they go', () => {
    const three = openSession(followView(empty, view(running('a'), running('b'), running('c'))), 'b');
    expect(followView(three, view(running('a'), running('c'))).selected).toBe('c');
  });

  it('are the same object when nothing about them changed, so that nothing renders again', () => {
    const state = followView(empty, view(running('a')));
    expect(followView(state, view(running('a')))).toBe(state);
  });
});

describe('shortcuts', () => {
  const keys = (change: Partial<ShortcutKeys>): ShortcutKeys => ({
    key: '',
    code: '',
    altKey: false,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    inText: false,
    ...change,
  });

  it('go by the place of the key, since Alt types signs on a Mac', () => {
    expect(shortcutFor(keys({ altKey: true, code: 'KeyN', key: '˜' }))).toEqual({ name: 'create' });
    expect(shortcutFor(keys({ altKey: true, code: 'Digit3', key: '3' }))).toEqual({ name: 'tab', index: 2 });
  });

  it('have one each for what is done in a Lens session', () => {
    for (const [code, name] of [
      ['KeyW', 'whiteboard'],
      ['KeyV', 'talk'],
      ['KeyP', 'picture'],
      ['KeyK', 'record'],
    ] as const) {
      expect(shortcutFor(keys({ altKey: true, code }))).toEqual({ name });
    }
  });

  it('leave plain letters, and combinations of others, alone', () => {
    expect(shortcutFor(keys({ code: 'KeyN', key: 'n' }))).toBeNull();
    expect(shortcutFor(keys({ altKey: true, ctrlKey: true, code: 'KeyN' }))).toBeNull();
    expect(shortcutFor(keys({ altKey: true, code: 'constructor' }))).toBeNull();
  });

  it('let a question mark be typed into a text', () => {
    expect(shortcutFor(keys({ key: '?', shiftKey: true }))).toEqual({ name: 'help' });
    expect(shortcutFor(keys({ key: '?', shiftKey: true, inText: true }))).toBeNull();
    expect(shortcutFor(keys({ key: 'F1', inText: true }))).toEqual({ name: 'help' });
  });
});
