import {
  createContext,
  useCallback,
  useContext,
  useMemo,
  useRef,
  useState,
  type ComponentType,
  type ReactNode,
} from 'react';
import type { FailureCode } from '#shared/std/core/failure.ts';
import { useFailureMessage } from '../i18n.tsx';
import type { Tone } from './tone.ts';

export type ToastText = { readonly tone: Tone; readonly title: string; readonly text?: string };

export type ShownToast = ToastText & { readonly id: number };

/** What `ToastStack` shows. It stands in a file of its own, so that a page may fetch it after its first paint. */
export type ToastStackProps = { readonly toasts: readonly ShownToast[]; readonly onClose: (id: number) => void };

/** More at a time would hide what they speak of. */
const maxShown = 3;

const ToastContext = createContext<((toast: ToastText) => void) | null>(null);

/** Keeps passing messages and shows them by `stack`; while that is null, they wait. Part of `UiRoot`. */
export function Toasts(props: { readonly stack: ComponentType<ToastStackProps> | null; readonly children: ReactNode }) {
  const { stack: Stack } = props;
  const [toasts, setToasts] = useState<readonly ShownToast[]>([]);
  const nextId = useRef(0);
  const show = useCallback((toast: ToastText) => {
    nextId.current += 1;
    const id = nextId.current;
    // The same failure twice in a row is one message, shown again.
    setToasts((shown) => [...shown.filter(({ title }) => title !== toast.title), { ...toast, id }].slice(-maxShown));
  }, []);
  const remove = useCallback((id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)), []);
  return (
    <ToastContext value={show}>
      {props.children}
      {Stack !== null && <Stack toasts={toasts} onClose={remove} />}
    </ToastContext>
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
