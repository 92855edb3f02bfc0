import { Tooltip as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import styles from './tooltip.module.css';

/** A word or reason beside a control, on hover and on keyboard focus. Needs `UiRoot` above it. */
export function Tooltip(props: { readonly text: string | null; readonly children: ReactNode }) {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{props.children}</Primitive.Trigger>
      {/* Only the bubble comes and goes: were the root left out, the control would be made anew and lose its focus. */}
      {props.text !== null && (
        <Primitive.Portal>
          <Primitive.Content className={styles['tooltip']} side="bottom" sideOffset={6} collisionPadding={8}>
            {props.text}
          </Primitive.Content>
        </Primitive.Portal>
      )}
    </Primitive.Root>
  );
}
