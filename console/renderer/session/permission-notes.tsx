import { permissionKinds } from '#shared/std/protocol/permission-kind.ts';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { Spinner } from '#shared/ui/feedback/spinner.tsx';
import { useFailureMessage, useMessages } from '#shared/ui/i18n.tsx';
import { consoleMessages } from '../messages/catalogue.ts';
import { isOver } from '../window/window-state.ts';
import styles from './permission-notes.module.css';
import { permissionTools } from './permission-tools.ts';

/** What the customer answered, in words, while it matters. Granted permissions show on their buttons. */
export function PermissionNotes(props: { readonly session: SessionView }) {
  const t = useMessages(consoleMessages);
  const failureMessage = useFailureMessage();
  const { session } = props;
  if (isOver(session)) return null;
  const notes = permissionKinds.flatMap((kind) => {
    const permission = session.permissions[kind];
    const what = t(permissionTools[kind].name);
    switch (permission.state) {
      case 'off':
      case 'granted':
        return [];
      case 'asked':
        return [{ kind, busy: true, text: t('noteAsked', { what }) }];
      case 'denied': {
        const { happened, next } = failureMessage(permission.reason);
        return [{ kind, busy: false, text: t('noteDenied', { what, why: `${happened} ${next}` }) }];
      }
      case 'revoked':
        return [{ kind, busy: false, text: t('noteRevoked', { what }) }];
    }
  });
  return (
    <output className={styles['notes']}>
      {notes.map(({ kind, busy, text }) => (
        <span key={kind} className={styles['note']}>
          {busy && <Spinner />}
          {text}
        </span>
      ))}
    </output>
  );
}
