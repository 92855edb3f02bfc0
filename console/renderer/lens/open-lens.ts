import type { Clock } from '#shared/std/core/clock.ts';
import { rtpTimestampOf } from '#shared/dom/media/painted-track.ts';
import { whiteboardMessages } from '../messages/whiteboard.ts';
import { savePicture } from '../saving/save-picture.ts';
import type { ConsoleRemote } from '../window/console-remote.ts';
import type { ConsoleServices } from '../window/services.tsx';
import { Whiteboards } from './board/whiteboards.ts';
import type { CallControls } from './call/call-media.ts';
import { cameraNotice } from './picture/camera-notice.ts';
import { ShownCameras } from './picture/shown-cameras.ts';
import { openCallRecorder } from './recording/call-recorder.ts';
import { Recordings } from './recording/recordings.ts';
import { saveBeforeLeaving } from './recording/save-before-leaving.ts';

const picture = { flowing: true, wasShown: true };

/** What a window's Lens sessions work with. */
export function openLens(
  remote: ConsoleRemote,
  clock: Clock,
  calls: CallControls,
): Pick<ConsoleServices, 'calls' | 'whiteboards' | 'cameras' | 'recordings'> {
  const whiteboards = new Whiteboards(remote, clock);
  const cameras = new ShownCameras();
  const recordings = new Recordings({
    remote,
    clock,
    calls,
    open: openCallRecorder,
    overlay: (session, rtpTimestamp) => {
      const board = whiteboards.of(session.id);
      return {
        frozen: board?.state.getState().frozen ?? null,
        marks: board?.shown(rtpTimestamp) ?? [],
        camera:
          session.permissions.camera.state !== 'granted'
            ? 'none'
            : cameraNotice(session, picture) === null
              ? 'live'
              : 'past',
        words: { cannotHold: whiteboardMessages.en.cannotHold },
      };
    },
    waitMs: ({ id }, frame, heldForMs) => whiteboards.of(id)?.waitMs(rtpTimestampOf(frame), heldForMs) ?? 0,
    shownSize: (session) => {
      const image = cameras.image(session);
      return image && { width: image.width, height: image.height };
    },
    save: (session, file) => savePicture(remote, { session, of: 'recording' }, file),
  });
  saveBeforeLeaving(window, recordings);
  return { calls, whiteboards, cameras, recordings };
}
