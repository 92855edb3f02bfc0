import type { FailureCode } from '../core/failure.ts';
import { failureMessages as german } from './de/failures.ts';
import { failureMessages as english } from './en/failures.ts';
import { failureMessages as spanish } from './es/failures.ts';
import { failureMessages as french } from './fr/failures.ts';
import type { Language } from './language.ts';
import { failureMessages as portuguese } from './pt/failures.ts';

/** What people are told when something goes wrong: each part is one or two plain sentences. */
export type FailureMessage = {
  readonly happened: string;
  /** What is not affected, so that nobody worries about more than they need to. */
  readonly safe: string;
  readonly next: string;
};

/** One language's file: a code without a sentence does not compile. */
export type FailureMessages = Readonly<Record<FailureCode, FailureMessage>>;

const byLanguage: Readonly<Record<Language, FailureMessages>> = {
  en: english,
  de: german,
  es: spanish,
  fr: french,
  pt: portuguese,
};

/** What to tell a reader of `language`. */
export function failureMessage(code: FailureCode, language: Language = 'en'): FailureMessage {
  return byLanguage[language][code];
}

/** The same as one paragraph, for a terminal. */
export function failureParagraph(code: FailureCode, language: Language = 'en'): string {
  const { happened, safe, next } = failureMessage(code, language);
  return `${happened} ${safe} ${next}`;
}
