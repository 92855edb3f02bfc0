import { failureMessages as failures } from '#shared/std/messages/en/failures.ts';
import { englishLogSentences as logSentences } from '#shared/std/messages/en/log-sentences.ts';
import { words } from '#shared/std/messages/en/words.ts';
import { en as components } from '#shared/ui/messages/en.ts';
import type { UiTexts } from '#shared/ui/messages/ui-texts.ts';

/** What the shared parts of the console's window say. The console speaks English. */
export const uiTexts: UiTexts = { language: 'en', failures, logSentences, words, components };
