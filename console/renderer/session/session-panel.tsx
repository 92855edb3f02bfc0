import type { SessionView } from '#shared/std/view/console-view.ts';
import { useMessages } from '#shared/ui/i18n.tsx';
import { SessionFilesProvider } from '../files/session-files.tsx';
import { consoleMessages } from '../messages/catalogue.ts';
import { ConnectionStrip } from '../screen/connection-strip.tsx';
import { PermissionNotes } from './permission-notes.tsx';
import { SessionHeader } from './session-header.tsx';
import styles from './session-panel.module.css';
import { SessionSide } from './session-side.tsx';
import { Stage } from './stage.tsx';

/** One session: what is known of it, its tools, the picture or what stands in its place, and chat, files and log. */
export function SessionPanel(props: { readonly session: SessionView }) {
  const t = useMessages(consoleMessages);
  const { session } = props;
  return (
    <SessionFilesProvider session={session}>
      <section className={styles['panel']} aria-label={t('sessionOf', { name: session.name })}>
        <SessionHeader session={session} />
        <PermissionNotes session={session} />
        <div className={styles['body']}>
          <div className={styles['center']}>
            <Stage session={session} />
            <ConnectionStrip session={session} />
          </div>
          <SessionSide session={session} />
        </div>
      </section>
    </SessionFilesProvider>
  );
}
