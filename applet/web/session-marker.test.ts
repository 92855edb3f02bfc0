import { describe, expect, it } from 'vitest';
import { SessionMarker } from './session-marker.ts';

/** A tab's storage, which outlives its pages. */
function tab(): Pick<Window, 'sessionStorage'> {
  const kept = new Map<string, string>();
  const storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
  return { sessionStorage: storage as Storage };
}

describe('the mark of a running session', () => {
  it('tells the next page, once, that a session ran when this one went away', () => {
    const page = tab();
    new SessionMarker(page).set(true);
    expect(new SessionMarker(page).take()).toBe(true);
    expect(new SessionMarker(page).take()).toBe(false);
  });

  it('is gone when the session ended before the page', () => {
    const page = tab();
    const marker = new SessionMarker(page);
    marker.set(true);
    marker.set(false);
    expect(new SessionMarker(page).take()).toBe(false);
  });

  it('says nothing in a tab in which nothing ran', () => {
    expect(new SessionMarker(tab()).take()).toBe(false);
  });

  it('does without where storage is blocked or full', () => {
    const blocked = {
      get sessionStorage(): Storage {
        throw new DOMException('blocked', 'SecurityError');
      },
    };
    const marker = new SessionMarker(blocked);
    marker.set(true);
    marker.set(false);
    expect(marker.take()).toBe(false);
  });
});
