import { describe, expect, it } from 'vitest';
import { failureCodes } from '../core/failure.ts';
import { failureMessages } from './en/failures.ts';
import { failureParagraph } from './failure-message.ts';
import { chooseLanguage } from './language.ts';
import { formatMessage } from './message.ts';

describe('formatMessage', () => {
  it('fills in texts and writes numbers as the reader writes them', () => {
    expect(formatMessage('{who}: {amount}', { who: 'Anna', amount: 1234.5 }, 'de')).toBe('Anna: 1.234,5');
  });

  it('chooses the plural form of the language', () => {
    const files = { one: '{count} file', other: '{count} files' };
    expect([0, 1, 2].map((count) => formatMessage(files, { count }, 'en'))).toEqual(['0 files', '1 file', '2 files']);
  });

  it('leaves a placeholder without a value visible, also one named like a built-in', () => {
    expect(formatMessage('{gone} {constructor}', {}, 'en')).toBe('{gone} {constructor}');
  });

  it('does not fill in placeholders that came with a value', () => {
    expect(formatMessage('{text}', { text: '{secret}', secret: 'x' }, 'en')).toBe('{secret}');
  });
});

describe('chooseLanguage', () => {
  it('takes the first language that there is, and keeps the variant for dates', () => {
    expect(chooseLanguage(['it-IT', 'de-AT', 'en'], ['en', 'de'])).toEqual({ language: 'de', locale: 'de-AT' });
    expect(chooseLanguage(['xx'], ['en', 'de'])).toEqual({ language: 'en', locale: 'en' });
  });
});

describe('failure messages', () => {
  it.each(failureCodes)('%s says what happened, what is safe and what to do, in whole sentences', (code) => {
    const message = failureMessages[code];
    for (const part of [message.happened, message.safe, message.next]) expect(part).toMatch(/^[A-Z].{8,}[.]$/);
    expect(failureParagraph(code)).not.toContain(code);
  });
});
