import { X } from 'lucide-react';
import { useEndSession, useText } from '../window/services.tsx';
import styles from './frame.module.css';

/** The small X (D7): ends at once, without a question. `signOnly` where there is no room for its words. */
export function EndButton(props: { readonly signOnly?: boolean }) {
  const t = useText();
  const end = useEndSession();
  return (
    <button
      type="button"
      className={styles['end']}
      data-sign-only={props.signOnly ?? false}
      title={t('endSessionHint')}
      onClick={end}
    >
      <X className={styles['smallX']} aria-hidden />
      <span className={props.signOnly === true ? 'visually-hidden' : undefined}>{t('endSession')}</span>
    </button>
  );
}
