import { ChevronDown, type LucideIcon } from 'lucide-react';
import { Collapsible } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import styles from './panel.module.css';

/** A titled part of a window that can be folded away. Its content stays in the page, so nothing typed is lost. */
export function Panel(props: {
  readonly title: string;
  readonly icon: LucideIcon;
  /** Small buttons at the right of the title. */
  readonly actions?: ReactNode;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}) {
  const Icon = props.icon;
  return (
    <Collapsible.Root
      asChild
      open={props.open}
      onOpenChange={props.onOpenChange}
      className={classNames(styles['panel'], props.className)}
    >
      <section aria-label={props.title}>
        <div className={styles['header']}>
          <h2 className={styles['heading']}>
            <Collapsible.Trigger className={styles['trigger']}>
              <Icon className={styles['icon']} aria-hidden />
              <span>{props.title}</span>
              <ChevronDown className={styles['chevron']} aria-hidden />
            </Collapsible.Trigger>
          </h2>
          {props.open && props.actions}
        </div>
        <Collapsible.Content className={styles['content']} forceMount hidden={!props.open}>
          {props.children}
        </Collapsible.Content>
      </section>
    </Collapsible.Root>
  );
}
