import { MessageSquareShare } from 'lucide-react';
import { isPhoneNumber, smsLink } from '#shared/std/session/message-link.ts';
import { useMessages } from '#shared/ui/i18n.tsx';
import { consoleMessages } from '../messages/catalogue.ts';
import { InvitationPin } from './invitation-pin.tsx';
import { smsText } from './invitation-text.ts';
import styles from './invitation.module.css';
import { MessageTab, type MessageProps, type MessageTabProps, type RecipientField } from './message-tab.tsx';
import { MessageText } from './message-text.tsx';
import { OpenMessage } from './open-message.tsx';
import { QrCode } from './qr-code.tsx';

const phoneNumber: RecipientField = {
  label: 'phoneNumber',
  hint: 'phoneNumberHint',
  wrong: 'phoneNumberWrong',
  isRecipient: isPhoneNumber,
  input: { inputMode: 'tel' },
};

/**
 * The SMS tab: an invitation that the technician's own phone sends. It gets there by a QR code of the ready message, or, on
 * computers that have a program for it, by a link. The number goes into the message and nowhere else.
 */
export function SmsTab(props: MessageTabProps) {
  return <MessageTab {...props} field={phoneNumber} message={SmsMessage} />;
}

function SmsMessage(props: MessageProps) {
  const t = useMessages(consoleMessages);
  const { session, invitation, language, to } = props;
  const text = smsText(invitation, language);
  const link = to === null ? null : smsLink({ to, body: text });
  return (
    <>
      <InvitationPin session={session} invitation={invitation} />
      <div className={styles['sides']}>
        <div className={styles['side']}>
          <MessageText label={t('smsBody')} text={text} language={language} rows={8} />
          <p className={styles['instruction']}>{t('smsInstructionHere')}</p>
          <OpenMessage
            variant="secondary"
            icon={MessageSquareShare}
            link={link}
            unavailable={t(to === null ? 'phoneNumberWrong' : 'smsTooLong')}
          >
            {t('openSms')}
          </OpenMessage>
        </div>
        {link !== null && (
          <div className={styles['scan']}>
            <QrCode text={link} name={t('smsQr')} size="large" />
            <p className={styles['instruction']}>{t('smsInstruction')}</p>
          </div>
        )}
      </div>
    </>
  );
}
