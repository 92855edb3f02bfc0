import { describe, expect, it } from 'vitest';
import { englishLogSentences } from '#shared/std/messages/en/log-sentences.ts';
import { transcriptText } from './transcript.ts';

describe('the transcript that a customer keeps', () => {
  it('L11 can be read by people: a time and a sentence for all that happened, what was written among it', () => {
    const text = transcriptText(
      [
        { index: 1, atMs: 1_000, actor: 'technician', type: 'session/started', body: {} },
        { index: 2, atMs: 2_000, actor: 'customer', type: 'chat/message', body: { text: 'It blinks' } },
      ],
      englishLogSentences,
      (atMs) => `0:0${atMs / 1_000}`,
    );
    expect(text).toBe('0:01  The technician started the session.\r\n0:02  The customer wrote: It blinks\r\n');
  });

  it('has a line for each row, whatever a stranger wrote', () => {
    const body = { text: 'one\r\ntwo\u2028three' };
    const text = transcriptText(
      [{ index: 1, atMs: 0, actor: 'technician', type: 'chat/message', body }],
      englishLogSentences,
      () => 'now',
    );
    expect(text.trimEnd().split(/[\r\n\u2028]/)).toHaveLength(1);
  });
});
