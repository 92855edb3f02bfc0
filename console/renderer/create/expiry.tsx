import { useI18n, useMessages } from '#shared/ui/i18n.tsx';
import { useTimed } from '#shared/ui/use-now.ts';
import { consoleMessages } from '../messages/catalogue.ts';
import { useServices } from '../window/services.tsx';
import styles from './entry-card.module.css';

/** How long a PIN code or link still works. */
export function Expiry(props: { readonly atMs: number }) {
  const t = useMessages(consoleMessages);
  const { formats } = useI18n();
  const left = useTimed(useServices().clock, (nowMs) =>
    props.atMs > nowMs ? formats.timer(props.atMs - nowMs) : null,
  );
  return <p className={styles['expiry']}>{left === null ? t('expired') : t('expiresIn', { time: left })}</p>;
}
