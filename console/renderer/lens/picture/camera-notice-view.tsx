import { CameraOff, Pause, TriangleAlert, Unplug, type LucideIcon } from 'lucide-react';
import { Spinner } from '#shared/ui/feedback/spinner.tsx';
import { useFailureMessage, useMessages, type Translate } from '#shared/ui/i18n.tsx';
import { classNames } from '#shared/ui/class-names.ts';
import { consoleMessages } from '../../messages/catalogue.ts';
import type { en } from '../../messages/en.ts';
import { cameraFailureText } from '../camera-failure-texts.ts';
import type { CameraNotice } from './camera-notice.ts';
import styles from './camera-view.module.css';

type Words = { readonly icon: LucideIcon | null; readonly title: string; readonly text: string };

const pausedTexts = {
  customer: 'cameraPausedCustomer',
  hidden: 'cameraPausedHidden',
  system: 'cameraPausedSystem',
  hold: 'cameraPausedHold',
} as const;

/** Says over the last picture, or in its place where there is none, why it does not move. */
export function CameraNoticeView(props: {
  readonly notice: CameraNotice;
  readonly name: string;
  readonly overPicture: boolean;
}) {
  const t = useMessages(consoleMessages);
  const failureMessage = useFailureMessage();
  const { notice, name, overPicture } = props;
  const {
    icon: Icon,
    title,
    text,
  } = wordsOf(notice, name, t, (reason) => {
    const { happened, safe, next } = failureMessage(reason);
    return `${happened} ${safe} ${next}`;
  });
  return (
    <output className={classNames(styles['notice'], styles[overPicture ? 'over' : 'instead'])}>
      {Icon === null ? <Spinner className={styles['icon']} /> : <Icon className={styles['icon']} aria-hidden />}
      <span className={styles['words']}>
        <span className={styles['title']}>{title}</span>
        <span>{text}</span>
      </span>
    </output>
  );
}

function wordsOf(
  notice: CameraNotice,
  name: string,
  t: Translate<typeof en>,
  failureText: (reason: Extract<CameraNotice, { why: 'failed' }>['reason']) => string,
): Words {
  switch (notice.why) {
    case 'offline':
      return { icon: Unplug, title: t('offlineTitle', { name }), text: t('offlineText') };
    case 'reconnecting':
      return { icon: null, title: t('reconnectingSessionTitle', { name }), text: t('cameraReconnecting') };
    case 'starting':
      return { icon: null, title: t('cameraStartingTitle'), text: t('cameraStartingText') };
    case 'lost':
      return { icon: null, title: t('lostTitle'), text: t('lostText') };
    case 'failed': {
      const own = cameraFailureText(notice.reason);
      const text = own === null ? failureText(notice.reason) : t(own);
      return {
        icon: notice.reason === 'cameraMissing' ? CameraOff : TriangleAlert,
        title: t('cameraFailedTitle'),
        text,
      };
    }
    case 'paused':
      return { icon: Pause, title: t('cameraPausedTitle'), text: t(pausedTexts[notice.by]) };
  }
}
