import { EyeOff } from 'lucide-react';
import { useStore } from 'zustand';
import { useServices, useText } from '../window/services.tsx';
import styles from './local-preview.module.css';
import { StreamVideo } from './stream-video.tsx';

/** The camera's picture before the session, which never leaves the phone, and says so. Nothing where there is no camera. */
export function LocalPreview(props: { readonly size: 'small' | 'large' }) {
  const t = useText();
  const preview = useStore(useServices().lens.store, (call) => call.preview);
  if (preview === null) return null;
  return (
    <figure className={styles['preview']} data-size={props.size}>
      <StreamVideo className={styles['video']} stream={preview} name={t('previewName')} />
      <figcaption className={styles['caption']}>
        <EyeOff className={styles['icon']} aria-hidden />
        <span>
          <strong>{t('onlyYou')}.</strong> {t('nothingSentYet')}
        </span>
      </figcaption>
    </figure>
  );
}
