import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import styles from './button.module.css';

/** A link that looks like a button: it leads out of the window, to another program of this computer. */
export function ButtonLink(props: {
  readonly href: string;
  readonly variant: 'primary' | 'secondary';
  readonly icon: LucideIcon;
  readonly children: ReactNode;
}) {
  const { href, variant, icon: Icon } = props;
  return (
    <a href={href} className={classNames(styles['button'], styles['link'], styles[variant])}>
      <Icon className={styles['icon']} aria-hidden />
      <span>{props.children}</span>
    </a>
  );
}
