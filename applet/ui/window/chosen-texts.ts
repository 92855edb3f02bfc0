import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';
import { chooseLanguage, languages, type Language } from '#shared/std/messages/language.ts';
import type { LateParts } from '#shared/ui/late-parts.ts';
import type { AppletTexts } from '../messages/texts/applet-texts.ts';
import { texts as english } from '../messages/texts/en.ts';
import { firstWordsMs } from './applet-limits.ts';
import type { PreferencesStore } from './preferences.ts';

export type ChosenTextsOptions = {
  readonly preferences: PreferencesStore;
  /** `navigator.languages`. */
  readonly preferred: readonly string[];
  readonly load: (language: Language) => Promise<AppletTexts>;
  readonly parts: LateParts;
  readonly clock: Clock;
};

/**
 * What the window says, in the language that its person reads or chose last. Until a language is there the one before it
 * stays; at the very beginning nothing is shown for a moment, and then English rather than nothing.
 */
export class ChosenTexts {
  /** Null: wait, the first words are on their way. */
  readonly store: StoreApi<AppletTexts | null>;
  readonly #options: ChosenTextsOptions;
  readonly #stopListening: Dispose;
  readonly #stopPatience: Dispose;

  constructor(options: ChosenTextsOptions) {
    this.#options = options;
    this.store = createStore<AppletTexts | null>(() => (this.#wanted() === 'en' ? english : null));
    if (this.#wanted() !== 'en') void this.#fetch();
    this.#stopListening = options.preferences.subscribe((now, before) => {
      if (now.language !== before.language) void this.#fetch();
    });
    this.#stopPatience = options.clock.after(firstWordsMs, () => {
      if (this.store.getState() === null) this.store.setState(english, true);
    });
  }

  dispose(): void {
    this.#stopListening();
    this.#stopPatience();
  }

  async #fetch(): Promise<void> {
    const language = this.#wanted();
    const texts = language === 'en' ? english : await this.#options.parts.load(() => this.#options.load(language));
    // Another may have been chosen meanwhile.
    if (language === this.#wanted()) this.store.setState(texts, true);
  }

  #wanted(): Language {
    const { preferences, preferred } = this.#options;
    return preferences.getState().language ?? chooseLanguage(preferred, languages).language;
  }
}
