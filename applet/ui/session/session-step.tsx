import { FileText, MessageCircle, Paperclip } from 'lucide-react';
import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from '#shared/ui/controls/tabs.tsx';
import { ChatPanel } from '#shared/ui/panels/chat-panel.tsx';
import { SessionLogPanel } from '#shared/ui/panels/session-log-panel.tsx';
import { HelperCard } from '../steps/helper-card.tsx';
import { Verification } from '../steps/verification.tsx';
import { useAct, useHelper, useText, useView } from '../window/services.tsx';
import { ActivityCard } from './activity-card.tsx';
import { AllowedList } from './allowed-list.tsx';
import { FilesPart } from './files-part.tsx';
import { SessionNotices } from './session-notices.tsx';
import styles from './session.module.css';
import { UnreadMark } from './unread-mark.tsx';
import { useUnread } from './unread.ts';

/** While help is given: what happens now on top, and one of chat, files and log below. */
export function SessionStep() {
  const t = useText();
  const act = useAct();
  const { name } = useHelper();
  const [part, setPart] = useState('chat');
  const chat = useView((view) => view.chat) ?? [];
  const log = useView((view) => view.log) ?? [];
  const connection = useView((view) => view.connection.state);
  const needsCode = useView((view) => view.verification.state === 'codeNeeded') ?? false;
  const unread = useUnread(chat, part === 'chat');
  const canWrite = connection === 'connected' || connection === 'reconnecting';
  return (
    <div className={styles['session']}>
      <div className={styles['now']}>
        <ActivityCard />
        <SessionNotices />
        <HelperCard compact />
        {needsCode && <Verification />}
        <AllowedList />
      </div>
      <Tabs className={styles['parts']} value={part} onChange={setPart}>
        <TabList className={styles['tabs']} label={t('parts')}>
          <Tab value="chat" icon={MessageCircle} mark={<UnreadMark count={unread} className={styles['unread']} />}>
            {t('chat')}
          </Tab>
          <Tab value="files" icon={Paperclip}>
            {t('files')}
          </Tab>
          <Tab value="log" icon={FileText}>
            {t('log')}
          </Tab>
        </TabList>
        <TabPanel value="chat" className={styles['part']}>
          <ChatPanel
            lines={chat}
            own="customer"
            otherName={name}
            unavailable={canWrite ? null : t('chatUnavailable')}
            onSend={async (text) => (await act('chat/send', { text })) !== undefined}
          />
        </TabPanel>
        <TabPanel value="files" className={styles['part']}>
          <FilesPart />
        </TabPanel>
        <TabPanel value="log" className={styles['part']}>
          <SessionLogPanel lines={log} />
        </TabPanel>
      </Tabs>
    </div>
  );
}
