import { failureCodes } from '../core/failure.ts';
import type { LogLine } from '../view/session-parts.ts';
import { logEventMessages as english } from './en/log-events.ts';
import { failureMessage } from './failure-message.ts';
import type { Language } from './language.ts';
import { formatMessage } from './message.ts';
import { wordsOf } from './words.ts';

const byLanguage: { readonly en: Readonly<Record<string, string>> } & Partial<
  Readonly<Record<Language, Readonly<Record<string, string>>>>
> = { en: english };

/**
 * A log row as a sentence. A type that this version does not know (a log written by a newer one) shows as it is
 * stored, so that nothing in a log is ever invisible.
 */
export function logSentence(
  line: Pick<LogLine, 'type' | 'body'>,
  language: Language,
  locale: string,
  formatBytes: (bytes: number) => string,
): string {
  const sentences = byLanguage[language] ?? byLanguage.en;
  const sentence = Object.hasOwn(sentences, line.type) ? sentences[line.type] : undefined;
  if (sentence === undefined) return `${line.type} ${JSON.stringify(line.body)}`;
  const parameters: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(line.body)) {
    parameters[name] = readable(name, value, language, formatBytes);
  }
  return formatMessage(sentence, parameters, locale).trim();
}

function readable(
  name: string,
  value: string | number | boolean,
  language: Language,
  formatBytes: (bytes: number) => string,
): string | number {
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return name === 'sizeBytes' ? formatBytes(value) : value;
  const words = wordsOf(language);
  switch (name) {
    case 'kind':
      return lookUp(words.permission, value);
    case 'kinds':
      return value
        .split(/[,\s]+/)
        .map((kind) => lookUp(words.permission, kind))
        .join(', ');
    case 'by':
      return lookUp({ ...words.endedBy, ...words.verifiedBy }, value);
    case 'path':
      return lookUp(words.path, value);
    case 'reason': {
      const code = failureCodes.find((known) => known === value);
      return code === undefined ? lookUp(words.endReason, value) : failureMessage(code, language).happened;
    }
    default:
      return value;
  }
}

function lookUp(table: Readonly<Record<string, string>>, key: string): string {
  return (Object.hasOwn(table, key) ? table[key] : undefined) ?? key;
}
