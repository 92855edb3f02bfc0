import type { Clock } from '#shared/std/core/clock.ts';
import type { FailureCode } from '#shared/std/core/failure.ts';
import { fail, succeed, type Result } from '#shared/std/core/result.ts';
import { callRows } from '#shared/std/lens/call-rows.ts';
import { noCall, type CallState, type CameraRequest, type TechnicianVoice } from '#shared/std/lens/call-state.ts';
import { grantedCall, isSameCall } from '#shared/std/lens/granted-call.ts';
import type { LogEventName, LogEvents } from '#shared/std/log/log-events.ts';
import { callGenerationRate, callWantedRate } from '#shared/std/protocol/limits.ts';
import type { PermissionKind } from '#shared/std/protocol/permission-kind.ts';
import { RateLimit } from '#shared/std/session/rate-limit.ts';
import type { SwitchedChannel } from '#shared/std/session/switched-channel.ts';
import { noCamera, type CameraView } from '#shared/std/view/console-view.ts';
import type { MediaSignal } from '#shared/std/view/media-signal.ts';

export type ViewedCameraOptions = {
  readonly clock: Clock;
  readonly channel: Pick<SwitchedChannel, 'sendMessage' | 'isOpen'>;
  /** The customer allowed it, as far as is known here. */
  readonly isGranted: (kind: PermissionKind) => boolean;
  /** False if it could not be logged: then it must not be shown. */
  readonly record: <Name extends LogEventName>(
    actor: 'technician' | 'customer' | 'handrail',
    type: Name,
    body: LogEvents[Name],
  ) => boolean;
  readonly onCamera: (camera: CameraView) => void;
  readonly onCallSignal: (signal: MediaSignal) => void;
  readonly onCallEnd: () => void;
};

/** The customer's camera and both voices as this console sees them: what the customer's side says, as far as it was allowed. */
export class ViewedCamera {
  readonly #options: ViewedCameraOptions;
  /** A window without a call may go wrong and ask all the time. */
  readonly #wanted: RateLimit;
  readonly #generations: RateLimit;
  /** Of the calls that the customer's side has begun. */
  #newest = -1;
  #view = noCamera;
  /** As the customer's side says; what is not allowed (any more) is not shown. */
  #heard: CallState = noCall;
  /** As the window says of the technician's microphone. */
  #voice: TechnicianVoice = 'none';
  #isCall = false;

  constructor(options: ViewedCameraOptions) {
    this.#options = options;
    this.#wanted = new RateLimit(options.clock, callWantedRate.perSecond, callWantedRate.burst);
    this.#generations = new RateLimit(options.clock, callGenerationRate.perSecond, callGenerationRate.burst);
  }

  sendSignal(signal: MediaSignal): void {
    if (this.#mayCall()) this.#options.channel.sendMessage({ t: 'call/signal', signal });
  }

  receiveSignal(signal: MediaSignal): void {
    if (this.#mayCall() && this.#isOfCall(signal.generation)) this.#options.onCallSignal(signal);
  }

  /** The window has no call though it may: the customer's side offers a new connection. */
  wantCall(): void {
    if (this.#mayCall() && this.#wanted.admit()) this.#options.channel.sendMessage({ t: 'call/wanted' });
  }

  receiveState(state: CallState): void {
    this.#heard = state;
    this.#show();
  }

  /** The window says what the technician's microphone does. */
  speak(voice: TechnicianVoice): void {
    this.#voice = voice;
    this.#showVoice();
  }

  /** Asks the customer for the other camera, or for the light. */
  request(request: CameraRequest): Result<null, FailureCode> {
    const { channel, isGranted, record } = this.#options;
    if (!isGranted('camera')) return fail('permissionNotGranted');
    if (!channel.isOpen) return fail('connectionFailed');
    if (this.#view.request?.state === 'asked' && this.#view.request.request === request) return succeed(null);
    if (!record('technician', 'camera/requested', { request })) return fail('logUnwritable');
    channel.sendMessage({ t: 'camera/request', request });
    this.#change({ request: { request, state: 'asked' } });
    return succeed(null);
  }

  /** What the customer did about it. */
  receiveAnswer(request: CameraRequest, accepted: boolean): void {
    const asked = this.#view.request;
    if (asked?.state !== 'asked' || asked.request !== request) return undefined;
    if (accepted) return this.#change({ request: null });
    if (!this.#options.record('customer', 'camera/declined', { request })) return undefined;
    return this.#change({ request: { request, state: 'declined' } });
  }

  /** The window is about to keep the call. The customer sees it. */
  startRecording(): Result<null, FailureCode> {
    const { channel, clock, isGranted, record } = this.#options;
    if (!this.#mayCall() || !isGranted('recording')) return fail('permissionNotGranted');
    if (!channel.isOpen) return fail('connectionFailed');
    if (this.#view.recordingSinceMs !== null) return succeed(null);
    if (!record('technician', 'recording/started', {})) return fail('logUnwritable');
    channel.sendMessage({ t: 'recording/state', on: true });
    this.#change({ recordingSinceMs: clock.wallMs() });
    return succeed(null);
  }

  stopRecording(): Result<null, FailureCode> {
    if (this.#view.recordingSinceMs === null) return succeed(null);
    this.#options.channel.sendMessage({ t: 'recording/state', on: false });
    this.#change({ recordingSinceMs: null });
    return this.#options.record('technician', 'recording/stopped', {}) ? succeed(null) : fail('logUnwritable');
  }

  /** Brings what is shown into line with what is granted. */
  applyGrants(): void {
    const { isGranted } = this.#options;
    const mayCall = this.#mayCall();
    if (!mayCall || !isGranted('recording')) this.stopRecording();
    if (!isGranted('camera') && this.#view.request !== null) this.#change({ request: null });
    this.#show();
    this.#showVoice();
    if (this.#isCall && !mayCall) this.#options.onCallEnd();
    this.#isCall = mayCall;
  }

  /** A data connection is bound (again): what the customer's side may have missed is said again. */
  connected(): void {
    const { channel } = this.#options;
    if (this.#view.voice !== 'none') channel.sendMessage({ t: 'call/voice', voice: this.#view.voice });
    if (this.#view.recordingSinceMs !== null) channel.sendMessage({ t: 'recording/state', on: true });
  }

  connectionLost(): void {
    if (this.#view.request?.state === 'asked') this.#change({ request: null });
    this.#heard = noCall;
    this.#show();
    if (this.#isCall) this.#options.onCallEnd();
  }

  /** Of the newest call, or of a new one that begins; each is a connection that the window makes (CALL2). */
  #isOfCall(generation: number): boolean {
    if (generation > this.#newest && this.#generations.admit()) this.#newest = generation;
    return generation === this.#newest;
  }

  #mayCall(): boolean {
    return this.#options.isGranted('camera') || this.#options.isGranted('voice');
  }

  #show(): void {
    const { isGranted, record } = this.#options;
    const before = this.#view.call;
    const now = grantedCall(this.#heard, { camera: isGranted('camera'), voice: isGranted('voice') });
    if (isSameCall(before, now)) return;
    if (!callRows(before, now).every(({ actor, type, body }) => record(actor, type, body))) return;
    this.#change({ call: now });
  }

  #showVoice(): void {
    const voice = this.#options.isGranted('voice') ? this.#voice : 'none';
    if (voice === this.#view.voice) return;
    this.#options.channel.sendMessage({ t: 'call/voice', voice });
    this.#change({ voice });
  }

  #change(change: Partial<CameraView>): void {
    this.#view = { ...this.#view, ...change };
    this.#options.onCamera(this.#view);
  }
}
