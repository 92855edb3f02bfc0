import { X } from 'lucide-react';
import { Toast } from 'radix-ui';
import { classNames } from '../class-names.ts';
import { IconButton } from '../controls/icon-button.tsx';
import { useUiMessages } from '../i18n.tsx';
import styles from './toasts.module.css';
import type { ShownToast, ToastStackProps } from './toasts.tsx';
import { toneIcons } from './tone.ts';
import tones from './tone.module.css';

/** Long enough to read three sentences; hovering or focusing holds it. */
const failureShownMs = 12_000;
/** Long enough for news of one line. */
const newsShownMs = 6_000;

/** Passing messages in the lower left corner, newest last. */
export function ToastStack(props: ToastStackProps) {
  const t = useUiMessages();
  return (
    <Toast.Provider label={t('notifications')} swipeDirection="left">
      {props.toasts.map((toast) => (
        <OneToast key={toast.id} toast={toast} onClose={() => props.onClose(toast.id)} />
      ))}
      <Toast.Viewport className={styles['viewport']} />
    </Toast.Provider>
  );
}

function OneToast(props: { readonly toast: ShownToast; readonly onClose: () => void }) {
  const t = useUiMessages();
  const { tone, title, text } = props.toast;
  const Icon = toneIcons[tone];
  const urgent = tone === 'danger' || tone === 'warning';
  return (
    <Toast.Root
      className={classNames(styles['toast'], tones[tone])}
      type={urgent ? 'foreground' : 'background'}
      duration={urgent ? failureShownMs : newsShownMs}
      onOpenChange={(open) => !open && props.onClose()}
    >
      <Icon className={styles['icon']} aria-hidden />
      <div className={styles['words']}>
        <Toast.Title className={styles['title']}>{title}</Toast.Title>
        {text !== undefined && <Toast.Description>{text}</Toast.Description>}
      </div>
      <Toast.Close asChild>
        <IconButton name={t('dismiss')} icon={X} size="small" />
      </Toast.Close>
    </Toast.Root>
  );
}
