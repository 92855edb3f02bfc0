import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent } from 'react';
import { IconButton } from '#shared/ui/controls/icon-button.tsx';
import { ChatComposer, ChatLog } from '#shared/ui/panels/chat-panel.tsx';
import { useAct, useHelper, useServices, useText, useView } from '../../window/services.tsx';
import styles from './chat-sheet.module.css';
import { dragSheet } from './drag-sheet.ts';
import { MessageBubble } from './message-bubble.tsx';
import { stepSheet, type SheetState } from './sheet-state.ts';

/**
 * The chat over the picture (L10). A finger swipes it up and down; buttons and Escape do the same. The field to write in
 * is there only when it is extended, and what was typed stays until it is sent.
 */
export function ChatSheet(props: { readonly state: SheetState; readonly onChange: (state: SheetState) => void }) {
  const t = useText();
  const act = useAct();
  const { name } = useHelper();
  const { clock } = useServices();
  const { state, onChange } = props;
  const chat = useView((view) => view.chat) ?? [];
  const connection = useView((view) => view.connection.state);
  const [draft, setDraft] = useState('');
  const sheet = useRef<HTMLElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const shown = useRef<SheetState>(state);
  const handle = useRef<HTMLDivElement>(null);
  const settled = useEffectEvent((next: SheetState) => onChange(next));
  // What is left of a closed sheet opens at a touch; an open one has buttons.
  const tapped = useEffectEvent(() => state === 'closed' && onChange('minimised'));
  useEffect(() => {
    if (handle.current === null || sheet.current === null) return;
    return dragSheet({
      handle: handle.current,
      sheet: sheet.current,
      clock,
      onSettle: (next) => settled(next),
      onTap: () => tapped(),
    });
  }, [clock]);
  useEffect(() => {
    // Opened: reading begins at its title; a field in focus would bring the keyboard over what is to be read.
    if (shown.current === 'closed' && state !== 'closed') title.current?.focus();
    shown.current = state;
  }, [state]);
  const keyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || state === 'closed') return;
    event.stopPropagation();
    title.current?.focus();
    onChange(stepSheet(state, -1));
  };
  const canWrite = connection === 'connected' || connection === 'reconnecting';
  const isOpen = state !== 'closed';
  return (
    <>
      {!isOpen && <MessageBubble lines={chat} onOpen={() => onChange('extended')} />}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape, from whatever in it has the focus */}
      <section ref={sheet} className={styles['sheet']} data-state={state} aria-label={t('chat')} onKeyDown={keyDown}>
        <div className={styles['handle']} ref={handle}>
          <span className={styles['grip']} aria-hidden />
          {isOpen && (
            <div className={styles['header']}>
              <h2 ref={title} className={styles['title']} tabIndex={-1}>
                {t('chat')}
              </h2>
              {state === 'minimised' ? (
                <IconButton name={t('chatExtend')} icon={ChevronUp} onClick={() => onChange('extended')} />
              ) : (
                <IconButton name={t('chatMinimise')} icon={ChevronDown} onClick={() => onChange('minimised')} />
              )}
              <IconButton name={t('chatClose')} icon={X} onClick={() => onChange('closed')} />
            </div>
          )}
        </div>
        {/* There when closed as well, unseen: a finger that pulls at the sheet pulls it up with its lines. */}
        <ChatLog lines={chat} own="customer" otherName={name} />
        {state === 'extended' && (
          <ChatComposer
            draft={draft}
            onDraft={setDraft}
            unavailable={canWrite ? null : t('chatUnavailable')}
            onSend={async (text) => (await act('chat/send', { text })) !== undefined}
          />
        )}
      </section>
    </>
  );
}
