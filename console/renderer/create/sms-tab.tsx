import { MessageSquareShare } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Language } from '#shared/std/messages/language.ts';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { isPhoneNumber, smsLink } from '#shared/std/session/message-link.ts';
import { Button } from '#shared/ui/controls/button.tsx';
import { ButtonLink } from '#shared/ui/controls/button-link.tsx';
import { TextField } from '#shared/ui/controls/text-field.tsx';
import { useMessages } from '#shared/ui/i18n.tsx';
import { consoleMessages } from '../messages/catalogue.ts';
import { CreatedSession } from './created-session.tsx';
import { PinDigits } from './entry-card.tsx';
import { Expiry } from './expiry.tsx';
import { smsText } from './invitation-text.ts';
import styles from './invitation.module.css';
import { LanguageField } from './language-field.tsx';
import { MessageText } from './message-text.tsx';
import { QrCode } from './qr-code.tsx';
import { useInvitation, useInvitationLanguage } from './use-invitation.ts';

/**
 * The SMS tab: an invitation that the technician's own phone sends. It gets there by a QR code of the ready message, or, on
 * computers that have a program for it, by a link. The number goes into the message and nowhere else.
 */
export function SmsTab(props: {
  readonly number: string;
  readonly onNumber: (number: string) => void;
  /** Null until the session is made. */
  readonly created: SessionView | null;
  /** What makes it. */
  readonly offer: ReactNode;
}) {
  const t = useMessages(consoleMessages);
  const [language, setLanguage] = useInvitationLanguage();
  const number = props.number.trim();
  const wrong = number !== '' && !isPhoneNumber(number);
  return (
    <>
      <div className={styles['fields']}>
        <TextField
          className={styles['wide']}
          label={t('phoneNumber')}
          hint={t('phoneNumberHint')}
          error={wrong ? t('phoneNumberWrong') : null}
          value={props.number}
          inputMode="tel"
          autoComplete="off"
          onChange={(event) => props.onNumber(event.target.value)}
        />
        <LanguageField value={language} onChange={setLanguage} />
      </div>
      {props.created === null ? (
        props.offer
      ) : (
        <CreatedSms session={props.created} language={language} to={wrong ? null : number} />
      )}
    </>
  );
}

function CreatedSms(props: {
  readonly session: SessionView;
  readonly language: Language;
  /** Null for a number that is none. */
  readonly to: string | null;
}) {
  const t = useMessages(consoleMessages);
  const { session, to, language } = props;
  const invitation = useInvitation(session, language);
  if (invitation === null) return null;
  const text = smsText(invitation, language);
  const link = to === null ? null : smsLink({ to, body: text });
  return (
    <CreatedSession session={session}>
      <div className={styles['pin']}>
        <PinDigits pin={invitation.pin} />
        <Expiry atMs={session.entry.expiresAtMs} />
      </div>
      <div className={styles['sides']}>
        <div className={styles['side']}>
          <MessageText label={t('smsBody')} text={text} language={language} rows={8} />
          <p className={styles['instruction']}>{t('smsInstructionHere')}</p>
          {link === null ? (
            <Button icon={MessageSquareShare} unavailable={t(to === null ? 'phoneNumberWrong' : 'smsTooLong')}>
              {t('openSms')}
            </Button>
          ) : (
            <ButtonLink variant="secondary" icon={MessageSquareShare} href={link}>
              {t('openSms')}
            </ButtonLink>
          )}
        </div>
        {link !== null && (
          <div className={styles['scan']}>
            <QrCode text={link} name={t('smsQr')} size="large" />
            <p className={styles['instruction']}>{t('smsInstruction')}</p>
          </div>
        )}
      </div>
    </CreatedSession>
  );
}
