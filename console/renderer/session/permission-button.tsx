import { Square } from 'lucide-react';
import type { PermissionKind } from '#shared/std/protocol/permission-kind.ts';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { Button } from '#shared/ui/controls/button.tsx';
import { IconButton } from '#shared/ui/controls/icon-button.tsx';
import { useMessages } from '#shared/ui/i18n.tsx';
import { consoleMessages } from '../messages/catalogue.ts';
import { useAct } from '../window/services.tsx';
import { permissionButton } from './session-actions.ts';
import { permissionTools } from './permission-tools.ts';
import styles from './session-tools.module.css';

/** Asks for a permission; once it is granted, uses it, with a stop beside it that gives it back. */
export function PermissionButton(props: {
  readonly session: SessionView;
  readonly kind: PermissionKind;
  readonly onAsk: () => void;
  readonly onUse: () => void;
}) {
  const t = useMessages(consoleMessages);
  const act = useAct();
  const { session, kind } = props;
  const { state, press, obstacle, canStop } = permissionButton(session, kind);
  const tool = permissionTools[kind];
  const name = t(tool.name);
  const hint =
    state === 'asked' ? t('noteAsked', { what: name }) : t(state === 'granted' ? tool.grantedHint : tool.hint);
  const main = (
    <Button
      size="small"
      className={canStop ? styles['main'] : undefined}
      icon={tool.icon}
      busy={state === 'asked'}
      aria-pressed={state === 'granted'}
      hint={hint}
      unavailable={obstacle === null ? null : t(obstacle)}
      onClick={press === 'ask' ? props.onAsk : props.onUse}
    >
      {name}
    </Button>
  );
  return (
    <span className={styles['pair']}>
      {main}
      {canStop && (
        <IconButton
          name={t(tool.stop)}
          icon={Square}
          size="small"
          variant="secondary"
          className={styles['stop']}
          onClick={() => void act('permission/release', { session: session.id, kind })}
        />
      )}
    </span>
  );
}
