import type { Catalogue } from '#shared/ui/i18n.tsx';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { pt } from './pt.ts';

/** Everything that the applet's window says, in every language that it speaks. */
export const appletMessages: Required<Catalogue<typeof en>> = { en, de, es, fr, pt };
