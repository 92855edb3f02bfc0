import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import { Spinner } from './spinner.tsx';
import styles from './empty-state.module.css';

/** Says why there is nothing here, and what to do about it. */
export function EmptyState(props: {
  /** Null shows a spinner: something is under way. */
  readonly icon: LucideIcon | null;
  readonly title: string;
  readonly className?: string | undefined;
  readonly children?: ReactNode;
}) {
  const Icon = props.icon;
  return (
    <div className={classNames(styles['empty'], props.className)}>
      {Icon === null ? <Spinner className={styles['icon']} /> : <Icon className={styles['icon']} aria-hidden />}
      <p className={styles['title']}>{props.title}</p>
      {props.children}
    </div>
  );
}
