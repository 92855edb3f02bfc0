import type { FailureCode } from '../core/failure.ts';
import { failureMessages as english } from './en/failures.ts';
import type { Language } from './language.ts';

/** What people are told when something goes wrong: each part is one or two plain sentences. */
export type FailureMessage = {
  readonly happened: string;
  /** What is not affected, so that nobody worries about more than they need to. */
  readonly safe: string;
  readonly next: string;
};

/** One language's file: a code without a sentence does not compile. */
export type FailureMessages = Readonly<Record<FailureCode, FailureMessage>>;

const byLanguage: { readonly en: FailureMessages } & Partial<Readonly<Record<Language, FailureMessages>>> = {
  en: english,
};

/** What to tell a reader of `language`; English where that language has no file yet. */
export function failureMessage(code: FailureCode, language: Language = 'en'): FailureMessage {
  return (byLanguage[language] ?? byLanguage.en)[code];
}

/** The same as one paragraph, for a terminal. */
export function failureParagraph(code: FailureCode, language: Language = 'en'): string {
  const { happened, safe, next } = failureMessage(code, language);
  return `${happened} ${safe} ${next}`;
}
