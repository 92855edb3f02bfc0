import { createContext, useCallback, useContext, useEffect, useMemo, type ReactNode } from 'react';
import type { FailureCode } from '#shared/std/core/failure.ts';
import type { FailureMessage } from '#shared/std/messages/failure-message.ts';
import { chooseLanguage, type Language, type LanguageChoice } from '#shared/std/messages/language.ts';
import type { LogSentences } from '#shared/std/messages/log-sentences.ts';
import { formatMessage, type MessageArguments, type Messages, type Translation } from '#shared/std/messages/message.ts';
import type { Words } from '#shared/std/messages/words.ts';
import { formatsFor, type Formats } from './format.ts';
import type { en } from './messages/en.ts';
import type { UiTexts } from './messages/ui-texts.ts';

/** The messages of one area in every language that it has: a translation that lacks a key does not compile. */
export type Catalogue<Source extends Messages> = { readonly en: Source } & {
  readonly [Name in Exclude<Language, 'en'>]?: Translation<Source>;
};

/** Looks up a message; its placeholders are arguments, checked by the compiler. */
export type Translate<Source extends Messages> = <Key extends keyof Source & string>(
  key: Key,
  ...parameters: MessageArguments<Source[Key]>
) => string;

type Reader = LanguageChoice & { readonly formats: Formats; readonly texts: UiTexts };

const I18nContext = createContext<Reader | null>(null);

/** Gives everything below it one language. `preferred` is `navigator.languages`: it knows the reader's variant of it. */
export function I18nProvider(props: {
  readonly preferred: readonly string[];
  readonly texts: UiTexts;
  readonly children: ReactNode;
}) {
  const value = useMemo(() => {
    const choice = chooseLanguage(props.preferred, [props.texts.language]);
    return { ...choice, formats: formatsFor(choice.locale), texts: props.texts };
  }, [props.preferred, props.texts]);
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
  return useTranslation<Source>(catalogue[useI18n().language] ?? catalogue.en);
}

/** The lookup function of one area's messages, given in the reader's language. */
export function useTranslation<Source extends Messages>(translation: Source | Translation<Source>): Translate<Source> {
  const { locale } = useI18n();
  return useMemo(() => {
    const messages: Messages = translation;
    return (key, ...parameters) => formatMessage(messages[key] ?? key, parameters[0] ?? {}, locale);
  }, [translation, locale]);
}

/** The lookup function of what the shared components say. */
export function useUiMessages(): Translate<typeof en> {
  return useTranslation<typeof en>(useI18n().texts.components);
}

/** What happened, what is safe, what to do now. */
export function useFailureMessage(): (code: FailureCode) => FailureMessage {
  const { failures } = useI18n().texts;
  return useCallback((code) => failures[code], [failures]);
}

/** Names of permissions, sides and reasons. */
export function useWords(): Words {
  return useI18n().texts.words;
}

/** The sentences of the session log. */
export function useLogSentences(): LogSentences {
  return useI18n().texts.logSentences;
}
