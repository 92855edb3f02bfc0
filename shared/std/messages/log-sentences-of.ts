import { englishLogSentences } from './en/log-sentences.ts';
import type { Language } from './language.ts';
import type { LogSentences } from './log-sentences.ts';

const byLanguage: { readonly en: LogSentences } & Partial<Readonly<Record<Language, LogSentences>>> = {
  en: englishLogSentences,
};

/** The log's sentences for a reader of `language`; English where that language has no file yet. */
export function logSentencesOf(language: Language): LogSentences {
  return byLanguage[language] ?? byLanguage.en;
}
