import { TriangleAlert } from 'lucide-react';
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { Button } from '#shared/ui/controls/button.tsx';
import { useMessages } from '#shared/ui/i18n.tsx';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { classNames } from '#shared/ui/class-names.ts';
import { Spinner } from '#shared/ui/feedback/spinner.tsx';
import { PaintedTrack } from '#shared/dom/media/painted-track.ts';
import { consoleMessages } from '../messages/catalogue.ts';
import { isControlling } from '../session/session-actions.ts';
import { useServices, useWindow } from '../window/services.tsx';
import { focusTargets } from '../window/use-shortcuts.ts';
import { LanePictures } from './lane/lane-pictures.tsx';
import type { LaneProblem, LaneViewer } from './lane/lane-viewer.ts';
import { locateOnLanes } from './lane/locate-on-lanes.ts';
import { useLaneViewer } from './lane/use-lane-viewer.ts';
import styles from './remote-screen.module.css';
import { TrackPicture } from './track-picture.tsx';
import { useRemoteControl, type ControlledPicture } from './use-remote-control.ts';

/** Main says that the screen is live, yet no picture came for this long: it is asked for again. */
const pictureGraceMs = 4_000;

/** The customer's screen, and their mouse and keyboard while control is granted. */
export function RemoteScreen(props: { readonly session: SessionView }) {
  const viewer = useLaneViewer(props.session.id);
  return viewer === null ? (
    <TrackScreen session={props.session} />
  ) : (
    <LaneScreen session={props.session} viewer={viewer} />
  );
}

function TrackScreen(props: { readonly session: SessionView }) {
  const { session } = props;
  const { screens } = useServices();
  const fit = useWindow((state) => state.fit);
  const track = useStore(screens.pictures, (pictures) => pictures[session.id]);
  const [picture] = useState(() => new PaintedTrack());
  const [shown, setShown] = useState(false);
  const onShown = useCallback(
    (isShown: boolean) => {
      setShown(isShown);
      if (isShown) screens.shown(session.id);
    },
    [screens, session.id],
  );
  const size = useCallback(() => picture.frame, [picture]);
  usePictureWanted(session, track !== undefined);
  return (
    <ScreenFrame session={session} shown={shown} size={size}>
      <TrackPicture {...{ picture, track, fit, onShown }} />
    </ScreenFrame>
  );
}

function LaneScreen(props: { readonly session: SessionView; readonly viewer: LaneViewer }) {
  const t = useMessages(consoleMessages);
  const { session, viewer } = props;
  const fit = useWindow((state) => state.fit);
  const shown = useStore(viewer.state, ({ pictures }) => pictures.some(({ size }) => size !== null));
  const problem = useStore(viewer.state, (state) => state.problem);
  const monitors = session.screen.state === 'live' ? session.screen.monitors : null;
  const size = useCallback(
    () => viewer.state.getState().pictures.find((each) => each.size !== null)?.size ?? null,
    [viewer],
  );
  const locate = useCallback<NonNullable<ControlledPicture['locate']>>(
    (point, clamp) => locateOnLanes(point, clamp, viewer.state.getState().pictures, monitors ?? []),
    [viewer, monitors],
  );
  const controlling = isControlling(session) && shown && problem === null;
  return (
    <ScreenFrame
      session={session}
      shown={shown && problem === null}
      size={size}
      locate={locate}
      problem={
        problem && (
          <>
            <TriangleAlert className={styles['spinner']} aria-hidden />
            <span className={styles['title']}>{t(problemTexts[problem].title)}</span>
            <span>{t(problemTexts[problem].text)}</span>
            <Button className={styles['again']} onClick={() => viewer.restart()}>
              {t('tryAgain')}
            </Button>
          </>
        )
      }
    >
      <LanePictures viewer={viewer} fit={fit} controlling={controlling} />
    </ScreenFrame>
  );
}

const problemTexts = {
  malformed: { title: 'laneMalformedTitle', text: 'laneMalformedText' },
  worker: { title: 'laneWorkerTitle', text: 'laneWorkerText' },
} as const satisfies Record<LaneProblem, unknown>;

/** What is around a picture, however it comes: who is controlled, the keyboard, and what is said while there is none. */
function ScreenFrame(
  props: ControlledPicture & {
    readonly session: SessionView;
    readonly shown: boolean;
    /** Stands in the picture's place: it will not come by itself. */
    readonly problem?: ReactNode;
    readonly children: ReactNode;
  },
) {
  const t = useMessages(consoleMessages);
  const { session, shown, size, locate } = props;
  const fit = useWindow((state) => state.fit);
  const picture = useRef<HTMLDivElement>(null);
  const [wasShown, setWasShown] = useState(shown);
  if (shown && !wasShown) setWasShown(true);
  const controlling = isControlling(session) && shown;
  const keyboardHere = useRemoteControl(picture, { size, locate }, session, controlling);
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
          {props.children}
        </div>
      </div>
      {!shown && (
        <output className={styles['overlay']}>
          {props.problem ?? (
            <>
              <Spinner className={styles['spinner']} />
              <span className={styles['title']}>{t(wasShown ? 'lostTitle' : 'startingTitle')}</span>
              <span>{t(wasShown ? 'lostText' : 'startingText')}</span>
            </>
          )}
        </output>
      )}
    </div>
  );
}

/** Asks for the picture when main believes in one that this window does not have. */
function usePictureWanted(session: SessionView, hasPicture: boolean): void {
  const { clock, screens } = useServices();
  const live = session.screen.state === 'live' && session.screen.by === 'track';
  // Live from the start: the window was reloaded, and nobody will offer a picture by themselves.
  const [reloaded, setReloaded] = useState(live);
  useEffect(() => {
    if (!live || hasPicture) return;
    return clock.after(reloaded ? 0 : pictureGraceMs, () => {
      setReloaded(false);
      screens.want(session.id);
    });
  }, [clock, screens, session.id, live, hasPicture, reloaded]);
}
