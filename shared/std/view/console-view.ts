import type { FailureCode } from '../core/failure.ts';
import { reduceBoard, type BoardEvent, type BoardView } from '../lens/board-view.ts';
import { noCall, type CallState, type CameraRequest, type TechnicianVoice } from '../lens/call-state.ts';
import type { PermissionKind } from '../protocol/permission-kind.ts';
import type { SessionType } from '../protocol/session-type.ts';
import type { Monitor } from '../screen/screen-message.ts';
import type { SessionStatus } from '../session/session-status.ts';
import type { ChatLine, ConnectionView, LogLine, TransferView } from './session-parts.ts';

/** Everything the console's window shows. Main owns it; the window holds a copy that events keep up to date. */
export type ConsoleView = {
  readonly technician: { readonly name: string; readonly organisation: string; readonly deviceFingerprint: string };
  readonly relay: RelayView;
  readonly sessions: readonly SessionView[];
};

export type RelayView = {
  readonly state: 'connecting' | 'connected' | 'lost' | 'refused';
  readonly url: string;
  /** Where customers go, for the technician to read out. */
  readonly joinUrl: string;
  readonly failure: FailureCode | null;
};

export type SessionView = {
  readonly id: string;
  readonly name: string;
  readonly type: SessionType;
  readonly entry: EntryView;
  readonly status: SessionStatus;
  readonly createdAtMs: number;
  /** Since when `status` holds: the waiting time counts from here. */
  readonly statusSinceMs: number;
  readonly verification: VerificationView;
  readonly customerPlatform: string | null;
  readonly permissions: Readonly<Record<PermissionKind, PermissionView>>;
  readonly connection: ConnectionView;
  readonly screen: ScreenView;
  readonly camera: CameraView;
  readonly board: BoardView;
  readonly chat: readonly ChatLine[];
  readonly log: readonly LogLine[];
  readonly transfers: readonly TransferView[];
};

export type EntryView =
  | { readonly method: 'pin'; readonly pin: string; readonly expiresAtMs: number }
  | { readonly method: 'link'; readonly url: string; readonly expiresAtMs: number }
  /** An invitation by e-mail or text message carries both; whichever is used first uses up the other (PIN7). */
  | { readonly method: 'message'; readonly pin: string; readonly url: string; readonly expiresAtMs: number };

export type VerificationView =
  | { readonly state: 'none' }
  /** The technician reads `code` out over the phone; the customer types it. */
  | { readonly state: 'awaitingCode'; readonly code: string }
  | { readonly state: 'verified'; readonly by: 'code' | 'link' }
  | { readonly state: 'failed' };

export type PermissionView =
  | { readonly state: 'off' }
  | { readonly state: 'asked' }
  | { readonly state: 'granted'; readonly sinceMs: number }
  | { readonly state: 'denied'; readonly reason: FailureCode }
  | { readonly state: 'revoked' };

export type ScreenView =
  | { readonly state: 'none' }
  | { readonly state: 'starting' }
  | {
      readonly state: 'live';
      /** False when the customer shares one window or tab: coordinates would not fit the screen. */
      readonly controllable: boolean;
      /** How the pictures come: as a media track, or in lanes over the data connection, one for each monitor. */
      readonly by: 'track' | 'lane';
      /** At least one, by lane; empty for a track. */
      readonly monitors: readonly Monitor[];
    }
  | { readonly state: 'failed'; readonly reason: FailureCode };

/** The customer's camera and both voices, as the technician sees them. */
export type CameraView = {
  readonly call: CallState;
  /** What was asked of the customer last, and what became of it. */
  readonly request: { readonly request: CameraRequest; readonly state: 'asked' | 'declined' } | null;
  /** The technician's own microphone. */
  readonly voice: TechnicianVoice;
  /** Since when the call is being kept; null while it is not. */
  readonly recordingSinceMs: number | null;
};

export const noCamera: CameraView = { call: noCall, request: null, voice: 'none', recordingSinceMs: null };

export type ConsoleViewEvent =
  | { readonly name: 'view/reset'; readonly view: ConsoleView }
  | { readonly name: 'relay/changed'; readonly relay: RelayView }
  | { readonly name: 'session/added'; readonly session: SessionView }
  | { readonly name: 'session/changed'; readonly id: string; readonly change: Partial<SessionSummary> }
  | { readonly name: 'session/removed'; readonly id: string }
  | { readonly name: 'chat/changed'; readonly id: string; readonly line: ChatLine }
  | { readonly name: 'log/added'; readonly id: string; readonly line: LogLine }
  | { readonly name: 'board/event'; readonly id: string; readonly event: BoardEvent }
  | { readonly name: 'transfer/changed'; readonly id: string; readonly transfer: TransferView };

/** The parts of a session that are replaced whole when they change. */
export type SessionSummary = Pick<
  SessionView,
  'status' | 'statusSinceMs' | 'verification' | 'customerPlatform' | 'permissions' | 'connection' | 'screen' | 'camera'
>;

/** The one way a console view changes; main and window run the same function, so they cannot disagree. */
export function reduceConsoleView(view: ConsoleView, event: ConsoleViewEvent): ConsoleView {
  switch (event.name) {
    case 'view/reset':
      return event.view;
    case 'relay/changed':
      return { ...view, relay: event.relay };
    case 'session/added':
      return { ...view, sessions: [...view.sessions, event.session] };
    case 'session/changed':
      return changeSession(view, event.id, (session) => ({ ...session, ...event.change }));
    case 'session/removed':
      return { ...view, sessions: view.sessions.filter((session) => session.id !== event.id) };
    case 'chat/changed':
      return changeSession(view, event.id, (session) => ({ ...session, chat: putById(session.chat, event.line) }));
    case 'log/added':
      return changeSession(view, event.id, (session) => ({ ...session, log: [...session.log, event.line] }));
    case 'board/event':
      return changeSession(view, event.id, (session) => ({
        ...session,
        board: reduceBoard(session.board, event.event),
      }));
    case 'transfer/changed':
      return changeSession(view, event.id, (session) => ({
        ...session,
        transfers: putById(session.transfers, event.transfer),
      }));
  }
}

function changeSession(view: ConsoleView, id: string, change: (session: SessionView) => SessionView): ConsoleView {
  return { ...view, sessions: view.sessions.map((session) => (session.id === id ? change(session) : session)) };
}

/** Replaces the item with the same id where it stands, or appends it. */
export function putById<Item extends { readonly id: string }>(items: readonly Item[], item: Item): readonly Item[] {
  return items.some(({ id }) => id === item.id)
    ? items.map((old) => (old.id === item.id ? item : old))
    : [...items, item];
}
