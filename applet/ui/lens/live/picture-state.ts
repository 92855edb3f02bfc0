import type { CallState } from '#shared/std/lens/call-state.ts';
import type { ConnectionView } from '#shared/std/view/session-parts.ts';

/** What becomes of the camera's picture right now, as the person has to know it. */
export type PictureState =
  | 'connecting'
  | 'reconnecting'
  /** The picture shows here only: not allowed yet, or taken back. */
  | 'private'
  | 'off'
  | 'starting'
  | 'seen'
  | 'pausedByYou'
  | 'pausedHidden'
  | 'pausedSystem'
  | 'pausedHold'
  | 'failed';

const pausedBy = {
  customer: 'pausedByYou',
  hidden: 'pausedHidden',
  system: 'pausedSystem',
  hold: 'pausedHold',
} as const;

export function pictureState(now: {
  readonly connection: ConnectionView['state'];
  readonly isGranted: boolean;
  readonly hasPreview: boolean;
  readonly camera: CallState['camera'];
}): PictureState {
  if (now.connection === 'reconnecting') return 'reconnecting';
  if (!now.isGranted) return now.hasPreview ? 'private' : 'off';
  // Broken is broken, whatever the line does.
  if (now.camera.state === 'failed') return 'failed';
  if (now.connection !== 'connected') return 'connecting';
  switch (now.camera.state) {
    case 'live':
      return 'seen';
    case 'paused':
      return pausedBy[now.camera.by];
    case 'starting':
    case 'off':
      return now.camera.state;
  }
}
