import { failureMessages as failures } from '#shared/std/messages/de/failures.ts';
import { germanLogSentences as logSentences } from '#shared/std/messages/de/log-sentences.ts';
import { words } from '#shared/std/messages/de/words.ts';
import { de as components } from '#shared/ui/messages/de.ts';
import { de as applet } from '../de.ts';
import type { AppletTexts } from './applet-texts.ts';

/** Everything that the applet's window says in German. */
export const texts: AppletTexts = { language: 'de', failures, logSentences, words, components, applet };
