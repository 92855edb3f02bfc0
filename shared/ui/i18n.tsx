import { createContext, useCallback, useContext, useEffect, useMemo, type ReactNode } from 'react';
import type { FailureCode } from '#shared/std/core/failure.ts';
import { failureMessage, type FailureMessage } from '#shared/std/messages/failure-message.ts';
import { chooseLanguage, type Language, type LanguageChoice } from '#shared/std/messages/language.ts';
import { formatMessage, type MessageArguments, type Messages, type Translation } from '#shared/std/messages/message.ts';
import { wordsOf, type Words } from '#shared/std/messages/words.ts';
import { formatsFor, type Formats } from './format.ts';

/** The messages of one area in every language that it has: a translation that lacks a key does not compile. */
export type Catalogue<Source extends Messages> = { readonly en: Source } & {
  readonly [Name in Exclude<Language, 'en'>]?: Translation<Source>;
};

/** Looks up a message; its placeholders are arguments, checked by the compiler. */
export type Translate<Source extends Messages> = <Key extends keyof Source & string>(
  key: Key,
  ...parameters: MessageArguments<Source[Key]>
) => string;

type Reader = LanguageChoice & { readonly formats: Formats };

const I18nContext = createContext<Reader | null>(null);

/** Gives everything below it the reader's language. `preferred` is `navigator.languages`. */
export function I18nProvider(props: {
  readonly preferred: readonly string[];
  readonly available: readonly Language[];
  readonly children: ReactNode;
}) {
  const value = useMemo(() => {
    const choice = chooseLanguage(props.preferred, props.available);
    return { ...choice, formats: formatsFor(choice.locale) };
  }, [props.preferred, props.available]);
  // Screen readers choose their voice by it.
  useEffect(() => {
    document.documentElement.lang = value.language;
  }, [value.language]);
  return <I18nContext value={value}>{props.children}</I18nContext>;
}

/** The reader's language and locale, and how they write numbers, sizes and times. */
export function useI18n(): Reader {
  const value = useContext(I18nContext);
  if (value === null) throw new Error('useI18n needs an I18nProvider above it');
  return value;
}

/** The lookup function of one area's messages, in the reader's language. */
export function useMessages<Source extends Messages>(catalogue: Catalogue<Source>): Translate<Source> {
  const { language, locale } = useI18n();
  return useMemo(() => {
    const messages: Messages = catalogue[language] ?? catalogue.en;
    return (key, ...parameters) =>
      formatMessage(messages[key] ?? catalogue.en[key] ?? key, parameters[0] ?? {}, locale);
  }, [catalogue, language, locale]);
}

/** What happened, what is safe, what to do now. */
export function useFailureMessage(): (code: FailureCode) => FailureMessage {
  const { language } = useI18n();
  return useCallback((code) => failureMessage(code, language), [language]);
}

/** Names of permissions, sides and reasons. */
export function useWords(): Words {
  return wordsOf(useI18n().language);
}
