import type { Language } from '#shared/std/messages/language.ts';
import type { AppletTexts } from './applet-texts.ts';
import { texts as english } from './en.ts';

const files: Readonly<Record<Exclude<Language, 'en'>, () => Promise<{ readonly texts: AppletTexts }>>> = {
  de: () => import('./de.ts'),
  es: () => import('./es.ts'),
  fr: () => import('./fr.ts'),
  pt: () => import('./pt.ts'),
};

/** English is always at hand, so that there is a language for whatever goes wrong; the others are fetched. */
export async function loadTexts(language: Language): Promise<AppletTexts> {
  return language === 'en' ? english : (await files[language]()).texts;
}
