import { Check } from 'lucide-react';
import type { PermissionKind } from '#shared/std/protocol/permission-kind.ts';
import { useI18n } from '#shared/ui/i18n.tsx';
import { useText, useView } from '../window/services.tsx';
import styles from './session.module.css';

const names = {
  viewScreen: 'allowedViewScreen',
  control: 'allowedControl',
  sendFile: 'allowedSendFile',
  takeFile: 'allowedTakeFile',
  camera: 'allowedCamera',
  voice: 'allowedVoice',
  recording: 'allowedRecording',
} as const satisfies Record<PermissionKind, string>;

/** What is allowed, and since when. */
export function AllowedList() {
  const t = useText();
  const { formats } = useI18n();
  const granted = useView((view) => view.granted) ?? [];
  if (granted.length === 0) return null;
  return (
    <section className={styles['allowed']} aria-label={t('allowedTitle')}>
      <h2 className={styles['allowedTitle']}>{t('allowedTitle')}</h2>
      <ul>
        {granted.map(({ kind, sinceMs }) => (
          <li key={kind}>
            <Check className={styles['allowedIcon']} aria-hidden />
            <span>
              {t(names[kind])}{' '}
              <span className={styles['since']}>{t('allowedSince', { time: formats.time(sinceMs) })}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
