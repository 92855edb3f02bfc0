import { useEffect, useRef, useState, type RefObject } from 'react';
import { useStore } from 'zustand';
import { useMessages } from '#shared/ui/i18n.tsx';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { classNames } from '#shared/ui/class-names.ts';
import { Spinner } from '#shared/ui/feedback/spinner.tsx';
import { consoleMessages } from '../messages/catalogue.ts';
import { attachRemoteInput } from '../input/attach-remote-input.ts';
import { isControlling } from '../session/session-actions.ts';
import { keyboardPlatform } from './keyboard-platform.ts';
import { useServices, useWindow } from '../window/services.tsx';
import { focusTargets } from '../window/use-shortcuts.ts';
import styles from './remote-screen.module.css';
import { keepActualSize, playStream } from './video-element.ts';

/** Main says that the screen is live, yet no picture came for this long: it is asked for again. */
const pictureGraceMs = 4_000;

/** The customer's screen, and their mouse and keyboard while control is granted. */
export function RemoteScreen(props: { readonly session: SessionView }) {
  const t = useMessages(consoleMessages);
  const { session } = props;
  const { screens } = useServices();
  const fit = useWindow((state) => state.fit);
  const stream = useStore(screens.streams, (streams) => streams[session.id]);
  const picture = useRef<HTMLDivElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const [shown, setShown] = useState(false);
  const [wasShown, setWasShown] = useState(false);
  const controlling = isControlling(session) && shown;

  usePictureWanted(session, stream !== undefined);
  useEffect(() => {
    if (video.current === null || stream === undefined) return;
    return playStream(video.current, stream, (isShown) => {
      setShown(isShown);
      if (isShown) setWasShown(true);
      if (isShown) screens.shown(session.id);
    });
  }, [screens, stream, session.id]);
  useEffect(() => {
    if (video.current === null || fit === 'fit') return;
    return keepActualSize(video.current);
  }, [fit]);
  const keyboardHere = useControl(picture, video, session, controlling);

  return (
    <div className={classNames(styles['frame'], controlling && styles['controlling'])}>
      {controlling && (
        <p className={styles['label']}>
          <span>{t('controlling', { name: session.name })}</span>
          <span className={styles['leave']}>{t(keyboardHere ? 'leavePicture' : 'clickPicture')}</span>
        </p>
      )}
      <div id={focusTargets.screen} className={classNames(styles['scroller'], styles[fit])}>
        {/* While it is controlled, a field of the input's own takes the keyboard, and the picture need not. */}
        {/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-tabindex -- a moving picture, which keyboards must reach to scroll it */}
        <div
          ref={picture}
          className={styles['picture']}
          role="img"
          aria-label={t('remoteScreen')}
          tabIndex={controlling ? undefined : 0}
        >
          {/* The picture of a screen has no sound and no words of its own. */}
          <video ref={video} className={styles['video']} autoPlay muted playsInline />
        </div>
      </div>
      {!shown && (
        <output className={styles['overlay']}>
          <Spinner className={styles['spinner']} />
          <span className={styles['title']}>{t(wasShown ? 'lostTitle' : 'startingTitle')}</span>
          <span>{t(wasShown ? 'lostText' : 'startingText')}</span>
        </output>
      )}
    </div>
  );
}

/** Asks for the picture when main believes in one that this window does not have. */
function usePictureWanted(session: SessionView, hasStream: boolean): void {
  const { clock, screens } = useServices();
  const live = session.screen.state === 'live';
  // Live from the start: the window was reloaded, and nobody will offer a picture by themselves.
  const [reloaded, setReloaded] = useState(live);
  useEffect(() => {
    if (!live || hasStream) return;
    return clock.after(reloaded ? 0 : pictureGraceMs, () => {
      setReloaded(false);
      screens.want(session.id);
    });
  }, [clock, screens, session.id, live, hasStream, reloaded]);
}

/** Sends mouse and keyboard to the customer's computer while `controlling`. Says whether the keyboard goes there now. */
function useControl(
  picture: RefObject<HTMLDivElement | null>,
  video: RefObject<HTMLVideoElement | null>,
  session: SessionView,
  controlling: boolean,
): boolean {
  const t = useMessages(consoleMessages);
  const { bridge, clock, remote, window } = useServices();
  const [keyboardHere, setKeyboardHere] = useState(false);
  const { id, name, customerPlatform } = session;
  const keyboardLabel = t('keyboardOf', { name });
  useEffect(() => {
    const element = picture.current;
    if (element === null || !controlling) return;
    const detach = attachRemoteInput(element, {
      session: id,
      clock,
      fit: () => window.getState().fit,
      pictureSize: () => {
        const { videoWidth: width = 0, videoHeight: height = 0 } = video.current ?? {};
        return width > 0 && height > 0 ? { width, height } : null;
      },
      send: (notice, argument) => remote.notify(notice, argument),
      from: bridge.platform,
      to: keyboardPlatform(customerPlatform),
      keyboardLabel,
      onKeyboard: setKeyboardHere,
    });
    return () => {
      detach();
      setKeyboardHere(false);
    };
  }, [bridge, clock, remote, window, picture, video, id, customerPlatform, keyboardLabel, controlling]);
  return keyboardHere;
}
