import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { useMessages } from '#shared/ui/i18n.tsx';
import { classNames } from '#shared/ui/class-names.ts';
import { consoleMessages } from '../../messages/catalogue.ts';
import { PaintedTrack } from '#shared/dom/media/painted-track.ts';
import { useServices, useWindow } from '../../window/services.tsx';
import { focusTargets } from '../../window/use-shortcuts.ts';
import { setPlace, setZoom, zoomOf } from '../../window/window-state.ts';
import { useWhiteboard } from '../board/use-whiteboard.ts';
import { WhiteboardLayer } from '../board/whiteboard-layer.tsx';
import { WhiteboardTools } from '../board/whiteboard-tools.tsx';
import { noMedia } from '../call/call-media.ts';
import { cameraNotice } from './camera-notice.ts';
import { CameraNoticeView } from './camera-notice-view.tsx';
import styles from './camera-view.module.css';
import { pictureRectangle, reachesBeyond } from './camera-zoom.ts';
import { useCameraPlace } from './use-camera-place.ts';
import { attachZoomGestures } from './zoom-gestures.ts';

/** The customer's camera: fitted, pixel by pixel or zoomed, with the drawings on it and in words why it does not move. */
export function CameraView(props: { readonly session: SessionView }) {
  const t = useMessages(consoleMessages);
  const { calls, cameras, window } = useServices();
  const { session } = props;
  const { id } = session;
  const zoom = useWindow((state) => zoomOf(state, id));
  const track = useStore(calls.media, (media) => (media[id] ?? noMedia).picture);
  const box = useRef<HTMLDivElement>(null);
  const picture = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [camera] = useState(() => new PaintedTrack());
  useLayoutEffect(() => (canvas.current === null ? undefined : camera.attach(canvas.current)), [camera]);
  const { flowing, wasShown } = usePainted(camera, track);
  const place = useCameraPlace(box, camera);

  useLayoutEffect(() => {
    window.setState((state) => setPlace(state, id, place));
    return () => window.setState((state) => setPlace(state, id, null));
  }, [window, id, place]);
  useEffect(() => {
    cameras.set(id, camera);
    return () => cameras.set(id, null);
  }, [cameras, camera, id]);
  useEffect(() => {
    if (box.current === null || picture.current === null) return;
    return attachZoomGestures(box.current, picture.current, {
      zoom: () => zoomOf(window.getState(), id),
      place: () => window.getState().places[id] ?? null,
      onZoom: (next) => window.setState((state) => setZoom(state, id, next)),
    });
  }, [window, id]);

  const boardIsOpen = useStore(useWhiteboard(id).state, ({ isOpen }) => isOpen);
  const notice = cameraNotice(session, { flowing, wasShown });
  const rectangle = place === null ? null : pictureRectangle(zoom, place);
  const movable = place !== null && reachesBeyond(zoom, place);
  return (
    <div className={styles['view']}>
      {boardIsOpen && <WhiteboardTools session={session} />}
      <div ref={box} id={focusTargets.screen} className={styles['place']}>
        {/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-tabindex -- a moving picture, which keyboards must reach to zoom and move it */}
        <div
          ref={picture}
          className={classNames(styles['picture'], movable && styles['movable'])}
          role="img"
          aria-label={t('remoteCamera')}
          tabIndex={0}
        >
          <canvas
            ref={canvas}
            width={0}
            height={0}
            className={classNames(styles['camera'], notice !== null && styles['past'])}
            style={rectangle ?? { visibility: 'hidden' }}
          />
        </div>
        <WhiteboardLayer session={session} camera={camera} picture={wasShown ? rectangle : null} />
        {notice !== null && <CameraNoticeView notice={notice} name={session.name} overPicture={wasShown} />}
      </div>
    </div>
  );
}

/** Shows the track. `wasShown`: there has been a picture, and the last one still stands. */
function usePainted(
  camera: PaintedTrack,
  track: MediaStreamTrack | null,
): { readonly flowing: boolean; readonly wasShown: boolean } {
  const [flowing, setFlowing] = useState(false);
  const [wasShown, setWasShown] = useState(false);
  // One that takes over from another is not announced as a loss: the last picture stands until its first.
  if (track === null && flowing) setFlowing(false);
  useEffect(() => {
    if (track === null) return;
    camera.show(track);
    const stopFrames = camera.onFrame(() => {
      stopFrames();
      setFlowing(true);
      setWasShown(true);
    });
    return () => {
      stopFrames();
      camera.show(null);
    };
  }, [camera, track]);
  return { flowing, wasShown };
}
