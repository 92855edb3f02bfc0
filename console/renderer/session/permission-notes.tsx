import { permissionKinds, type PermissionKind } from '#shared/std/protocol/permission-kind.ts';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { Spinner } from '#shared/ui/feedback/spinner.tsx';
import { useFailureMessage, useMessages } from '#shared/ui/i18n.tsx';
import { consoleMessages } from '../messages/catalogue.ts';
import { requestNames } from '../lens/tools/lens-actions.ts';
import { isOver } from '../window/window-state.ts';
import styles from './permission-notes.module.css';
import { permissionTools } from './permission-tools.ts';

type Note = { readonly kind: PermissionKind | 'request'; readonly busy: boolean; readonly text: string };

/** What the customer answered, in words, while it matters. Granted permissions show on their buttons. */
export function PermissionNotes(props: { readonly session: SessionView }) {
  const t = useMessages(consoleMessages);
  const failureMessage = useFailureMessage();
  const { session } = props;
  if (isOver(session)) return null;
  const notes: Note[] = permissionKinds.flatMap((kind): Note[] => {
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
  const { request } = session.camera;
  if (request !== null) {
    const what = t(requestNames[request.request]);
    const busy = request.state === 'asked';
    notes.push({ kind: 'request', busy, text: t(busy ? 'noteRequestAsked' : 'noteRequestDeclined', { what }) });
  }
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
