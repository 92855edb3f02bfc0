import type { Catalogue } from '../i18n.tsx';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { pt } from './pt.ts';

/** Texts of the shared components, per language. */
export const uiMessages: Required<Catalogue<typeof en>> = { en, de, es, fr, pt };
