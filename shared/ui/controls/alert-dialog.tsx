import { AlertDialog as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import styles from './dialog.module.css';

/**
 * A question that has to be answered before anything else. `cancel` gets the focus and is what Escape does, so the
 * safe answer is the one that a slip gives.
 */
export function AlertDialog(props: {
  /** Its accessible name. */
  readonly name: string;
  /** The question as people read it. Default: the name. */
  readonly heading?: string;
  readonly open: boolean;
  readonly children: ReactNode;
  /** The safe answer: a `Button` without `onClick`; `onCancel` is called. */
  readonly cancel: ReactNode;
  readonly onCancel: () => void;
  /** Other answers: `Button`s that act on their own. */
  readonly actions: ReactNode;
}) {
  const heading = props.heading ?? null;
  return (
    <Primitive.Root open={props.open} onOpenChange={(open) => !open && props.onCancel()}>
      <Primitive.Portal>
        <div className={styles['scrim']} />
        <Primitive.Content className={classNames(styles['dialog'], styles['alert'])}>
          <Primitive.Title className={heading === null ? styles['header'] : 'visually-hidden'}>
            {props.name}
          </Primitive.Title>
          <Primitive.Description asChild>
            <div className={styles['body']}>
              {heading !== null && <p className={styles['alertTitle']}>{heading}</p>}
              {props.children}
            </div>
          </Primitive.Description>
          <footer className={styles['footer']}>
            <Primitive.Cancel asChild>{props.cancel}</Primitive.Cancel>
            {props.actions}
          </footer>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
