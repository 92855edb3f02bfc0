import type { FailureCode } from '../core/failure.ts';
import { emptyBoard, reduceBoard, type BoardEvent, type BoardView } from '../lens/board-view.ts';
import { noCall, type CallState, type CameraRequest, type TechnicianVoice } from '../lens/call-state.ts';
import type { PermissionKind } from '../protocol/permission-kind.ts';
import type { SessionType } from '../protocol/session-type.ts';
import type { EndedBy, EndReason } from '../session/session-status.ts';
import { putById } from './console-view.ts';
import type { ChatLine, ConnectionView, LogLine, TransferView } from './session-parts.ts';

/** Everything the applet's window shows. The applet's core owns it; the window holds a copy. */
export type AppletView = {
  readonly step: AppletStep;
  readonly relay: { readonly state: 'idle' | 'connecting' | 'connected' | 'lost'; readonly url: string };
  /** Who helps, as their certificate says; null before the handshake. */
  readonly technician: { readonly name: string; readonly organisation: string } | null;
  readonly verification: AppletVerificationView;
  readonly prompt: PromptView | null;
  /** What is allowed now, and since when. */
  readonly granted: readonly { readonly kind: PermissionKind; readonly sinceMs: number }[];
  readonly activity: { readonly screenSeen: boolean; readonly controlled: boolean };
  /** The technician keeps picture and voices of the call. */
  readonly recorded: boolean;
  /** What the session is for, as the technician's side says; null before the handshake. */
  readonly sessionType: SessionType | null;
  /** What the camera and the microphone do as far as the technician is told. */
  readonly call: CallState;
  /** The technician's microphone. */
  readonly technicianVoice: TechnicianVoice;
  /** The technician asks for the other camera or the light; one press answers. */
  readonly cameraRequest: CameraRequest | null;
  readonly board: BoardView;
  /** Of all connections of this session to the technician, once it is over; null before, and where nothing is known. */
  readonly dataUsed: { readonly sentBytes: number; readonly receivedBytes: number } | null;
  readonly connection: ConnectionView;
  readonly chat: readonly ChatLine[];
  readonly log: readonly LogLine[];
  readonly transfers: readonly TransferView[];
  /** Where received files go, for people to read; null where the browser decides. */
  readonly downloadFolder: string | null;
  /** False in a page: the technician can see but never control. */
  readonly canBeControlled: boolean;
  /** After Allow the window captures, and its host asks which screen; else the core captures all of them by itself. */
  readonly windowCaptures: boolean;
};

/** What every view has of the camera before there is any. */
export const noLens = {
  sessionType: null,
  recorded: false,
  call: noCall,
  technicianVoice: 'none',
  cameraRequest: null,
  board: emptyBoard,
  dataUsed: null,
} as const satisfies Partial<AppletView>;

export type AppletStep =
  /** `pin` is what was given at start, to be shown in the field. */
  | { readonly name: 'enterPin'; readonly pin: string; readonly failure: FailureCode | null }
  | { readonly name: 'joining' }
  | { readonly name: 'terms'; readonly version: string }
  /** Terms accepted, the technician has not pressed Start yet. The verification code can be typed already. */
  | { readonly name: 'waiting' }
  | { readonly name: 'session'; readonly startedAtMs: number }
  | {
      readonly name: 'ended';
      readonly by: EndedBy;
      readonly reason: EndReason;
      readonly durationMs: number;
      readonly failure: FailureCode | null;
    };

export type AppletVerificationView =
  | { readonly state: 'none' }
  | { readonly state: 'codeNeeded'; readonly triesLeft: number; readonly wrong: boolean }
  | { readonly state: 'verified'; readonly by: 'code' | 'link' }
  | { readonly state: 'failed' };

/** The question that stands open. Only one at a time; others wait their turn. */
export type PromptView = {
  readonly id: string;
  readonly kind: PermissionKind;
  readonly answerByMs: number;
};

export type AppletViewEvent =
  | { readonly name: 'view/reset'; readonly view: AppletView }
  | { readonly name: 'view/changed'; readonly change: Partial<AppletSummary> }
  | { readonly name: 'chat/changed'; readonly line: ChatLine }
  | { readonly name: 'board/event'; readonly event: BoardEvent }
  | { readonly name: 'log/added'; readonly line: LogLine }
  | { readonly name: 'transfer/changed'; readonly transfer: TransferView };

/** The parts that are replaced whole when they change. */
export type AppletSummary = Omit<AppletView, 'board' | 'chat' | 'log' | 'transfers'>;

/** The one way an applet view changes; core and window run the same function. */
export function reduceAppletView(view: AppletView, event: AppletViewEvent): AppletView {
  switch (event.name) {
    case 'view/reset':
      return event.view;
    case 'view/changed':
      return { ...view, ...event.change };
    case 'chat/changed':
      return { ...view, chat: putById(view.chat, event.line) };
    case 'log/added':
      return { ...view, log: [...view.log, event.line] };
    case 'board/event':
      return { ...view, board: reduceBoard(view.board, event.event) };
    case 'transfer/changed':
      return { ...view, transfers: putById(view.transfers, event.transfer) };
  }
}
