import { useRef, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { EndButton } from '../../frame/end-button.tsx';
import { RevokeButton } from '../../frame/revoke-button.tsx';
import { useUnread } from '../../session/unread.ts';
import { useServices, useText, useView } from '../../window/services.tsx';
import { BoardNotices } from '../board/board-notices.tsx';
import { BoardOverlay } from '../board/board-overlay.tsx';
import { usePhoneBoard } from '../board/use-phone-board.ts';
import { ChatSheet } from '../chat/chat-sheet.tsx';
import type { SheetState } from '../chat/sheet-state.ts';
import { StreamVideo } from '../stream-video.tsx';
import { CameraTools } from './camera-tools.tsx';
import { ControlBar } from './control-bar.tsx';
import { LiveMenu } from './live-menu.tsx';
import { LiveNotices } from './live-notices.tsx';
import styles from './live.module.css';
import { PauseCover } from './pause-cover.tsx';
import { RemoteVoice } from './remote-voice.tsx';
import { StatusStrip } from './status-strip.tsx';
import { useVisibleHeight } from './use-visible-height.ts';

/** From this text size on a small screen has room for the chat or for the buttons, not for both. */
const largeTextPercent = 150;

/**
 * A session with the camera: its picture is shown as a whole and under no bar, so that the person sees all that the technician
 * sees, and all that is drawn.
 *
 * Two ways out stand above everything, also above a question: the large X with its words at the upper left, the small X at the
 * upper right, where people look for it, as a sign alone. The second row of words would cost a fifth of a small screen,
 * and Disconnect says the same in words where the thumb is. On a Mac they stand as its other windows have them.
 */
export function LensSession(props: { readonly question: ReactNode; readonly children: ReactNode }) {
  const t = useText();
  const { bridge, lens, preferences } = useServices();
  const percent = useStore(preferences, ({ textPercent }) => textPercent);
  const isMac = bridge.platform === 'mac';
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const board = usePhoneBoard(video);
  const preview = useStore(lens.store, (call) => call.preview);
  const chat = useView((view) => view.chat) ?? [];
  const [sheet, setSheet] = useState<SheetState>('closed');
  const [isMenuOpen, setIsMenuOpen] = useState(false);
  const unread = useUnread(chat, sheet !== 'closed');
  const chatButton = useRef<HTMLButtonElement>(null);
  const root = useVisibleHeight<HTMLDivElement>();
  const changeSheet = (state: SheetState): void => {
    setSheet(state);
    // What had the focus is gone with the sheet.
    if (state === 'closed') chatButton.current?.focus();
  };
  return (
    <div
      ref={root}
      className={styles['live']}
      data-system={bridge.platform}
      data-sheet={sheet}
      data-asks={props.question !== null}
      data-large-text={percent >= largeTextPercent}
    >
      <header className={styles['top']}>
        {!isMac && <RevokeButton />}
        <EndButton signOnly />
        <StatusStrip />
      </header>
      <div className={styles['content']}>
        <main className={styles['body']} inert={props.question !== null}>
          <h1 className="visually-hidden">{t('devicesCamera')}</h1>
          <div className={styles['column']}>
            <div className={styles['stage']}>
              {preview !== null && (
                <StreamVideo
                  className={styles['video']}
                  stream={preview}
                  name={t('previewName')}
                  onElement={setVideo}
                />
              )}
              <BoardOverlay board={board} video={video} fit="contain" />
              <PauseCover />
            </div>
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
            <div className={styles['words']} tabIndex={0}>
              {props.children}
              <BoardNotices board={board} />
              <LiveNotices />
            </div>
            <CameraTools board={board} />
            <ChatSheet state={sheet} onChange={changeSheet} />
          </div>
          <ControlBar
            chatButton={chatButton}
            unread={unread}
            isChatOpen={sheet !== 'closed'}
            onChat={() => changeSheet(sheet === 'closed' ? 'extended' : 'closed')}
            onMenu={() => setIsMenuOpen(true)}
          />
        </main>
        {props.question}
      </div>
      {isMac && (
        <footer className={styles['macBottom']}>
          <RevokeButton />
        </footer>
      )}
      <RemoteVoice />
      {/* A question must not wait unseen under the menu, which is back after the answer. */}
      <LiveMenu open={isMenuOpen && props.question === null} onClose={() => setIsMenuOpen(false)} />
    </div>
  );
}
