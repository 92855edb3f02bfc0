import type { FailureCode } from '../core/failure.ts';
import { failureMessages as english } from './en/failures.ts';

/** What people are told when something goes wrong: each part is one or two plain sentences. */
export type FailureMessage = {
  readonly happened: string;
  /** What is not affected, so that nobody worries about more than they need to. */
  readonly safe: string;
  readonly next: string;
};

/** One language's file: a code without a sentence does not compile. */
export type FailureMessages = Readonly<Record<FailureCode, FailureMessage>>;

/** The three as one paragraph of English, for a terminal. Windows show them in their reader's language. */
export function failureParagraph(code: FailureCode): string {
  const { happened, safe, next } = english[code];
  return `${happened} ${safe} ${next}`;
}
