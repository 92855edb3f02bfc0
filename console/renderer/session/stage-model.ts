import type { FailureCode } from '#shared/std/core/failure.ts';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { isOver } from '../window/window-state.ts';

/** What stands in the middle of a session: the picture, or what to do until there is one. */
export type StageModel =
  | { readonly show: 'ended' }
  | { readonly show: 'entry' }
  /** The code to read out. `started` is false while the technician has not clicked Start. */
  | { readonly show: 'verification'; readonly code: string; readonly started: boolean }
  | { readonly show: 'waiting' | 'onHold' | 'reconnecting' | 'offline' | 'connecting' | 'chatOnly' }
  | { readonly show: 'notShared' | 'asked' | 'revoked' }
  | { readonly show: 'denied' | 'failed'; readonly reason: FailureCode }
  | { readonly show: 'picture' };

/** In the order of what the technician has to deal with first. */
export function stageOf(session: SessionView): StageModel {
  const { status, verification, connection, permissions, screen } = session;
  if (isOver(session)) return { show: 'ended' };
  if (status.name === 'connecting') return { show: 'entry' };
  if (status.name === 'offline') return { show: 'offline' };
  if (status.name === 'reconnecting' || connection.state === 'reconnecting') return { show: 'reconnecting' };
  if (verification.state === 'awaitingCode') {
    return { show: 'verification', code: verification.code, started: status.name !== 'waiting' };
  }
  if (status.name === 'waiting') return { show: 'waiting' };
  if (status.name === 'onHold') return { show: 'onHold' };
  if (connection.state !== 'connected') return { show: 'connecting' };
  if (session.type === 'chatOnly') return { show: 'chatOnly' };
  const view = permissions.viewScreen;
  switch (view.state) {
    case 'granted':
      return screen.state === 'failed' ? { show: 'failed', reason: screen.reason } : { show: 'picture' };
    case 'denied':
      return { show: 'denied', reason: view.reason };
    case 'asked':
      return { show: 'asked' };
    case 'revoked':
      // Why sharing ended is worth more than that it did.
      return screen.state === 'failed' ? { show: 'failed', reason: screen.reason } : { show: 'revoked' };
    case 'off':
      return { show: 'notShared' };
  }
}
