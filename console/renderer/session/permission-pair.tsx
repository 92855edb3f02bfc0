import { Square } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import type { PermissionKind } from '#shared/std/protocol/permission-kind.ts';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { IconButton } from '#shared/ui/controls/icon-button.tsx';
import { useMessages } from '#shared/ui/i18n.tsx';
import { consoleMessages } from '../messages/catalogue.ts';
import { useAct } from '../window/services.tsx';
import { permissionButton } from './session-actions.ts';
import { permissionTools } from './permission-tools.ts';
import styles from './session-tools.module.css';

/** A permission's button with, once it is granted, a stop beside it that gives it back. */
export function PermissionPair(props: {
  readonly session: SessionView;
  readonly kind: PermissionKind;
  /** The button: with this class it leaves room for the stop. */
  readonly children: (className: string | undefined) => ReactNode;
}) {
  const t = useMessages(consoleMessages);
  const act = useAct();
  const pair = useRef<HTMLSpanElement>(null);
  const { session, kind } = props;
  const { canStop } = permissionButton(session, kind);
  return (
    <span ref={pair} className={styles['pair']}>
      {props.children(canStop ? styles['main'] : undefined)}
      {canStop && (
        <IconButton
          name={t(permissionTools[kind].stop)}
          icon={Square}
          size="small"
          variant="secondary"
          className={styles['stop']}
          onClick={() => {
            // The stop goes with the permission, and must not take the keyboard with it.
            pair.current?.querySelector('button')?.focus();
            void act('permission/release', { session: session.id, kind });
          }}
        />
      )}
    </span>
  );
}
