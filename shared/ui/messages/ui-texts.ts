import type { FailureMessages } from '#shared/std/messages/failure-message.ts';
import type { Language } from '#shared/std/messages/language.ts';
import type { LogSentences } from '#shared/std/messages/log-sentences.ts';
import type { Translation } from '#shared/std/messages/message.ts';
import type { Words } from '#shared/std/messages/words.ts';
import type { en } from './en.ts';

/** What the shared components say, and what both windows speak of, in one language. */
export type UiTexts = {
  readonly language: Language;
  readonly failures: FailureMessages;
  readonly logSentences: LogSentences;
  readonly words: Words;
  readonly components: Translation<typeof en>;
};
