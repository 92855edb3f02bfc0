import { toHex, utf8 } from '../../crypto/bytes.ts';
import { hash32 } from '../../crypto/hash.ts';
import type { Language } from '../language.ts';
import { chooseLanguage, languages } from '../language.ts';
import { terms as german } from './de.ts';
import { terms as english } from './en.ts';
import { terms as spanish } from './es.ts';
import { terms as french } from './fr.ts';
import { terms as portuguese } from './pt.ts';

/** What a customer accepts before a technician sees the session (L3), in one language. */
export type TermsOfUse = {
  readonly title: string;
  readonly sections: readonly { readonly heading: string; readonly text: string }[];
};

/** Changes with every change of a text, in any language; the test beside this file knows the hash of each. */
export const termsVersion = '2';

const byLanguage: Readonly<Record<Language, TermsOfUse>> = {
  en: english,
  de: german,
  es: spanish,
  fr: french,
  pt: portuguese,
};

/** The terms as a reader of `locale` (`de-AT`) is shown them; English where there is no translation. */
export function findTerms(locale: string): TermsOfUse {
  return byLanguage[chooseLanguage([locale], languages).language];
}

/** The exact text that is shown, as one string. */
export function termsText(terms: TermsOfUse): string {
  return [terms.title, ...terms.sections.map(({ heading, text }) => `${heading}\n${text}`)].join('\n\n');
}

/** What the log records as accepted: hex of the protocol's hash of the exact text. */
export function termsHash(terms: TermsOfUse): string {
  return toHex(hash32(utf8(termsText(terms))));
}
