import type { PermissionKind } from '#shared/std/protocol/permission-kind.ts';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { Button } from '#shared/ui/controls/button.tsx';
import { useMessages } from '#shared/ui/i18n.tsx';
import { consoleMessages } from '../messages/catalogue.ts';
import { PermissionPair } from './permission-pair.tsx';
import { permissionButton } from './session-actions.ts';
import { permissionTools } from './permission-tools.ts';

/** Asks for a permission; once it is granted, uses it, with a stop beside it that gives it back. */
export function PermissionButton(props: {
  readonly session: SessionView;
  readonly kind: PermissionKind;
  readonly onAsk: () => void;
  readonly onUse: () => void;
}) {
  const t = useMessages(consoleMessages);
  const { session, kind } = props;
  const { state, press, obstacle } = permissionButton(session, kind);
  const tool = permissionTools[kind];
  const name = t(tool.name);
  const hint =
    state === 'asked' ? t('noteAsked', { what: name }) : t(state === 'granted' ? tool.grantedHint : tool.hint);
  return (
    <PermissionPair session={session} kind={kind}>
      {(className) => (
        <Button
          size="small"
          className={className}
          icon={tool.icon}
          busy={state === 'asked'}
          aria-pressed={state === 'granted'}
          hint={hint}
          unavailable={obstacle === null ? null : t(obstacle)}
          onClick={press === 'ask' ? props.onAsk : props.onUse}
        >
          {name}
        </Button>
      )}
    </PermissionPair>
  );
}
