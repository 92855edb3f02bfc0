import type { LogSentences } from '#shared/std/messages/log-sentences.ts';
import { logSentence } from '#shared/std/messages/log-sentences.ts';
import type { LogLine } from '#shared/std/view/session-parts.ts';

export type TranscriptParts = {
  /** Of what and of whom it is, a line each. */
  readonly heading: readonly string[];
  readonly lines: readonly LogLine[];
  readonly sentences: LogSentences;
  readonly timeOf: (atMs: number) => string;
};

/** Everything that happened and was written, a line each, for people to read. What proves it is in the copy of the log. */
export function transcriptText({ heading, lines, sentences, timeOf }: TranscriptParts): string {
  const rows = lines.map((line) => `${timeOf(line.atMs)}  ${logSentence(sentences, line)}`);
  // Windows' own editors want both characters; a line of ours never has one inside.
  return [...heading, '', ...rows].map((row) => `${row}\r\n`).join('');
}
