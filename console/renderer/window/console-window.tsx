import { Headset } from 'lucide-react';
import { useStore } from 'zustand';
import { EmptyState } from '#shared/ui/feedback/empty-state.tsx';
import { useMessages } from '#shared/ui/i18n.tsx';
import { Tab, TabList, TabPanel, Tabs } from '#shared/ui/controls/tabs.tsx';
import { CreateSessionDialog } from '../create/create-session-dialog.tsx';
import { consoleMessages } from '../messages/catalogue.ts';
import { RecordingMark } from '../lens/recording/recording-mark.tsx';
import { RecordingNotices } from '../lens/recording/recording-notices.tsx';
import { RemoteVoices } from '../lens/remote-voices.tsx';
import { SessionPanel } from '../session/session-panel.tsx';
import { SessionList } from '../sessions/session-list.tsx';
import { statusLooks } from '../sessions/status-looks.ts';
import styles from './console-window.module.css';
import { HelpDialog } from './help-dialog.tsx';
import { JoinAddress } from './join-address.tsx';
import { LinkOverlay } from './link-overlay.tsx';
import { useOpenSession, useServices, useView, useWindow } from './services.tsx';
import { SessionToolbar } from './session-toolbar.tsx';
import { StatusBar } from './status-bar.tsx';
import { focusOn, focusTargets, useShortcuts } from './use-shortcuts.ts';
import { UntypedNotice } from './untyped-notice.tsx';
import { WaitingAnnouncer } from './waiting-announcer.tsx';

/** The whole window: toolbar, session list, tabs with sessions, status bar. */
export function ConsoleWindow() {
  const t = useMessages(consoleMessages);
  const { remote, window } = useServices();
  const hasView = useStore(remote.store, ({ view }) => view !== null);
  const dialog = useWindow((state) => state.dialog);
  useShortcuts();
  const closeDialog = (): void => window.setState({ dialog: 'none' });
  return (
    <div className={styles['window']}>
      <button type="button" className="skip-link" onClick={() => focusOn(focusTargets.list)}>
        {t('skipToList')}
      </button>
      <button type="button" className="skip-link" onClick={() => focusOn(focusTargets.session)}>
        {t('skipToSession')}
      </button>
      {hasView && (
        <>
          <SessionToolbar />
          <div className={styles['middle']}>
            <aside className={styles['sidebar']} aria-label={t('sessionList')}>
              <JoinAddress />
              <SessionList />
            </aside>
            <main className={styles['main']} id={focusTargets.session}>
              <SessionTabs />
            </main>
          </div>
          <StatusBar />
          <WaitingAnnouncer />
          <UntypedNotice />
          <RecordingNotices />
          <RemoteVoices />
          {dialog === 'create' && <CreateSessionDialog onClose={closeDialog} />}
          {dialog === 'help' && <HelpDialog onClose={closeDialog} />}
        </>
      )}
      <LinkOverlay />
    </div>
  );
}

function SessionTabs() {
  const t = useMessages(consoleMessages);
  const open = useOpenSession();
  const selected = useWindow((state) => state.selected);
  const opened = useWindow((state) => state.opened);
  const sessions = useView((view) => view.sessions) ?? [];
  const tabs = opened.flatMap((id) => sessions.find((session) => session.id === id) ?? []);
  if (tabs.length === 0) {
    return (
      <EmptyState icon={Headset} title={t('emptyTitle')}>
        <p>{t(sessions.length === 0 ? 'emptyText' : 'emptyListText')}</p>
      </EmptyState>
    );
  }
  return (
    <Tabs className={styles['tabs']} value={selected ?? ''} onChange={open}>
      <TabList label={t('activeSessions')} className={styles['tabList']}>
        {tabs.map((session) => (
          <Tab
            key={session.id}
            value={session.id}
            icon={statusLooks[session.status.name].icon}
            mark={<RecordingMark session={session.id} on="tab" />}
            className={styles['tab']}
          >
            {session.name}
          </Tab>
        ))}
      </TabList>
      {tabs.map((session) => (
        <TabPanel key={session.id} value={session.id} className={styles['tabPanel']}>
          <SessionPanel session={session} />
        </TabPanel>
      ))}
    </Tabs>
  );
}
