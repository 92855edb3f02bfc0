import { Files, MessageSquare, ScrollText } from 'lucide-react';
import { useMessages } from '#shared/ui/i18n.tsx';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { ChatPanel } from '#shared/ui/panels/chat-panel.tsx';
import { Panel } from '#shared/ui/panels/panel.tsx';
import { SessionLogPanel } from '#shared/ui/panels/session-log-panel.tsx';
import { FilesPanel } from '../files/files-panel.tsx';
import { consoleMessages } from '../messages/catalogue.ts';
import { useAct, useServices, useWindow } from '../window/services.tsx';
import { isOver } from '../window/window-state.ts';
import { focusTargets } from '../window/use-shortcuts.ts';
import { LogActions } from './log-actions.tsx';
import { chatObstacle } from './session-actions.ts';
import styles from './session-side.module.css';

/** Chat, files and log, one under the other; each can be folded away. */
export function SessionSide(props: { readonly session: SessionView }) {
  const t = useMessages(consoleMessages);
  const act = useAct();
  const { window } = useServices();
  const open = useWindow((state) => state.openPanels);
  const { session } = props;
  const obstacle = chatObstacle(session);
  const toggle = (panel: keyof typeof open) => (isOpen: boolean) =>
    window.setState((state) => ({ openPanels: { ...state.openPanels, [panel]: isOpen } }));
  const send = async (text: string): Promise<boolean> =>
    (await act('chat/send', { session: session.id, text })) !== undefined;
  return (
    <aside className={styles['side']} aria-label={t('sideOf', { name: session.name })}>
      <Panel
        title={t('chat')}
        icon={MessageSquare}
        open={open.chat}
        onOpenChange={toggle('chat')}
        className={styles['chat']}
      >
        <div className={styles['fill']} id={focusTargets.chat}>
          <ChatPanel
            lines={session.chat}
            own="technician"
            otherName={session.name}
            unavailable={obstacle === null ? null : t(obstacle)}
            closed={isOver(session)}
            onSend={send}
          />
        </div>
      </Panel>
      <Panel
        title={t('files')}
        icon={Files}
        open={open.files}
        onOpenChange={toggle('files')}
        className={styles['files']}
      >
        <FilesPanel session={session} />
      </Panel>
      <Panel
        title={t('sessionLog')}
        icon={ScrollText}
        open={open.log}
        onOpenChange={toggle('log')}
        actions={<LogActions session={session.id} />}
        className={styles['log']}
      >
        <SessionLogPanel lines={session.log} />
      </Panel>
    </aside>
  );
}
