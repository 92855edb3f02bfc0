import * as v from 'valibot';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { languages } from '#shared/std/messages/language.ts';
import { textPercents } from './applet-limits.ts';

const preferencesSchema = v.object({
  textPercent: v.picklist(textPercents),
  /** Null: as the system says. */
  language: v.nullable(v.picklist(languages)),
});

/** How this person likes to read. Kept in the browser where it lets us. */
export type Preferences = v.InferOutput<typeof preferencesSchema>;

export type PreferencesStore = StoreApi<Preferences>;

const storageKey = 'handrail.reading';
const asIs: Preferences = { textPercent: 100, language: null };

/** `storage` is null where the browser keeps nothing for us. */
export function createPreferences(storage: Pick<Storage, 'getItem' | 'setItem'> | null): PreferencesStore {
  const store = createStore<Preferences>(() => read(storage));
  store.subscribe((preferences) => write(storage, preferences));
  return store;
}

/** One step larger (1) or smaller (-1); the same at either end. */
export function stepTextPercent(percent: Preferences['textPercent'], step: 1 | -1): Preferences['textPercent'] {
  return textPercents[textPercents.indexOf(percent) + step] ?? percent;
}

function read(storage: Pick<Storage, 'getItem'> | null): Preferences {
  try {
    const parsed = v.safeParse(preferencesSchema, JSON.parse(storage?.getItem(storageKey) ?? 'null'));
    return parsed.success ? parsed.output : asIs;
  } catch {
    return asIs; // Storage that is forbidden or holds something else: reading sizes are not worth an error.
  }
}

function write(storage: Pick<Storage, 'setItem'> | null, preferences: Preferences): void {
  try {
    storage?.setItem(storageKey, JSON.stringify(preferences));
  } catch {
    // Full or forbidden: the choice holds until the window closes.
  }
}
