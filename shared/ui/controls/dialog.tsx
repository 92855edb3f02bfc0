import { X } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import { useRef, type ReactNode, type RefObject } from 'react';
import { useUiMessages } from '../i18n.tsx';
import styles from './dialog.module.css';
import { IconButton } from './icon-button.tsx';

/**
 * A window over the page. Escape and the X close it; focus stays inside and returns to where it was.
 * The scrim is our own element: the library's one writes a style sheet into the page, which our CSP forbids.
 */
export function Dialog(props: {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  /** What has the focus first. Default: the dialog itself, so that reading starts at its title. */
  readonly initialFocus?: RefObject<HTMLElement | null>;
  /** Buttons at the bottom, always in sight. */
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}) {
  const t = useUiMessages();
  const content = useRef<HTMLDivElement>(null);
  return (
    <Primitive.Root open={props.open} onOpenChange={(open) => !open && props.onClose()}>
      <Primitive.Portal>
        <div className={styles['scrim']} />
        <Primitive.Content
          ref={content}
          className={styles['dialog']}
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            (props.initialFocus ?? content).current?.focus();
          }}
          // A click beside the dialog is more often a slip than a wish, and would lose what was typed.
          onInteractOutside={(event) => event.preventDefault()}
        >
          <header className={styles['header']}>
            <Primitive.Title className={styles['title']}>{props.title}</Primitive.Title>
            <IconButton name={t('close')} icon={X} size="small" onClick={props.onClose} />
          </header>
          <div className={styles['body']}>{props.children}</div>
          {props.footer !== undefined && <footer className={styles['footer']}>{props.footer}</footer>}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
