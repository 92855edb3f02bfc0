import { failureCodes } from '../core/failure.ts';
import { fitsLogEvent, isLogEventName } from '../log/log-event-parameters.ts';
import type { LogEventName, LogEvents } from '../log/log-events.ts';
import { plainText } from '../log/plain-text.ts';
import type { LogLine } from '../view/session-parts.ts';
import type { FailureMessages } from './failure-message.ts';
import type { Words } from './words.ts';

/**
 * One language's sentences for the session log, in the file of that name in each language's folder. Whoever reads them
 * reads the log alone, so each says who did what. Texts in `body` are one line already and safe to show; codes in it are
 * put into words with the language's own `words`, `logWord` and `reasonSentence`.
 */
export type LogSentences = {
  readonly events: {
    readonly [Name in LogEventName]: (body: LogEvents[Name], actor: LogLine['actor']) => string;
  };
  /** The text of this row was erased. */
  readonly erased: string;
  /** A row of a type, or with parameters, that this version does not know. */
  readonly unknown: (type: string) => string;
};

/** The word for a code, or the code itself if it is of a newer version. */
export function logWord(words: Readonly<Record<string, string>>, code: string): string {
  return Object.hasOwn(words, code) ? (words[code] ?? code) : code;
}

/** A `reason` of any row as a whole sentence of the language that both tables are of. */
export function reasonSentence(code: string, failures: FailureMessages, words: Pick<Words, 'endReason'>): string {
  const failure = failureCodes.find((known) => known === code);
  return failure === undefined ? logWord(words.endReason, code) : failures[failure].happened;
}

/** What a row says, in one line, for people. `body` is null where the text was erased. */
export function logSentence(
  sentences: LogSentences,
  row: Pick<LogLine, 'type' | 'actor'> & { readonly body: LogLine['body'] | null },
): string {
  if (row.body === null) return sentences.erased;
  if (!isLogEventName(row.type)) return sentences.unknown(plainText(row.type));
  const body = Object.fromEntries(
    Object.entries(row.body).map(([name, value]) => [name, typeof value === 'string' ? plainText(value) : value]),
  );
  if (!fitsLogEvent(row.type, body)) return sentences.unknown(row.type);
  return eventSentence(sentences, row.type, row.actor, body);
}

function eventSentence<Name extends LogEventName>(
  sentences: LogSentences,
  type: Name,
  actor: LogLine['actor'],
  body: LogEvents[Name],
): string {
  return sentences.events[type](body, actor);
}
