import { memo, useState } from 'react';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { useMessages } from '#shared/ui/i18n.tsx';
import { SessionFilesProvider } from '../files/session-files.tsx';
import { consoleMessages } from '../messages/catalogue.ts';
import { ConnectionStrip } from '../screen/connection-strip.tsx';
import { PermissionNotes } from './permission-notes.tsx';
import { quietSession } from './quiet-session.ts';
import { SessionHeader } from './session-header.tsx';
import styles from './session-panel.module.css';
import { SessionSide } from './session-side.tsx';
import { Stage } from './stage.tsx';

// Rendered again only when their session changes: the window stands still for hours, while its line is measured every second.
const Header = memo(SessionHeader);
const Notes = memo(PermissionNotes);
const Middle = memo(Stage);
const Side = memo(SessionSide);

/** One session: what is known of it, its tools, the picture or what stands in its place, and chat, files and log. */
export function SessionPanel(props: { readonly session: SessionView }) {
  const t = useMessages(consoleMessages);
  const session = useQuiet(props.session);
  return (
    <SessionFilesProvider session={session}>
      <section className={styles['panel']} aria-label={t('sessionOf', { name: session.name })}>
        <Header session={session} />
        <Notes session={session} />
        <div className={styles['body']}>
          <div className={styles['center']}>
            <Middle session={session} />
            <ConnectionStrip session={props.session} />
          </div>
          <Side session={session} />
        </div>
      </section>
    </SessionFilesProvider>
  );
}

function useQuiet(session: SessionView): SessionView {
  const [before, setBefore] = useState<SessionView | null>(null);
  const quiet = quietSession(session, before);
  if (quiet !== before) setBefore(quiet);
  return quiet;
}
