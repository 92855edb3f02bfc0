import type { LogSentences } from '#shared/std/messages/log-sentences.ts';
import { logSentence } from '#shared/std/messages/log-sentences.ts';
import type { LogLine } from '#shared/std/view/session-parts.ts';

/** Everything that happened and was written, a line each, for people to read. What proves it is in the copy of the log. */
export function transcriptText(
  lines: readonly LogLine[],
  sentences: LogSentences,
  timeOf: (atMs: number) => string,
): string {
  // Windows' own editors want both characters; a line of ours never has one inside.
  return lines.map((line) => `${timeOf(line.atMs)}  ${logSentence(sentences, line)}\r\n`).join('');
}
