import type { FailureCode } from '#shared/std/core/failure.ts';
import type { PermissionKind } from '#shared/std/protocol/permission-kind.ts';
import type { ConsoleView, PermissionView, SessionView } from '#shared/std/view/console-view.ts';
import { isOver, isRunning } from '../window/window-state.ts';
import type { PlainMessage } from '../messages/catalogue.ts';

/** Why something cannot be done now: the key of its sentence; null if it can be done. */
export type Obstacle = PlainMessage | null;

export function newSessionObstacle(relay: ConsoleView['relay']): Obstacle {
  return relay.state === 'connected' ? null : 'relayNotReady';
}

export function startObstacle(session: SessionView | null): Obstacle {
  if (session === null) return 'selectFirst';
  if (isOver(session)) return 'sessionOver';
  if (session.status.name === 'connecting') return 'startNotJoined';
  return session.status.name === 'waiting' ? null : 'startAlready';
}

/** The Lens session that a second one has to wait for (LNS1), as far as this console knows. */
export function activeLens(sessions: readonly SessionView[]): SessionView | null {
  return sessions.find((session) => session.type === 'lens' && isRunning(session)) ?? null;
}

export function holdObstacle(session: SessionView | null): Obstacle {
  if (session === null) return 'selectFirst';
  if (isOver(session)) return 'sessionOver';
  return isRunning(session) ? null : 'holdNotRunning';
}

export function endObstacle(session: SessionView | null): Obstacle {
  if (session === null) return 'selectFirst';
  return isOver(session) ? 'sessionOver' : null;
}

/** What stands in the way of anything that needs the customer's computer. */
export function accessObstacle(session: SessionView): Obstacle {
  if (isOver(session)) return 'sessionOver';
  if (!isRunning(session)) return 'notStarted';
  if (session.type === 'chatOnly') return 'chatOnlyReason';
  if (session.status.name === 'onHold') return 'onHoldReason';
  if (session.connection.state !== 'connected') return 'notConnected';
  return session.verification.state === 'verified' ? null : 'notVerifiedYet';
}

export function chatObstacle(session: SessionView): Obstacle {
  if (isOver(session)) return 'sessionOver';
  if (!isRunning(session)) return 'chatNotStarted';
  return session.connection.state === 'connected' ? null : 'notConnected';
}

/** What a permission's button does and shows. */
export type PermissionButtonModel = {
  readonly state: PermissionView['state'];
  /** What pressing it does. */
  readonly press: 'ask' | 'use' | 'nothing';
  readonly obstacle: Obstacle;
  /** It can be given back. */
  readonly canStop: boolean;
  /** Why the customer's side said no, to be explained beside the button. */
  readonly deniedBecause: FailureCode | null;
};

export function permissionButton(session: SessionView, kind: PermissionKind): PermissionButtonModel {
  const permission = session.permissions[kind];
  const obstacle = accessObstacle(session) ?? kindObstacle(session, kind);
  const granted = permission.state === 'granted';
  return {
    state: permission.state,
    press: obstacle !== null || permission.state === 'asked' ? 'nothing' : granted ? 'use' : 'ask',
    obstacle,
    // Giving back must never be blocked: not by a hold, and not by a line that is down for a moment.
    canStop: granted && !isOver(session),
    deniedBecause: permission.state === 'denied' ? permission.reason : null,
  };
}

/** On a single window, control would miss what it aims at. */
function kindObstacle(session: SessionView, kind: PermissionKind): Obstacle {
  const partOnly = session.screen.state === 'live' && !session.screen.controllable;
  return kind === 'control' && partOnly ? 'notControllable' : null;
}

/** Mouse and keyboard really reach the customer's computer now. */
export function isControlling(session: SessionView): boolean {
  return (
    accessObstacle(session) === null &&
    session.permissions.viewScreen.state === 'granted' &&
    session.permissions.control.state === 'granted' &&
    session.screen.state === 'live' &&
    session.screen.controllable
  );
}
