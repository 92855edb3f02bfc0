import { describe, expect, it } from 'vitest';
import { createPreferences, stepTextPercent } from './preferences.ts';

function fakeStorage(content: string | null) {
  let kept = content;
  return {
    getItem: () => kept,
    setItem: (_key: string, value: string) => {
      kept = value;
    },
    get content() {
      return kept;
    },
  };
}

describe('preferences', () => {
  it('are found again by the next window', () => {
    const storage = fakeStorage(null);
    createPreferences(storage).setState({ textPercent: 175, language: 'fr' });
    expect(createPreferences(storage).getState()).toEqual({ textPercent: 175, language: 'fr' });
  });

  it.each(['{', '7', '{"textPercent":900,"language":null}', '{"textPercent":100,"language":"xx"}'])(
    'start anew from stored nonsense: %s',
    (content) => {
      expect(createPreferences(fakeStorage(content)).getState()).toEqual({ textPercent: 100, language: null });
    },
  );

  it('work where the browser forbids to keep anything', () => {
    const forbidden = {
      getItem: (): string => {
        throw new DOMException('denied', 'SecurityError');
      },
      setItem: (): void => {
        throw new DOMException('denied', 'SecurityError');
      },
    };
    const store = createPreferences(forbidden);
    store.setState({ textPercent: 150 });
    expect(store.getState().textPercent).toBe(150);
  });

  it('stop at the largest and smallest text', () => {
    expect(stepTextPercent(100, -1)).toBe(100);
    expect(stepTextPercent(100, 1)).toBe(125);
    expect(stepTextPercent(200, 1)).toBe(200);
  });
});
