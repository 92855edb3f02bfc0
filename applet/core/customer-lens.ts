import type { Clock } from '#shared/std/core/clock.ts';
import type { BoardEvent } from '#shared/std/lens/board-view.ts';
import type { TechnicianVoice } from '#shared/std/lens/call-state.ts';
import type { LensMessage } from '#shared/std/lens/lens-message.ts';
import type { LogEventName, LogEvents } from '#shared/std/log/log-events.ts';
import type { PermissionKind } from '#shared/std/protocol/permission-kind.ts';
import type { SwitchedChannel } from '#shared/std/session/switched-channel.ts';
import type { AppletSummary } from '#shared/std/view/applet-view.ts';
import type { CallWindow } from './applet-ports.ts';
import { CameraRequests } from './camera-requests.ts';
import { CustomerBoard } from './customer-board.ts';
import { CustomerCall } from './customer-call.ts';

export type CustomerLensOptions = CallWindow & {
  readonly clock: Clock;
  readonly channel: SwitchedChannel;
  readonly killWindow: () => void;
  /** Allowed now, by a customer who knows who asks. Looked at whenever something is about to happen (PRM2). */
  readonly isAllowed: (kind: PermissionKind) => boolean;
  readonly record: <Name extends LogEventName>(
    actor: 'technician' | 'customer' | 'handrail',
    type: Name,
    body: LogEvents[Name],
  ) => void;
  readonly onChange: (change: Partial<AppletSummary>) => void;
  readonly onBoard: (event: BoardEvent) => void;
};

/** The customer's camera, both voices and the whiteboard, as far as the technician may have them (CALL, BRD). */
export class CustomerLens {
  /** What the window says of its devices goes straight there. */
  readonly call: CustomerCall;
  /** What the window says of the marks goes straight there. */
  readonly board: CustomerBoard;
  readonly #options: CustomerLensOptions;
  readonly #requests: CameraRequests;
  #voice: TechnicianVoice = 'none';
  #recorded = false;

  constructor(options: CustomerLensOptions) {
    this.#options = options;
    const { clock, channel, isAllowed } = options;
    this.call = new CustomerCall({
      ...options,
      grants: () => ({ camera: isAllowed('camera'), voice: isAllowed('voice') }),
      record: ({ actor, type, body }) => options.record(actor, type, body),
    });
    this.board = new CustomerBoard({ ...options, mayDraw: () => isAllowed('camera'), onEvent: options.onBoard });
    this.#requests = new CameraRequests({
      clock,
      call: () => this.call.shown,
      onChange: (cameraRequest) => options.onChange({ cameraRequest }),
      onAnswer: (request, accepted, isPerson) => {
        if (!accepted && isPerson) options.record('customer', 'camera/declined', { request });
        channel.sendMessage({ t: 'camera/answer', request, accepted });
      },
    });
  }

  /** A message of the technician's side. */
  receive(message: LensMessage): void {
    const { isAllowed, record } = this.#options;
    switch (message.t) {
      case 'call/signal':
        return this.call.receiveSignal(message.signal);
      case 'call/wanted':
        return this.call.wanted();
      case 'call/voice':
        return isAllowed('voice') ? this.#showVoice(message.voice) : undefined;
      case 'camera/request':
        if (isAllowed('camera') && this.#requests.ask(message.request)) {
          record('technician', 'camera/requested', { request: message.request });
        }
        return undefined;
      case 'recording/state':
        return isAllowed('recording') ? this.#showRecorded(message.on) : undefined;
      case 'call/state':
      case 'camera/answer':
        // Only the customer's side says these; from the technician's they mean nothing.
        return undefined;
      default:
        return this.board.receive(message);
    }
  }

  /** The person does what was asked of the camera, or not; false if nothing is asked. */
  answerRequest(accepted: boolean): boolean {
    return this.#requests.answer(accepted);
  }

  /** Brings what is running into line with what is allowed. */
  applyGrants(): void {
    const { isAllowed } = this.#options;
    this.call.applyGrants();
    if (!isAllowed('camera')) {
      this.#requests.clear();
      this.board.clear();
    }
    if (!isAllowed('voice')) this.#showVoice('none');
    if (!isAllowed('recording')) this.#showRecorded(false);
  }

  connected(): void {
    this.call.connected();
    this.board.connected();
  }

  connectionLost(): void {
    this.call.connectionLost();
    this.#requests.clear();
  }

  #showVoice(voice: TechnicianVoice): void {
    if (voice === this.#voice) return;
    this.#voice = voice;
    this.#options.onChange({ technicianVoice: voice });
  }

  #showRecorded(recorded: boolean): void {
    if (recorded === this.#recorded) return;
    this.#recorded = recorded;
    this.#options.record('technician', recorded ? 'recording/started' : 'recording/stopped', {});
    this.#options.onChange({ recorded });
  }
}
