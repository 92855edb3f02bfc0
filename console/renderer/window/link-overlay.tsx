import { useStore } from 'zustand';
import { useMessages } from '#shared/ui/i18n.tsx';
import { Spinner } from '#shared/ui/feedback/spinner.tsx';
import { consoleMessages } from '../messages/catalogue.ts';
import styles from './link-overlay.module.css';
import { useServices } from './services.tsx';

/** Covers the window while main cannot be reached: what is shown then may be out of date, and nothing can be done. */
export function LinkOverlay() {
  const t = useMessages(consoleMessages);
  const link = useStore(useServices().remote.store, (state) => state.link);
  if (link === 'connected') return null;
  return (
    <div className={styles['overlay']} role="alert">
      <div className={styles['card']}>
        <p className={styles['title']}>
          <Spinner /> {link === 'connecting' ? t('opening') : t('reconnectingTitle')}
        </p>
        {link === 'lost' && <p>{t('reconnectingText')}</p>}
      </div>
    </div>
  );
}
