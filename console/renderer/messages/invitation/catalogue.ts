import type { Language } from '#shared/std/messages/language.ts';
import type { Translation } from '#shared/std/messages/message.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { pt } from './pt.ts';

type InvitationMessages = Translation<typeof en>;

/** What customers are sent, in their language: the technician's window may be in another. */
export const invitationMessages: Readonly<Record<Language, InvitationMessages>> = { en, de, es, fr, pt };

/** How speakers of a language call it. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  pt: 'Português',
};
