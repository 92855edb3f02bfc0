import { describe, expect, it } from 'vitest';
import type { Language } from '#shared/std/messages/language.ts';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import { LateParts } from '#shared/ui/late-parts.ts';
import type { AppletTexts } from '../messages/texts/applet-texts.ts';
import { loadTexts } from '../messages/texts/load-texts.ts';
import { firstWordsMs } from './applet-limits.ts';
import { ChosenTexts } from './chosen-texts.ts';
import { createPreferences } from './preferences.ts';

/** A reader of these languages, and files that come when the test says so. */
function reader(...preferred: readonly string[]) {
  const clock = new FakeClock();
  const preferences = createPreferences(null);
  type Outcome = 'comes' | 'fails';
  const waiting = new Map<Language, (outcome: Outcome) => void>();
  const texts = new ChosenTexts({
    preferences,
    preferred,
    parts: new LateParts(clock),
    clock,
    load: (language) =>
      new Promise<AppletTexts>((resolve, reject) => {
        waiting.set(language, (outcome) => {
          if (outcome === 'comes') resolve(loadTexts(language));
          else reject(new TypeError('Failed to fetch'));
        });
      }),
  });
  /** What became of it has arrived at the window when this resolves. */
  const answer = async (language: Language, outcome: Outcome): Promise<void> => {
    await settle();
    waiting.get(language)?.(outcome);
    await loadTexts(language);
    await settle();
  };
  return { clock, preferences, texts, answer, shown: () => texts.store.getState()?.language ?? null };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

describe('the language of the window', () => {
  it('is English at once for whoever reads it, or nothing that there is', () => {
    expect(reader('en-GB').shown()).toBe('en');
    expect(reader('it', 'sv').shown()).toBe('en');
  });

  it('is the reader’s own, after a moment with nothing', async () => {
    const { shown, answer } = reader('de-AT', 'en');
    expect(shown()).toBeNull();
    await answer('de', 'comes');
    expect(shown()).toBe('de');
  });

  it('is English when the reader’s own does not come in time, until it does', async () => {
    const { shown, answer, clock } = reader('fr');
    clock.advance(firstWordsMs);
    expect(shown()).toBe('en');
    await answer('fr', 'comes');
    expect(shown()).toBe('fr');
  });

  it('is tried again when it could not be fetched', async () => {
    const { shown, answer, clock } = reader('pt-BR');
    await answer('pt', 'fails');
    clock.advance(1_000);
    await answer('pt', 'comes');
    expect(shown()).toBe('pt');
  });

  it('changes when another is chosen, and only once that is there; the last choice counts', async () => {
    const { shown, answer, preferences } = reader('en');
    preferences.setState({ language: 'es' });
    preferences.setState({ language: 'de' });
    expect(shown()).toBe('en');
    await answer('de', 'comes');
    expect(shown()).toBe('de');
    await answer('es', 'comes');
    expect(shown()).toBe('de');
    preferences.setState({ language: 'en' });
    await answer('en', 'comes');
    expect(shown()).toBe('en');
  });
});
