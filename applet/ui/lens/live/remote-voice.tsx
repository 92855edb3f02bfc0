import { Volume2 } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { Button } from '#shared/ui/controls/button.tsx';
import { useServices, useText } from '../../window/services.tsx';
import styles from './live.module.css';

/** The technician's voice. A browser that plays nothing without a press gets one. */
export function RemoteVoice() {
  const t = useText();
  const voice = useStore(useServices().lens.store, ({ remoteVoice }) => remoteVoice);
  const audio = useRef<HTMLAudioElement>(null);
  const [isBlocked, setIsBlocked] = useState(false);
  const play = useCallback((): void => {
    const element = audio.current;
    if (element === null) return;
    element.play().then(
      () => setIsBlocked(false),
      // Any other failure belongs to a stream that was just replaced.
      (error: unknown) => setIsBlocked(error instanceof DOMException && error.name === 'NotAllowedError'),
    );
  }, []);
  useEffect(() => {
    const element = audio.current;
    if (element === null || voice === null) return;
    element.srcObject = voice;
    play();
    return () => {
      element.srcObject = null;
    };
  }, [voice, play]);
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- a voice, live: nobody has its words; the chat is the other way */}
      <audio ref={audio} />
      {voice !== null && isBlocked && (
        <div className={styles['hear']}>
          <Button variant="primary" size="large" icon={Volume2} onClick={play}>
            {t('tapToHear')}
          </Button>
        </div>
      )}
    </>
  );
}
