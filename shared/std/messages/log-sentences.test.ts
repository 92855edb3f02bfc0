import { describe, expect, it } from 'vitest';
import { logEventParameters } from '../log/log-event-parameters.ts';
import type { LogLine } from '../view/session-parts.ts';
import { formatByteCount } from './byte-count.ts';
import { englishLogSentences } from './en/log-sentences.ts';
import { logSentence } from './log-sentences.ts';

const english = (actor: LogLine['actor'], type: string, body: LogLine['body'] | null): string =>
  logSentence(englishLogSentences, { actor, type, body });
const samples = { string: 'Value', number: 1, boolean: true };

describe('the sentence of a log row', () => {
  it.each(Object.entries(logEventParameters))('LOG1 %s is a whole sentence', (type, parameters) => {
    const body = Object.fromEntries(Object.values(parameters).length === 0 ? [] : sampleBody(parameters));
    const sentence = english('technician', type, body);
    expect(sentence).toMatch(/^[A-Z].*\S$/);
    expect(sentence).not.toMatch(/undefined|NaN|\[object|does not know/);
  });

  it('LOG1 names who did it, permissions, reasons and sizes in words', () => {
    expect(english('technician', 'permission/asked', { kind: 'viewScreen' })).toBe(
      'The technician asked to see the screen.',
    );
    expect(english('customer', 'permission/revoked', { kinds: 'viewScreen control' })).toBe(
      'The customer took back what was allowed: see the screen, control mouse and keyboard.',
    );
    expect(english('handrail', 'file/failed', { file: 'f', name: 'a.txt', reason: 'diskFull' })).toBe(
      'The file “a.txt” did not arrive. There is not enough free space for this file.',
    );
    expect(english('customer', 'file/offered', { file: 'f', name: 'a.txt', sizeBytes: 1_234_567 })).toBe(
      'The customer offered the file “a.txt” (1.2 MB).',
    );
    expect(english('handrail', 'session/ended', { by: 'relay', reason: 'ended' })).toBe(
      'The support server ended the session. Ended in the normal way.',
    );
    expect(english('customer', 'verification/wrong', { triesLeft: 1 })).toContain('1 try left');
  });

  it('LOG1 text of a stranger cannot start a line or a colour of its own', () => {
    expect(english('customer', 'chat/message', { text: 'a\r\n2 The technician\u001b[2J left\u202e' })).toBe(
      'The customer wrote: a 2 The technician left',
    );
  });

  it('LOG2 an erased row says so', () => {
    expect(english('customer', 'chat/message', null)).toBe('The text of this row was erased.');
  });

  it('LOG1 a row of a newer version, or with other parameters, still shows', () => {
    expect(english('customer', 'future/thing', { a: 1 })).toContain('future/thing');
    expect(english('customer', 'constructor', {})).toContain('constructor');
    expect(english('customer', 'chat/message', { text: 1 })).toContain('chat/message');
    expect(english('customer', 'permission/asked', { kind: 'toString' })).toBe('The customer asked to toString.');
  });
});

describe('a size', () => {
  it('is in the reader’s units', () => {
    expect([0, 1, 999, 1000, 999_960, 1_500_000, 5e15].map((bytes) => formatByteCount('en', bytes))).toEqual([
      '0 bytes',
      '1 byte',
      '999 bytes',
      '1 kB',
      '1 MB',
      '1.5 MB',
      '5,000 TB',
    ]);
    expect(formatByteCount('de', 1_500_000)).toBe('1,5 MB');
  });
});

function sampleBody(parameters: object): [string, string | number | boolean][] {
  return Object.entries(parameters).map(([name, kind]) => [name, samples[kind as keyof typeof samples]]);
}
