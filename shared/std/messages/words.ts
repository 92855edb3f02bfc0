import type { PermissionKind } from '../protocol/permission-kind.ts';
import type { EndedBy, EndReason } from '../session/session-status.ts';
import { words as german } from './de/words.ts';
import { words as english } from './en/words.ts';
import { words as spanish } from './es/words.ts';
import { words as french } from './fr/words.ts';
import type { Language } from './language.ts';
import { words as portuguese } from './pt/words.ts';

/** Names of things that both windows and the log speak of. */
export type Words = {
  readonly permission: Readonly<Record<PermissionKind, string>>;
  readonly endedBy: Readonly<Record<EndedBy, string>>;
  readonly endReason: Readonly<Record<EndReason, string>>;
  readonly verifiedBy: Readonly<Record<'code' | 'link', string>>;
  readonly path: Readonly<Record<'direct' | 'relayed', string>>;
  readonly actor: Readonly<Record<'technician' | 'customer' | 'handrail', string>>;
};

const byLanguage: Readonly<Record<Language, Words>> = {
  en: english,
  de: german,
  es: spanish,
  fr: french,
  pt: portuguese,
};

export function wordsOf(language: Language = 'en'): Words {
  return byLanguage[language];
}
