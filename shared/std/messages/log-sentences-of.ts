import { germanLogSentences } from './de/log-sentences.ts';
import { englishLogSentences } from './en/log-sentences.ts';
import { spanishLogSentences } from './es/log-sentences.ts';
import { frenchLogSentences } from './fr/log-sentences.ts';
import type { Language } from './language.ts';
import type { LogSentences } from './log-sentences.ts';
import { portugueseLogSentences } from './pt/log-sentences.ts';

const byLanguage: Readonly<Record<Language, LogSentences>> = {
  en: englishLogSentences,
  de: germanLogSentences,
  es: spanishLogSentences,
  fr: frenchLogSentences,
  pt: portugueseLogSentences,
};

/** The log's sentences for a reader of `language`. */
export function logSentencesOf(language: Language): LogSentences {
  return byLanguage[language];
}
