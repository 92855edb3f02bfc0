import type { ReactNode } from 'react';
import { useMessages } from '#shared/ui/i18n.tsx';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { Notice } from '#shared/ui/feedback/notice.tsx';
import { Spinner } from '#shared/ui/feedback/spinner.tsx';
import { consoleMessages } from '../messages/catalogue.ts';
import { isOver } from '../window/window-state.ts';
import styles from './create-session-dialog.module.css';

/** The session just made: what to hand out until the customer has joined. */
export function CreatedSession(props: { readonly session: SessionView; readonly children: ReactNode }) {
  const t = useMessages(consoleMessages);
  const { session } = props;
  if (isOver(session)) {
    return (
      <Notice tone="warning" announce="politely">
        {t('expired')}
      </Notice>
    );
  }
  return (
    <>
      {props.children}
      {session.status.name === 'connecting' ? (
        <p className={styles['waiting']}>
          <Spinner /> {t('waitingForCustomer')}
        </p>
      ) : (
        <Notice tone="success" announce="politely">
          {t('customerJoined')}
        </Notice>
      )}
    </>
  );
}
