import type { Language } from '#shared/std/messages/language.ts';
import { formatMessage } from '#shared/std/messages/message.ts';
import type { SessionType } from '#shared/std/protocol/session-type.ts';
import { invitationMessages } from '../messages/invitation/catalogue.ts';

/** What an invitation says, whoever carries it. */
export type Invitation = {
  readonly technician: string;
  readonly organisation: string;
  readonly type: SessionType;
  readonly url: string;
  /** Where the PIN is typed, as people write it: without a scheme. */
  readonly address: string;
  readonly pin: string;
  /** Until when link and PIN work, as a time of day with its zone. */
  readonly time: string;
};

/** The e-mail to a customer in their language. Its lines end with `\n`. */
export function mailText(
  invitation: Invitation,
  language: Language,
): { readonly subject: string; readonly body: string } {
  const say = sentencesOf(invitation, language);
  const isLens = invitation.type === 'lens';
  const lines = [
    say('hello'),
    '',
    say(isLens ? 'invitesLens' : 'invites'),
    '',
    say(isLens ? 'openLens' : 'open'),
    // Alone in its line: programs make all of it a link, and nothing after it.
    invitation.url,
    say('orPin'),
    say('terms'),
    say(isLens ? 'waitLens' : 'wait'),
    '',
    say('works'),
    say('never'),
    '',
    invitation.technician,
    invitation.organisation,
  ];
  return { subject: say('subject'), body: lines.join('\n') };
}

/** The text message to a customer in their language, in one line. */
export function smsText(invitation: Invitation, language: Language): string {
  return sentencesOf(invitation, language)(invitation.type === 'lens' ? 'smsLens' : 'sms');
}

function sentencesOf(
  { type: _type, ...parameters }: Invitation,
  language: Language,
): (key: keyof (typeof invitationMessages)['en']) => string {
  return (key) => formatMessage(invitationMessages[language][key], parameters, language);
}
