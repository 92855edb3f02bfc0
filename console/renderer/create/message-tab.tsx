import type { ComponentProps, ComponentType, ReactNode } from 'react';
import type { Language } from '#shared/std/messages/language.ts';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { TextField } from '#shared/ui/controls/text-field.tsx';
import { useMessages } from '#shared/ui/i18n.tsx';
import { consoleMessages, type PlainMessage } from '../messages/catalogue.ts';
import { CreatedSession } from './created-session.tsx';
import type { Invitation } from './invitation-text.ts';
import styles from './invitation.module.css';
import { LanguageField } from './language-field.tsx';
import { useInvitation, useInvitationLanguage } from './use-invitation.ts';

/** What a message's recipient is called, and what may be typed as one. */
export type RecipientField = {
  readonly label: PlainMessage;
  readonly hint: PlainMessage;
  readonly wrong: PlainMessage;
  readonly isRecipient: (text: string) => boolean;
  readonly input: Pick<ComponentProps<'input'>, 'inputMode' | 'spellCheck'>;
};

/** An invitation to be sent. */
export type MessageProps = {
  readonly session: SessionView;
  readonly invitation: Invitation;
  readonly language: Language;
  /** Empty where none was typed; null for one that is none. */
  readonly to: string | null;
};

export type MessageTabProps = {
  readonly recipient: string;
  readonly onRecipient: (recipient: string) => void;
  /** Null until the session is made. */
  readonly created: SessionView | null;
  /** What makes it. */
  readonly offer: ReactNode;
};

/** An invitation that a program of the technician's sends: to whom, in which language, and when the session is made the message. */
export function MessageTab(
  props: MessageTabProps & { readonly field: RecipientField; readonly message: ComponentType<MessageProps> },
) {
  const { created, field } = props;
  const t = useMessages(consoleMessages);
  const [language, setLanguage] = useInvitationLanguage();
  const recipient = props.recipient.trim();
  const wrong = recipient !== '' && !field.isRecipient(recipient);
  return (
    <>
      <div className={styles['fields']}>
        <TextField
          {...field.input}
          className={styles['wide']}
          label={t(field.label)}
          hint={t(field.hint)}
          error={wrong ? t(field.wrong) : null}
          value={props.recipient}
          autoComplete="off"
          onChange={(event) => props.onRecipient(event.target.value)}
        />
        <LanguageField value={language} onChange={setLanguage} />
      </div>
      {created === null ? (
        props.offer
      ) : (
        <CreatedMessage message={props.message} session={created} language={language} to={wrong ? null : recipient} />
      )}
    </>
  );
}

function CreatedMessage(props: Omit<MessageProps, 'invitation'> & { readonly message: ComponentType<MessageProps> }) {
  const { message: Message, session, language, to } = props;
  const invitation = useInvitation(session, language);
  if (invitation === null) return null;
  return (
    <CreatedSession session={session}>
      <Message session={session} invitation={invitation} language={language} to={to} />
    </CreatedSession>
  );
}
