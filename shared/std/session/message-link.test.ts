import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMailAddress, isPhoneNumber, mailtoLink, maxMessageLinkCharacters, smsLink } from './message-link.ts';

/** As a mail program reads it. */
function read(link: string | null): { readonly path: string; readonly fields: readonly (readonly [string, string])[] } {
  const [path = '', query = ''] = (link ?? '').split(/\?(.*)/s);
  const fields = query.split('&').map((field): readonly [string, string] => {
    const [name = '', value = ''] = field.split('=');
    return [name, decodeURIComponent(value)];
  });
  return { path, fields };
}

describe('mailtoLink', () => {
  it('C2 is as RFC 6068 has it: CRLF between lines, everything else by percent', () => {
    expect(mailtoLink({ to: 'otto@example.org', subject: 'A & B', body: 'Grüße,\n100 % +1 #2\n' })).toBe(
      'mailto:otto@example.org?subject=A%20%26%20B&body=Gr%C3%BC%C3%9Fe%2C%0D%0A100%20%25%20%2B1%20%232%0D%0A',
    );
  });

  it('C2 needs no recipient', () => {
    expect(mailtoLink({ to: '', subject: 's', body: 'b' })).toBe('mailto:?subject=s&body=b');
  });

  it('carries exactly a recipient, a subject of one line and a body, whatever they hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), fc.string(), (to, subject, body) => {
        const link = mailtoLink({ to, subject, body });
        if (link === null) return;
        expect(link).toMatch(/^mailto:[\w.~!*()%@-]*\?[\w.~!*()%=&-]*$/);
        expect(read(link).fields.map(([name]) => name)).toEqual(['subject', 'body']);
        expect(read(link).fields[0]?.[1]).not.toMatch(/[\r\n]/);
        expect(decodeURIComponent(read(link).path)).toBe(`mailto:${to}`);
      }),
    );
  });

  it('takes half a character, which a paste can leave', () => {
    expect(mailtoLink({ to: 'a\ud800@b', subject: '', body: '' })).toContain('mailto:a%EF%BF%BD@b?');
  });

  it('is none when it would be longer than systems pass on', () => {
    const empty = mailtoLink({ to: '', subject: '', body: '' })?.length ?? 0;
    const longest = 'x'.repeat(maxMessageLinkCharacters - empty - 1);
    expect(mailtoLink({ to: '', subject: '', body: longest })).toHaveLength(maxMessageLinkCharacters - 1);
    expect(mailtoLink({ to: '', subject: '', body: `${longest}x` })).toBeNull();
    expect(mailtoLink({ to: '', subject: '', body: 'ü'.repeat(400) })).toBeNull();
  });
});

describe('smsLink', () => {
  it('C3 is as RFC 5724 has it: a number of digits alone, and the text by percent', () => {
    expect(smsLink({ to: '+49 (0)30 / 12-34', body: 'PIN 1, bis 10:33' })).toBe(
      'sms:+490301234?body=PIN%201%2C%20bis%2010%3A33',
    );
    expect(smsLink({ to: '', body: 'a&b=c' })).toBe('sms:?body=a%26b%3Dc');
  });

  it('is none when it would be longer than systems pass on', () => {
    expect(smsLink({ to: '', body: 'x'.repeat(maxMessageLinkCharacters) })).toBeNull();
  });
});

describe('what people type', () => {
  it('is one address or none', () => {
    expect(['otto@example.org', 'Otto.Beck+help@mail.example', "o'neil@example.org"].every(isMailAddress)).toBe(true);
    const none = ['', 'otto', 'otto@', '@example.org', 'a@b@c', 'a@b, c@d', 'a b@c', 'Otto <a@b>', 'a@b\r\nBcc:x@y'];
    expect(none.filter(isMailAddress)).toEqual([]);
  });

  it('is a number or none', () => {
    expect(['+49 30 1234', '030-1234', '(030) 12.34', '112'].every(isPhoneNumber)).toBe(true);
    expect(['', '12', 'call me', '+', '030 1234?body=x', '03+01234'].filter(isPhoneNumber)).toEqual([]);
  });
});
