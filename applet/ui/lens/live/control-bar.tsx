import { Menu, MessageCircle, Mic, MicOff, Pause, PhoneOff, Play } from 'lucide-react';
import type { Ref } from 'react';
import { useStore } from 'zustand';
import { UnreadMark } from '../../session/unread-mark.tsx';
import { useEndSession, useServices, useText } from '../../window/services.tsx';
import { ControlButton } from './control-button.tsx';
import styles from './live.module.css';

/** What the person does most, in reach of a thumb (L5). What cannot be done now is not there. */
export function ControlBar(props: {
  readonly unread: number;
  readonly isChatOpen: boolean;
  readonly chatButton: Ref<HTMLButtonElement>;
  readonly onChat: () => void;
  readonly onMenu: () => void;
}) {
  const { unread, isChatOpen, chatButton, onChat, onMenu } = props;
  const t = useText();
  const { lens } = useServices();
  const end = useEndSession();
  const { camera, microphone } = useStore(lens.store, ({ call }) => call);
  const isPausedByPerson = camera.state === 'paused' && camera.by === 'customer';
  const canPause = camera.state !== 'off' && camera.state !== 'failed';
  return (
    <fieldset className={styles['controls']} aria-label={t('controls')}>
      {isPausedByPerson ? (
        <ControlButton icon={Play} notable onClick={() => lens.resume()}>
          {t('resume')}
        </ControlButton>
      ) : (
        canPause && (
          <ControlButton icon={Pause} onClick={() => lens.pause()}>
            {t('pause')}
          </ControlButton>
        )
      )}
      {microphone === 'muted' ? (
        <ControlButton icon={MicOff} notable onClick={() => lens.unmute()}>
          {t('unmute')}
        </ControlButton>
      ) : (
        microphone !== 'none' && (
          <ControlButton icon={Mic} onClick={() => lens.mute()}>
            {t('mute')}
          </ControlButton>
        )
      )}
      <ControlButton
        ref={chatButton}
        icon={MessageCircle}
        expanded={isChatOpen}
        onClick={onChat}
        mark={<UnreadMark count={unread} className={styles['unread']} />}
      >
        {t('chat')}
      </ControlButton>
      <ControlButton icon={Menu} onClick={onMenu}>
        {t('menu')}
      </ControlButton>
      <ControlButton icon={PhoneOff} tone="danger" onClick={end}>
        {t('disconnect')}
      </ControlButton>
    </fieldset>
  );
}
