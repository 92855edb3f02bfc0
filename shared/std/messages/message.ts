/** One sentence as translators write it: plain text with `{placeholders}`, or one text per plural form of `{count}`. */
export type Message = string | PluralMessage;

/** CLDR plural forms; every language has `other`. */
export type PluralMessage = { readonly other: string } & {
  readonly [Form in 'zero' | 'one' | 'two' | 'few' | 'many']?: string;
};

export type Messages = Readonly<Record<string, Message>>;

type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

type TextsOf<M extends Message> = M extends string ? M : Extract<M[keyof M], string>;

type Needed<M extends Message> = Placeholders<TextsOf<M>> | (M extends string ? never : 'count');

/** What has to be filled in: a forgotten or misspelt placeholder does not compile. `count` must be a number. */
export type MessageParameters<M extends Message> = {
  readonly [Name in Needed<M>]: Name extends 'count' ? number : string | number;
};

/** What a lookup takes after the key: nothing at all where there is nothing to fill in. */
export type MessageArguments<M extends Message> = [Needed<M>] extends [never] ? [] : [MessageParameters<M>];

/** The shape of another language's file: every key of the English one, plural where it is plural. */
export type Translation<Source extends Messages> = {
  readonly [Key in keyof Source]: Source[Key] extends string ? string : PluralMessage;
};

/** Fills in a message. Numbers are written as `locale` writes them; a placeholder without a value stays visible. */
export function formatMessage(
  message: Message,
  parameters: Readonly<Record<string, string | number>>,
  locale: string,
): string {
  const text = typeof message === 'string' ? message : choosePlural(message, parameters['count'], locale);
  return text.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    if (value === undefined) return placeholder;
    return typeof value === 'number' ? new Intl.NumberFormat(locale).format(value) : value;
  });
}

function choosePlural(message: PluralMessage, count: string | number | undefined, locale: string): string {
  const form = new Intl.PluralRules(locale).select(Number(count));
  return message[form] ?? message.other;
}
