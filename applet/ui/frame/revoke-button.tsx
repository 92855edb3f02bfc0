import { X } from 'lucide-react';
import { useId } from 'react';
import { classNames } from '#shared/ui/class-names.ts';
import { useRevokeAll, useText, useView } from '../window/services.tsx';
import styles from './frame.module.css';

/** The large X (D6). Quiet while there is nothing to take back, but never dead: pressing it is always right. */
export function RevokeButton() {
  const t = useText();
  const id = useId();
  const revokeAll = useRevokeAll();
  const isNeeded = useView((view) => view.granted.length > 0 || view.prompt !== null) ?? false;
  return (
    <button
      type="button"
      className={classNames(styles['revoke'], isNeeded && styles['needed'])}
      aria-describedby={id}
      title={t('revokeAllHint')}
      onClick={revokeAll}
    >
      <X className={styles['largeX']} aria-hidden />
      <span className={styles['revokeWords']}>{t('revokeAll')}</span>
      <span id={id} hidden>
        {isNeeded ? t('revokeAllHint') : t('revokeAllNothing')}
      </span>
    </button>
  );
}
