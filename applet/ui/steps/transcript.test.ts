import { describe, expect, it } from 'vitest';
import { englishLogSentences } from '#shared/std/messages/en/log-sentences.ts';
import { transcriptText } from './transcript.ts';

describe('the transcript that a customer keeps', () => {
  it('L11 can be read by people: a time and a sentence for all that happened, what was written among it', () => {
    const text = transcriptText({
      heading: ['Session of 3 May', 'Helper: Anna Weber'],
      lines: [
        { index: 1, atMs: 1_000, actor: 'technician', type: 'session/started', body: {} },
        { index: 2, atMs: 2_000, actor: 'customer', type: 'chat/message', body: { text: 'It blinks' } },
      ],
      sentences: englishLogSentences,
      timeOf: (atMs) => `0:0${atMs / 1_000}`,
    });
    expect(text.split('\r\n')).toEqual([
      'Session of 3 May',
      'Helper: Anna Weber',
      '',
      '0:01  The technician started the session.',
      '0:02  The customer wrote: It blinks',
      '',
    ]);
  });

  it('has a line for each row, whatever a stranger wrote', () => {
    const body = { text: 'one\r\ntwo\u2028three' };
    const text = transcriptText({
      heading: [],
      lines: [{ index: 1, atMs: 0, actor: 'technician', type: 'chat/message', body }],
      sentences: englishLogSentences,
      timeOf: () => 'now',
    });
    expect(text.trim().split(/[\r\n\u2028]/)).toHaveLength(1);
  });
});
