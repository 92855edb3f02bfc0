import { failureMessages as failures } from '#shared/std/messages/fr/failures.ts';
import { frenchLogSentences as logSentences } from '#shared/std/messages/fr/log-sentences.ts';
import { words } from '#shared/std/messages/fr/words.ts';
import { fr as components } from '#shared/ui/messages/fr.ts';
import { fr as applet } from '../fr.ts';
import type { AppletTexts } from './applet-texts.ts';

/** Everything that the applet's window says in French. */
export const texts: AppletTexts = { language: 'fr', failures, logSentences, words, components, applet };
