import { X } from 'lucide-react';
import { useEndSession, useText } from '../window/services.tsx';
import styles from './frame.module.css';

/** The small X (D7): ends at once, without a question. */
export function EndButton() {
  const t = useText();
  const end = useEndSession();
  return (
    <button type="button" className={styles['end']} title={t('endSessionHint')} onClick={end}>
      <X className={styles['smallX']} aria-hidden />
      <span>{t('endSession')}</span>
    </button>
  );
}
