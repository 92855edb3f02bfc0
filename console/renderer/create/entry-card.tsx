import { useI18n, useMessages } from '#shared/ui/i18n.tsx';
import type { EntryView } from '#shared/std/view/console-view.ts';
import { CopyButton } from '#shared/ui/controls/copy-button.tsx';
import { useTimed } from '#shared/ui/use-now.ts';
import { consoleMessages } from '../messages/catalogue.ts';
import { useServices, useView } from '../window/services.tsx';
import { BigDigits } from './big-digits.tsx';
import styles from './entry-card.module.css';

/** The PIN code or link of a session nobody joined yet, with what to tell the customer. */
export function EntryCard(props: { readonly entry: EntryView }) {
  const t = useMessages(consoleMessages);
  const joinUrl = useView((view) => view.relay.joinUrl) ?? '';
  const { entry } = props;
  return (
    <div className={styles['card']}>
      {entry.method === 'pin' ? (
        <>
          <div className={styles['row']}>
            <BigDigits label={t('pinCode')} digits={entry.pin} large />
            <CopyButton text={entry.pin} what={t('pinCode')} />
          </div>
          <p>{t('pinInstruction', { url: withoutScheme(joinUrl) })}</p>
        </>
      ) : (
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
  );
}

function Expiry(props: { readonly atMs: number }) {
  const t = useMessages(consoleMessages);
  const { formats } = useI18n();
  const left = useTimed(useServices().clock, (nowMs) =>
    props.atMs > nowMs ? formats.timer(props.atMs - nowMs) : null,
  );
  return <p className={styles['expiry']}>{left === null ? t('expired') : t('expiresIn', { time: left })}</p>;
}

/** What people say and type: nobody reads "https://" aloud. */
export function withoutScheme(url: string): string {
  return url.replace(/^https?:\/\//, '').replace(/\/$/, '');
}
