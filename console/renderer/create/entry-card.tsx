import { useMessages } from '#shared/ui/i18n.tsx';
import type { EntryView } from '#shared/std/view/console-view.ts';
import { CopyButton } from '#shared/ui/controls/copy-button.tsx';
import { consoleMessages } from '../messages/catalogue.ts';
import { useView } from '../window/services.tsx';
import { BigDigits } from './big-digits.tsx';
import styles from './entry-card.module.css';
import { Expiry } from './expiry.tsx';
import { QrCode } from './qr-code.tsx';

/** The PIN code or link of a session nobody joined yet, with what to tell the customer. */
export function EntryCard(props: { readonly entry: EntryView }) {
  const t = useMessages(consoleMessages);
  const joinUrl = useView((view) => view.relay.joinUrl) ?? '';
  const { entry } = props;
  const address = withoutScheme(joinUrl);
  return (
    <div className={styles['card']}>
      <div className={styles['words']}>
        {entry.method !== 'link' && (
          <>
            <PinDigits pin={entry.pin} large />
            <p>{t('pinInstruction', { url: address })}</p>
          </>
        )}
        {entry.method !== 'pin' && (
          <>
            <div className={styles['row']}>
              <output className={styles['link']} aria-label={t('sessionLink')}>
                {entry.url}
              </output>
              <CopyButton text={entry.url} what={t('sessionLink')} />
            </div>
            <p>{t('linkInstruction')}</p>
          </>
        )}
        <Expiry atMs={entry.expiresAtMs} />
      </div>
      {entry.method === 'pin' ? (
        <QrCode text={joinUrl} name={t('joinQr', { address })} size="small" />
      ) : (
        <QrCode text={entry.url} name={t('linkQr')} size="medium" />
      )}
    </div>
  );
}

/** The PIN code, to be read aloud or copied. */
export function PinDigits(props: { readonly pin: string; readonly large?: boolean }) {
  const t = useMessages(consoleMessages);
  return (
    <div className={styles['row']}>
      <BigDigits label={t('pinCode')} digits={props.pin} large={props.large ?? false} />
      <CopyButton text={props.pin} what={t('pinCode')} />
    </div>
  );
}

/** What people say and type: nobody reads "https://" aloud. */
export function withoutScheme(url: string): string {
  return url.replace(/^https?:\/\//, '').replace(/\/$/, '');
}
