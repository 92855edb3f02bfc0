import { Mail } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Language } from '#shared/std/messages/language.ts';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { isMailAddress, mailtoLink } from '#shared/std/session/message-link.ts';
import { Button } from '#shared/ui/controls/button.tsx';
import { ButtonLink } from '#shared/ui/controls/button-link.tsx';
import { TextField } from '#shared/ui/controls/text-field.tsx';
import { useMessages } from '#shared/ui/i18n.tsx';
import { consoleMessages } from '../messages/catalogue.ts';
import { CreatedSession } from './created-session.tsx';
import { PinDigits } from './entry-card.tsx';
import { Expiry } from './expiry.tsx';
import { mailText } from './invitation-text.ts';
import styles from './invitation.module.css';
import { LanguageField } from './language-field.tsx';
import { MessageText } from './message-text.tsx';
import { useInvitation, useInvitationLanguage } from './use-invitation.ts';

/** The E-mail tab: an invitation that the technician's own mail program sends. The address goes there and nowhere else. */
export function MailTab(props: {
  readonly address: string;
  readonly onAddress: (address: string) => void;
  /** Null until the session is made. */
  readonly created: SessionView | null;
  /** What makes it. */
  readonly offer: ReactNode;
}) {
  const t = useMessages(consoleMessages);
  const [language, setLanguage] = useInvitationLanguage();
  const address = props.address.trim();
  const wrong = address !== '' && !isMailAddress(address);
  return (
    <>
      <div className={styles['fields']}>
        <TextField
          className={styles['wide']}
          label={t('mailAddress')}
          hint={t('mailAddressHint')}
          error={wrong ? t('mailAddressWrong') : null}
          value={props.address}
          inputMode="email"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => props.onAddress(event.target.value)}
        />
        <LanguageField value={language} onChange={setLanguage} />
      </div>
      {props.created === null ? (
        props.offer
      ) : (
        <CreatedMail session={props.created} language={language} to={wrong ? null : address} />
      )}
    </>
  );
}

function CreatedMail(props: {
  readonly session: SessionView;
  readonly language: Language;
  /** Null for an address that is none. */
  readonly to: string | null;
}) {
  const t = useMessages(consoleMessages);
  const { session, to, language } = props;
  const invitation = useInvitation(session, language);
  if (invitation === null) return null;
  const { subject, body } = mailText(invitation, language);
  const link = to === null ? null : mailtoLink({ to, subject, body });
  return (
    <CreatedSession session={session}>
      <div className={styles['actions']}>
        {link === null ? (
          <Button variant="primary" icon={Mail} unavailable={t(to === null ? 'mailAddressWrong' : 'mailTooLong')}>
            {t('openMail')}
          </Button>
        ) : (
          <ButtonLink variant="primary" icon={Mail} href={link}>
            {t('openMail')}
          </ButtonLink>
        )}
        <p className={styles['instruction']}>{t(link === null && to !== null ? 'mailTooLong' : 'mailInstruction')}</p>
      </div>
      <div className={styles['pin']}>
        <PinDigits pin={invitation.pin} />
        <Expiry atMs={session.entry.expiresAtMs} />
      </div>
      <MessageText label={t('mailSubject')} text={subject} language={language} rows={1} />
      <MessageText label={t('mailBody')} text={body} language={language} rows={9} />
    </CreatedSession>
  );
}
