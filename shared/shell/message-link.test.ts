import { describe, expect, it } from 'vitest';
import { mailtoLink, maxMessageLinkCharacters, smsLink } from '#shared/std/session/message-link.ts';
import { isMessageLink } from './message-link.ts';

describe('isMessageLink', () => {
  it.each([
    [
      'an e-mail',
      mailtoLink({ to: 'otto@example.org', subject: 'A & B', body: 'one\ntwo: https://x.example/j#1.a?b=c' }),
    ],
    ['an e-mail without recipient', mailtoLink({ to: '', subject: 's', body: 'b' })],
    ['an e-mail to a name with a plus', mailtoLink({ to: "o'neil+help@example.org", subject: 's', body: 'b' })],
    ['a text message', smsLink({ to: '+49 30 1234', body: 'Grüße & more' })],
    ['a text message without recipient', smsLink({ to: '', body: 'b' })],
  ])('lets out what the console makes: %s', (_, link) => {
    expect(isMessageLink(link ?? '')).toBe(true);
  });

  it.each([
    ['a website', 'https://evil.example/'],
    ['a file', 'file:///etc/passwd'],
    ['a script', 'javascript:alert(1)'],
    ['a program', 'ms-msdt:/id'],
    ['data', 'data:text/html,x'],
    ['a page of ours', 'app://console/index.html'],
    ['nothing', ''],
    ['no address', 'mailto'],
    ['a host', 'mailto://evil.example/x'],
    ['an attachment', 'mailto:a@b.example?attach=/etc/passwd'],
    ['an attachment by another name', 'mailto:a@b.example?Attachment=/etc/passwd'],
    ['an attachment behind a body', 'mailto:?body=x&attach=%2Fetc%2Fpasswd'],
    ['more recipients by a field', 'mailto:a@b.example?bcc=c@d.example'],
    ['more recipients by a comma', 'mailto:a@b.example,c@d.example'],
    ['more recipients by a written comma', 'mailto:a@b.example%2Cc@d.example'],
    ['a second subject', 'mailto:?subject=a&subject=b'],
    ['a header in the recipient', 'mailto:a@b.example%0D%0ABcc:c@d.example'],
    ['a fragment', 'mailto:a@b.example#x'],
    ['half a percent sign', 'mailto:%E0%A4@b.example'],
    ['a subject of a text message', 'sms:+4930?subject=x'],
    ['two numbers', 'sms:+4930,+4931?body=x'],
    ['a path', 'sms:../../x'],
    ['too much', `mailto:?body=${'x'.repeat(maxMessageLinkCharacters)}`],
  ])('keeps in %s', (_, link) => {
    expect(isMessageLink(link)).toBe(false);
  });
});
