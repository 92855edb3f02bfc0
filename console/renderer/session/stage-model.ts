import type { FailureCode } from '#shared/std/core/failure.ts';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { isOver, isRunning } from '../window/window-state.ts';

/** What stands in the middle of a session: the picture, or what to do until there is one. */
export type StageModel =
  | { readonly show: 'ended' }
  | { readonly show: 'entry' }
  /** The code to read out. `started` is false while the technician has not clicked Start. */
  | { readonly show: 'verification'; readonly code: string; readonly started: boolean }
  | { readonly show: 'waiting' | 'onHold' | 'reconnecting' | 'offline' | 'connecting' | 'chatOnly' }
  | { readonly show: 'notShared' | 'asked' | 'revoked'; readonly of: Seen }
  | { readonly show: 'denied' | 'failed'; readonly reason: FailureCode }
  /** The picture itself. What keeps a camera from being seen is said over its last picture. */
  | { readonly show: 'picture'; readonly of: Seen };

/** What a session of this type shows. */
export type Seen = 'screen' | 'camera';

export function seenIn(session: Pick<SessionView, 'type'>): Seen {
  return session.type === 'lens' ? 'camera' : 'screen';
}

/** In the order of what the technician has to deal with first. */
export function stageOf(session: SessionView): StageModel {
  const { status, verification, connection, permissions, screen } = session;
  const of = seenIn(session);
  if (isOver(session)) return { show: 'ended' };
  if (status.name === 'connecting') return { show: 'entry' };
  if (of === 'camera' && isRunning(session) && permissions.camera.state === 'granted') return { show: 'picture', of };
  if (status.name === 'offline') return { show: 'offline' };
  if (status.name === 'reconnecting' || connection.state === 'reconnecting') return { show: 'reconnecting' };
  if (verification.state === 'awaitingCode') {
    return { show: 'verification', code: verification.code, started: status.name !== 'waiting' };
  }
  if (status.name === 'waiting') return { show: 'waiting' };
  if (status.name === 'onHold') return { show: 'onHold' };
  if (connection.state !== 'connected') return { show: 'connecting' };
  if (session.type === 'chatOnly') return { show: 'chatOnly' };
  const view = of === 'camera' ? permissions.camera : permissions.viewScreen;
  switch (view.state) {
    case 'granted':
      return screen.state === 'failed' ? { show: 'failed', reason: screen.reason } : { show: 'picture', of };
    case 'denied':
      return { show: 'denied', reason: view.reason };
    case 'asked':
      return { show: 'asked', of };
    case 'revoked':
      // Why sharing ended is worth more than that it did.
      return screen.state === 'failed' ? { show: 'failed', reason: screen.reason } : { show: 'revoked', of };
    case 'off':
      return { show: 'notShared', of };
  }
}
