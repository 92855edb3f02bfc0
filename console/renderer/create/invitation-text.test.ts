import { describe, expect, it } from 'vitest';
import { languages } from '#shared/std/messages/language.ts';
import { sessionTypes } from '#shared/std/protocol/session-type.ts';
import { mailtoLink, smsLink } from '#shared/std/session/message-link.ts';
import { mailText, smsText, type Invitation } from './invitation-text.ts';

const secret = 'Q'.repeat(43);
const invitation: Invitation = {
  technician: 'Anna Weber',
  organisation: 'Acme IT',
  type: 'lens',
  url: `https://support.acme.example/j#1.${'s'.repeat(22)}.${secret}.${'f'.repeat(43)}`,
  address: 'support.acme.example',
  pin: '407318',
  time: '10:33 UTC',
};

const everyKind = languages.flatMap((language) => sessionTypes.map((type) => [language, type] as const));

describe('an invitation', () => {
  it.each(everyKind)('C2 by e-mail in %s for %s says who invites, how to come in and until when', (language, type) => {
    const { subject, body } = mailText({ ...invitation, type }, language);
    const lines = body.split('\n');
    expect(subject).toContain('Anna Weber (Acme IT)');
    expect(subject).not.toContain('\n');
    expect(lines).toContain(invitation.url);
    for (const part of ['Anna Weber (Acme IT)', 'support.acme.example', '407318', '10:33 UTC']) {
      expect(body).toContain(part);
    }
    expect(lines.filter((line) => /^\d\. /.test(line)).map((line) => line[0])).toEqual(['1', '2', '3']);
    expect(`${subject}${body}`).not.toMatch(/[{}]/);
  });

  it.each(everyKind)('C3 by text message in %s for %s says the same in one line', (language, type) => {
    const text = smsText({ ...invitation, type }, language);
    for (const part of ['Anna Weber (Acme IT)', invitation.url, 'support.acme.example', '407318', '10:33 UTC']) {
      expect(text).toContain(part);
    }
    expect(text).not.toMatch(/[\n{}]/);
  });

  it.each(everyKind)(
    'C2 C3 in %s for %s goes through mail programs and phones with names of a usual length',
    (language, type) => {
      const long = {
        ...invitation,
        type,
        technician: 'Maximilian Schäfer-Oberhuber',
        organisation: 'Stadtwerke Nürnberg',
      };
      const mail = mailText({ ...long, address: 'fernwartung.stadtwerke.example' }, language);
      expect(mailtoLink({ to: 'somebody.with.a.long.name@customers.example', ...mail })).not.toBeNull();
      expect(smsLink({ to: '+49 911 1234567', body: smsText(long, language) })).not.toBeNull();
    },
  );

  it('puts the link’s secret into the text alone, not into the subject', () => {
    const { subject, body } = mailText(invitation, 'en');
    expect(subject).not.toContain(secret);
    expect(body.split(secret)).toHaveLength(2);
  });

  it('does not fill in what a name asks for', () => {
    expect(smsText({ ...invitation, technician: '{pin}{url}' }, 'en')).toContain('{pin}{url} (Acme IT)');
  });
});
