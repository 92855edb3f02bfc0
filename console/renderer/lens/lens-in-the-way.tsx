import type { SessionView } from '#shared/std/view/console-view.ts';
import { Button } from '#shared/ui/controls/button.tsx';
import { Notice } from '#shared/ui/feedback/notice.tsx';
import { useMessages } from '#shared/ui/i18n.tsx';
import { consoleMessages } from '../messages/catalogue.ts';
import styles from '../session/stage.module.css';
import { useOpenSession, useView } from '../window/services.tsx';
import { lensInTheWay } from './tools/lens-actions.ts';

/** Says before Start is pressed that another Lens session is in the way, and leads there (T6). */
export function LensInTheWay(props: { readonly session: SessionView }) {
  const t = useMessages(consoleMessages);
  const open = useOpenSession();
  const { session } = props;
  const other = useView((view) => lensInTheWay(session, view.sessions));
  if (other === null) return null;
  return (
    <Notice
      tone="warning"
      title={t('lensRunningTitle')}
      announce="politely"
      className={styles['aside']}
      actions={
        <Button size="small" onClick={() => open(other.id)}>
          {t('lensRunningGo', { other: other.name })}
        </Button>
      }
    >
      {t('lensRunningText', { name: session.name, other: other.name })}
    </Notice>
  );
}
