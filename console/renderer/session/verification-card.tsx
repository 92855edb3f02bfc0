import { useMessages } from '#shared/ui/i18n.tsx';
import { BigDigits } from '../create/big-digits.tsx';
import { consoleMessages } from '../messages/catalogue.ts';
import styles from './stage.module.css';

/** The code that proves that nobody sits between technician and customer (HS3). */
export function VerificationCard(props: { readonly name: string; readonly code: string; readonly started: boolean }) {
  const t = useMessages(consoleMessages);
  return (
    <div className={styles['card']}>
      {!props.started && <h3 className={styles['title']}>{t('waitingTitle', { name: props.name })}</h3>}
      <p className={styles['quiet']}>{t('verificationCode')}</p>
      <BigDigits label={t('verificationCode')} digits={props.code} large />
      <p className={styles['instruction']}>{t('verificationInstruction')}</p>
      <p className={styles['quiet']}>{t('verificationWhy')}</p>
      {!props.started && <p className={styles['quiet']}>{t('verificationStart')}</p>}
    </div>
  );
}
