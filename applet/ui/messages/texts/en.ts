import { failureMessages as failures } from '#shared/std/messages/en/failures.ts';
import { englishLogSentences as logSentences } from '#shared/std/messages/en/log-sentences.ts';
import { words } from '#shared/std/messages/en/words.ts';
import { en as components } from '#shared/ui/messages/en.ts';
import { en as applet } from '../en.ts';
import type { AppletTexts } from './applet-texts.ts';

/** Everything that the applet's window says in English. */
export const texts: AppletTexts = { language: 'en', failures, logSentences, words, components, applet };
