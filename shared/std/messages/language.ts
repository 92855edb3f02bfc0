/** The languages that message files exist for, or will; English is the one every other is checked against. */
export const languages = ['en', 'de', 'es', 'fr', 'pt'] as const;

export type Language = (typeof languages)[number];

export type LanguageChoice = {
  readonly language: Language;
  /** The reader's own variant of it (`en-GB`), for dates and numbers. */
  readonly locale: string;
};

/** The first of the reader's languages that we have; English if there is none. */
export function chooseLanguage(preferred: readonly string[], available: readonly Language[]): LanguageChoice {
  for (const locale of preferred) {
    const language = available.find((name) => name === locale.toLowerCase().split('-')[0]);
    if (language !== undefined) return { language, locale };
  }
  return { language: 'en', locale: 'en' };
}
