import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import styles from './badge.module.css';
import type { Tone } from './tone.ts';
import tones from './tone.module.css';

/** A word or two about the state of something. The icon says it without colour. */
export function Badge(props: {
  readonly tone: Tone;
  readonly icon?: LucideIcon;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}) {
  const Icon = props.icon;
  return (
    <span className={classNames(styles['badge'], tones[props.tone], props.className)}>
      {Icon && <Icon className={styles['icon']} aria-hidden />}
      {props.children}
    </span>
  );
}
