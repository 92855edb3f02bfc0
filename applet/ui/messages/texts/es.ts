import { failureMessages as failures } from '#shared/std/messages/es/failures.ts';
import { spanishLogSentences as logSentences } from '#shared/std/messages/es/log-sentences.ts';
import { words } from '#shared/std/messages/es/words.ts';
import { es as components } from '#shared/ui/messages/es.ts';
import { es as applet } from '../es.ts';
import type { AppletTexts } from './applet-texts.ts';

/** Everything that the applet's window says in Spanish. */
export const texts: AppletTexts = { language: 'es', failures, logSentences, words, components, applet };
