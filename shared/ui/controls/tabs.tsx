import type { LucideIcon } from 'lucide-react';
import { Tabs as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import styles from './tabs.module.css';

/** Holds a tab list and its panels. `value` is the open tab. */
export function Tabs(props: {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    <Primitive.Root className={props.className} value={props.value} onValueChange={props.onChange}>
      {props.children}
    </Primitive.Root>
  );
}

/** The row of tabs: arrows move between them. */
export function TabList(props: {
  readonly label: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    <Primitive.List className={classNames(styles['list'], props.className)} aria-label={props.label}>
      {props.children}
    </Primitive.List>
  );
}

/** One tab. Its words are its name; `mark` stands after them. */
export function Tab(props: {
  readonly value: string;
  readonly icon?: LucideIcon;
  readonly mark?: ReactNode;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}) {
  const Icon = props.icon;
  return (
    <Primitive.Trigger className={classNames(styles['tab'], props.className)} value={props.value}>
      {Icon && <Icon className={styles['icon']} aria-hidden />}
      <span className={styles['words']}>{props.children}</span>
      {props.mark}
    </Primitive.Trigger>
  );
}

/** What a tab shows. Taken down while another tab is open. */
export function TabPanel(props: {
  readonly value: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    <Primitive.Content className={props.className} value={props.value}>
      {props.children}
    </Primitive.Content>
  );
}
