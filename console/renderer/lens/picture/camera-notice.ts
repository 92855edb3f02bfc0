import type { FailureCode } from '#shared/std/core/failure.ts';
import type { PauseReason } from '#shared/std/lens/call-state.ts';
import type { SessionView } from '#shared/std/view/console-view.ts';

/** Why the camera's picture does not move, or is not there. */
export type CameraNotice =
  | { readonly why: 'offline' | 'reconnecting' | 'starting' | 'lost' }
  | { readonly why: 'failed'; readonly reason: FailureCode }
  | { readonly why: 'paused'; readonly by: PauseReason };

/** What this window has of the camera: a picture that runs, and whether there ever was one. */
export type PictureHere = { readonly flowing: boolean; readonly wasShown: boolean };

/** In the order of what explains most: a camera on hold behind a lost connection is not there because of the connection. */
export function cameraNotice(
  { status, connection, camera }: Pick<SessionView, 'status' | 'connection' | 'camera'>,
  { flowing, wasShown }: PictureHere,
): CameraNotice | null {
  if (status.name === 'offline') return { why: 'offline' };
  if (status.name === 'reconnecting' || connection.state !== 'connected') return { why: 'reconnecting' };
  const { camera: state } = camera.call;
  if (state.state === 'failed') return { why: 'failed', reason: state.reason };
  if (status.name === 'onHold') return { why: 'paused', by: 'hold' };
  switch (state.state) {
    case 'paused':
      return { why: 'paused', by: state.by };
    case 'off':
    case 'starting':
      return { why: 'starting' };
    case 'live':
      return flowing ? null : { why: wasShown ? 'lost' : 'starting' };
  }
}
