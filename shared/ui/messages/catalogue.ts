import type { Catalogue } from '../i18n.tsx';
import { en } from './en.ts';

/** Texts of the shared components, per language. */
export const uiMessages: Catalogue<typeof en> = { en };
