import { Mail } from 'lucide-react';
import { isMailAddress, mailtoLink } from '#shared/std/session/message-link.ts';
import { useMessages } from '#shared/ui/i18n.tsx';
import { consoleMessages } from '../messages/catalogue.ts';
import { InvitationPin } from './invitation-pin.tsx';
import { mailText } from './invitation-text.ts';
import styles from './invitation.module.css';
import { MessageTab, type MessageProps, type MessageTabProps, type RecipientField } from './message-tab.tsx';
import { MessageText } from './message-text.tsx';
import { OpenMessage } from './open-message.tsx';

const mailAddress: RecipientField = {
  label: 'mailAddress',
  hint: 'mailAddressHint',
  wrong: 'mailAddressWrong',
  isRecipient: isMailAddress,
  input: { inputMode: 'email', spellCheck: false },
};

/** The E-mail tab: an invitation that the technician's own mail program sends. The address goes there and nowhere else. */
export function MailTab(props: MessageTabProps) {
  return <MessageTab {...props} field={mailAddress} message={MailMessage} />;
}

function MailMessage(props: MessageProps) {
  const t = useMessages(consoleMessages);
  const { session, invitation, language, to } = props;
  const { subject, body } = mailText(invitation, language);
  const link = to === null ? null : mailtoLink({ to, subject, body });
  return (
    <>
      <div className={styles['actions']}>
        <OpenMessage
          variant="primary"
          icon={Mail}
          link={link}
          unavailable={t(to === null ? 'mailAddressWrong' : 'mailTooLong')}
        >
          {t('openMail')}
        </OpenMessage>
        <p className={styles['instruction']}>{t(link === null && to !== null ? 'mailTooLong' : 'mailInstruction')}</p>
      </div>
      <InvitationPin session={session} invitation={invitation} />
      <MessageText label={t('mailSubject')} text={subject} language={language} rows={1} />
      <MessageText label={t('mailBody')} text={body} language={language} rows={9} />
    </>
  );
}
