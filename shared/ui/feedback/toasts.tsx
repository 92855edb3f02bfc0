import { X } from 'lucide-react';
import { Toast } from 'radix-ui';
import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from 'react';
import type { FailureCode } from '#shared/std/core/failure.ts';
import { classNames } from '../class-names.ts';
import { IconButton } from '../controls/icon-button.tsx';
import { useFailureMessage, useUiMessages } from '../i18n.tsx';
import styles from './toasts.module.css';
import { toneIcons, type Tone } from './tone.ts';
import tones from './tone.module.css';

export type ToastText = { readonly tone: Tone; readonly title: string; readonly text?: string };

/** Long enough to read three sentences; hovering or focusing holds it. */
const failureShownMs = 12_000;
/** Long enough for news of one line. */
const newsShownMs = 6_000;
/** More at a time would hide what they speak of. */
const maxShown = 3;

const ToastContext = createContext<((toast: ToastText) => void) | null>(null);

/** Shows passing messages in the lower left corner, newest last. Part of `UiRoot`. */
export function Toasts(props: { readonly children: ReactNode }) {
  const t = useUiMessages();
  const [toasts, setToasts] = useState<readonly (ToastText & { readonly id: number })[]>([]);
  const nextId = useRef(0);
  const show = useCallback((toast: ToastText) => {
    nextId.current += 1;
    const id = nextId.current;
    // The same failure twice in a row is one message, shown again.
    setToasts((shown) => [...shown.filter(({ title }) => title !== toast.title), { ...toast, id }].slice(-maxShown));
  }, []);
  const remove = (id: number): void => setToasts((shown) => shown.filter((toast) => toast.id !== id));
  return (
    <ToastContext value={show}>
      <Toast.Provider label={t('notifications')} swipeDirection="left">
        {props.children}
        {toasts.map((toast) => (
          <OneToast key={toast.id} toast={toast} onClose={() => remove(toast.id)} />
        ))}
        <Toast.Viewport className={styles['viewport']} />
      </Toast.Provider>
    </ToastContext>
  );
}

function OneToast(props: { readonly toast: ToastText; readonly onClose: () => void }) {
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

/** Shows a passing message. */
export function useToast(): (toast: ToastText) => void {
  const show = useContext(ToastContext);
  if (show === null) throw new Error('useToast needs Toasts above it');
  return show;
}

/** Shows why something was refused: what happened, what is safe, what to do now. */
export function useFailureToast(): (code: FailureCode) => void {
  const show = useToast();
  const failureMessage = useFailureMessage();
  return useMemo(
    () => (code: FailureCode) => {
      const { happened, safe, next } = failureMessage(code);
      show({ tone: 'warning', title: happened, text: `${safe} ${next}` });
    },
    [show, failureMessage],
  );
}
