import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';
import { callRows, type CallRow } from '#shared/std/lens/call-rows.ts';
import { noCall, type CallState } from '#shared/std/lens/call-state.ts';
import { grantedCall, isSameCall, keepsToGrants, type CallGrants } from '#shared/std/lens/granted-call.ts';
import { callGenerationRate, callStateRate, captureStopTimeoutMs } from '#shared/std/protocol/limits.ts';
import { RateLimit } from '#shared/std/session/rate-limit.ts';
import type { SwitchedChannel } from '#shared/std/session/switched-channel.ts';
import type { AppletEvents } from '#shared/std/view/applet-contract.ts';
import type { AppletSummary } from '#shared/std/view/applet-view.ts';
import type { MediaSignal } from '#shared/std/view/media-signal.ts';
import type { CallWindow } from './applet-ports.ts';

export type CustomerCallOptions = CallWindow & {
  readonly clock: Clock;
  readonly channel: Pick<SwitchedChannel, 'sendMessage' | 'isOpen'>;
  readonly killWindow: () => void;
  /** Looked at whenever something of the call is about to begin, or to leave (PRM2). */
  readonly grants: () => CallGrants;
  readonly record: (row: CallRow) => void;
  readonly onChange: (change: Pick<AppletSummary, 'call'>) => void;
};

type State =
  | { readonly name: 'off' }
  | { readonly name: 'running'; readonly generation: number }
  /** Told to stop; the window has `captureStopTimeoutMs` to say that it has. */
  | { readonly name: 'stopping'; readonly generation: number; readonly stopTimer: Dispose };

/**
 * Steers the call that the applet's window makes: which of camera and microphone it may use, and when. The window owns the
 * devices; this counts connections, says and logs what becomes of them, and has the window killed when it does not let go of
 * what it may not use any more (CALL1, CALL5, PRM4).
 */
export class CustomerCall {
  readonly #options: CustomerCallOptions;
  readonly #stateRate: RateLimit;
  readonly #wantedRate: RateLimit;
  #state: State = { name: 'off' };
  #generation = 0;
  /** As the window was told last. */
  #told: AppletEvents['callStart'] | null = null;
  #onHold = false;
  /** A lost connection paused the camera, and the window has not said since that it goes on. */
  #isCutOff = false;
  /** As the window said last, of this generation. */
  #heard: CallState = noCall;
  /** As it is told, shown and logged. */
  #shown: CallState = noCall;
  #stopStateTimer: Dispose | null = null;
  #stopObeyTimer: Dispose | null = null;

  constructor(options: CustomerCallOptions) {
    this.#options = options;
    this.#stateRate = new RateLimit(options.clock, callStateRate.perSecond, callStateRate.burst);
    this.#wantedRate = new RateLimit(options.clock, callGenerationRate.perSecond, callGenerationRate.burst);
  }

  /** As the technician knows it. */
  get shown(): CallState {
    return this.#shown;
  }

  /** Brings the call into line with what is allowed: begins it, ends it, or tells the window what of it is left. */
  applyGrants(): void {
    const { camera, voice } = this.#options.grants();
    if (!camera && !voice) return this.#stop();
    if (this.#state.name !== 'running') return this.#mayStart() ? this.#start() : undefined;
    return this.#tell();
  }

  /** Offers a new connection, if a call is allowed: one that runs goes over to it. */
  startAnew(): void {
    const { camera, voice } = this.#options.grants();
    if ((camera || voice) && this.#mayStart()) this.#start();
  }

  /** The technician's side says that it has no call. */
  wanted(): void {
    if (this.#wantedRate.admit()) this.startAnew();
  }

  /** The camera is paused from here on, or no longer. */
  hold(onHold: boolean): void {
    this.#onHold = onHold;
    if (onHold) this.#isCutOff = false;
    if (this.#state.name === 'running') this.#tell();
  }

  /** A data connection is bound (again). The technician's side may have missed what was said. */
  connected(): void {
    if (!isSameCall(this.#shown, noCall)) this.#say();
    this.startAnew();
  }

  /** Without the technician nothing of the camera leaves. */
  connectionLost(): void {
    this.#isCutOff = !this.#onHold;
    if (this.#state.name === 'running') this.#tell();
  }

  /** The window's signal, passed on while there is something to call about. */
  sendSignal(signal: MediaSignal): void {
    if (this.#isRunning() && signal.generation === this.#generation) {
      this.#options.channel.sendMessage({ t: 'call/signal', signal });
    }
  }

  receiveSignal(signal: MediaSignal): void {
    if (this.#isRunning() && signal.generation === this.#generation) this.#options.onCallSignal(signal);
  }

  /** The window says what camera and microphone do. */
  heardState(generation: number, state: CallState): void {
    // Whatever brought it up so late, nobody wants it any more.
    if (this.#state.name === 'off' && !keepsToGrants(state, { camera: false, voice: false }, false)) {
      return this.#options.stopCall(generation);
    }
    if (this.#state.name !== 'running' || generation !== this.#generation) return undefined;
    this.#heard = state;
    if (!isOnHold(state)) this.#isCutOff = false;
    this.#checkWindow();
    return this.#show();
  }

  /** The window says: nothing of the call is left. */
  stopped(generation: number): void {
    const state = this.#state;
    if (state.name === 'off' || state.generation !== generation) return;
    if (state.name === 'stopping') state.stopTimer();
    this.#end();
  }

  /** The window is gone, and its camera with it; a new one is told anew. */
  windowGone(): void {
    if (this.#state.name === 'stopping') this.#state.stopTimer();
    this.#end();
  }

  #isRunning(): boolean {
    const { camera, voice } = this.#options.grants();
    return this.#state.name === 'running' && (camera || voice);
  }

  #mayStart(): boolean {
    return this.#options.channel.isOpen;
  }

  #start(): void {
    if (this.#state.name === 'stopping') this.#state.stopTimer();
    this.#generation += 1;
    this.#state = { name: 'running', generation: this.#generation };
    this.#tell();
  }

  /** Once: the window is told again only what has changed. */
  #tell(): void {
    const { camera, voice } = this.#options.grants();
    const onHold = this.#onHold || !this.#options.channel.isOpen;
    const start = { generation: this.#generation, camera, voice, onHold };
    if (JSON.stringify(start) === JSON.stringify(this.#told)) return;
    this.#told = start;
    this.#options.startCall(start);
    this.#checkWindow();
    this.#show();
  }

  #stop(): void {
    if (this.#state.name !== 'running') return;
    const { generation } = this.#state;
    const stopTimer = this.#options.clock.after(captureStopTimeoutMs, () => {
      this.#state = { name: 'off' };
      this.#options.killWindow();
    });
    this.#state = { name: 'stopping', generation, stopTimer };
    this.#options.stopCall(generation);
    this.#forget();
  }

  /** It ended by itself: there is nothing to wait for. */
  #end(): void {
    this.#state = { name: 'off' };
    this.#forget();
  }

  #forget(): void {
    this.#told = null;
    this.#heard = noCall;
    this.#stopObeyTimer?.();
    this.#stopObeyTimer = null;
    this.#stopStateTimer?.();
    this.#stopStateTimer = null;
    this.#showNow();
  }

  /** A part of the call was taken back, or paused: the window has as long to let go of it as of the whole. */
  #checkWindow(): void {
    const keeps = this.#told === null || keepsToGrants(this.#heard, this.#told, this.#told.onHold);
    if (keeps) {
      this.#stopObeyTimer?.();
      this.#stopObeyTimer = null;
    } else {
      this.#stopObeyTimer ??= this.#options.clock.after(captureStopTimeoutMs, () => {
        this.#end();
        this.#options.killWindow();
      });
    }
  }

  /** At once, as long as it does not change all the time; else the newest after a while. */
  #show(): void {
    if (this.#stopStateTimer !== null || isSameCall(this.#shown, this.#showable())) return;
    if (this.#stateRate.admit()) return this.#showNow();
    this.#stopStateTimer = this.#options.clock.after(1_000 / callStateRate.perSecond, () => {
      this.#stopStateTimer = null;
      this.#show();
    });
  }

  #showNow(): void {
    const now = this.#showable();
    const before = this.#shown;
    if (isSameCall(before, now)) return;
    this.#shown = now;
    for (const row of callRows(before, now)) this.#options.record(row);
    this.#options.onChange({ call: now });
    this.#say();
  }

  /**
   * What the window says, as far as it may be so. A lost connection pauses the camera as a hold does (CALL3), but it is nobody's
   * doing: no log may say that the technician put the session on hold.
   */
  #showable(): CallState {
    const call = grantedCall(this.#heard, this.#options.grants());
    return this.#isCutOff && isOnHold(call) ? { ...call, camera: { state: 'starting' } } : call;
  }

  #say(): void {
    this.#options.channel.sendMessage({ t: 'call/state', state: this.#shown });
  }
}

function isOnHold({ camera }: CallState): boolean {
  return camera.state === 'paused' && camera.by === 'hold';
}
