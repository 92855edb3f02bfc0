import { failureMessages as failures } from '#shared/std/messages/pt/failures.ts';
import { portugueseLogSentences as logSentences } from '#shared/std/messages/pt/log-sentences.ts';
import { words } from '#shared/std/messages/pt/words.ts';
import { pt as components } from '#shared/ui/messages/pt.ts';
import { pt as applet } from '../pt.ts';
import type { AppletTexts } from './applet-texts.ts';

/** Everything that the applet's window says in Portuguese. */
export const texts: AppletTexts = { language: 'pt', failures, logSentences, words, components, applet };
