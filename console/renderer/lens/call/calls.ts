import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CallLinkStats } from '#shared/dom/media/call-link.ts';
import type { CallReceiver, CallReceiverOptions } from '#shared/dom/media/call-receiver.ts';
import { DeviceTrack, voiceConstraints, type Devices } from '#shared/dom/media/device-track.ts';
import type { Clock } from '#shared/std/core/clock.ts';
import { DisposeBag, type Dispose } from '#shared/std/core/dispose.ts';
import type { FailureCode } from '#shared/std/core/failure.ts';
import { fail, succeed, type Result } from '#shared/std/core/result.ts';
import type { TechnicianVoice } from '#shared/std/lens/call-state.ts';
import type { SessionView } from '#shared/std/view/console-view.ts';
import type { MediaSignal } from '#shared/std/view/media-signal.ts';
import type { ConsoleRemote } from '../../window/console-remote.ts';
import { isOver } from '../../window/window-state.ts';
import { noMedia, type CallControls, type CallMedia } from './call-media.ts';

/** After a permission was given the phone offers by itself; so long nobody asks it to. */
const graceMs = 3_000;
/** A call that was lost, or that a reloaded window never had. */
const missingMs = 500;
/** What nobody answered is asked again. */
const againMs = 5_000;

type Receiver = Pick<CallReceiver, 'receive' | 'setVoice' | 'stats' | 'close'>;

export type CallsOptions = {
  readonly remote: Pick<ConsoleRemote, 'on' | 'notify' | 'store'>;
  readonly clock: Clock;
  readonly openReceiver: (events: Pick<CallReceiverOptions, 'send' | 'onPicture' | 'onVoice' | 'onLost'>) => Receiver;
  /** Null where a page has none. */
  readonly devices: Devices | null;
};

/** What the window keeps of one session's call. */
type Call = {
  receiver: Receiver | null;
  /** The newest generation that was heard of, and the newest whose connection was lost. */
  heard: number;
  lost: number;
  picture: MediaStreamTrack | null;
  voice: MediaStream | null;
  /** What the technician wants; the device may not be there yet. */
  wantsMicrophone: boolean;
  microphone: TechnicianVoice;
  /** Ends the wait after which a missing call is asked for; null while none is missing. */
  stopWanting: Dispose | null;
};

/**
 * The calls of all sessions, and the technician's microphone. They live outside the components, so that going to another tab
 * and back does not tear a connection down.
 */
export class Calls implements CallControls {
  /** Of each session that has, or had, a call. */
  readonly media: StoreApi<Readonly<Record<string, CallMedia>>> = createStore(() => ({}));
  readonly #options: CallsOptions;
  readonly #microphone: DeviceTrack;
  readonly #calls = new Map<string, Call>();
  readonly #bag = new DisposeBag();

  constructor(options: CallsOptions) {
    this.#options = options;
    const { remote } = options;
    this.#microphone = new DeviceTrack(options.devices, () => this.#microphoneChanged());
    this.#bag.add(
      remote.on('callSignal', ({ session, signal }) => this.#receive(session, signal)),
      remote.on('callEnd', ({ session }) => this.#end(session)),
      remote.store.subscribe(() => this.#followView()),
    );
    this.#followView();
  }

  want(session: string): void {
    this.#options.remote.notify('call/wanted', { session });
  }

  async setMicrophone(session: string, on: boolean): Promise<Result<null, FailureCode>> {
    if (!this.#allows(session, 'voice')) return fail('permissionNotGranted');
    const call = this.#callOf(session);
    call.wantsMicrophone = on;
    if (on && this.#microphone.track === null) await this.#microphone.open([voiceConstraints]);
    // Whoever muted, or was forbidden to talk, while the browser asked is not overruled.
    const isAllowed = this.#calls.get(session) === call && this.#allows(session, 'voice');
    if (!isAllowed || call.wantsMicrophone !== on) {
      this.#closeUnusedMicrophone();
      return isAllowed ? succeed(null) : fail('permissionNotGranted');
    }
    if (on && this.#microphone.track === null) return fail('microphoneUnavailable');
    if (on || call.microphone === 'live') this.#setMicrophone(session, on ? 'live' : 'muted');
    return succeed(null);
  }

  ownVoice(session: string): MediaStreamTrack | null {
    return this.#calls.get(session)?.microphone === 'live' ? this.#microphone.track : null;
  }

  async stats(session: string): Promise<CallLinkStats | null> {
    return (await this.#calls.get(session)?.receiver?.stats()) ?? null;
  }

  dispose(): void {
    this.#bag.dispose();
    for (const id of this.#calls.keys()) this.#end(id);
    this.#microphone.close();
  }

  #callOf(session: string): Call {
    let call = this.#calls.get(session);
    if (call === undefined) {
      call = {
        receiver: null,
        heard: -1,
        lost: -1,
        picture: null,
        voice: null,
        wantsMicrophone: false,
        microphone: 'none',
        stopWanting: null,
      };
      this.#calls.set(session, call);
    }
    return call;
  }

  #receive(session: string, signal: MediaSignal): void {
    const call = this.#callOf(session);
    // What was lost does not begin again: a connection has a generation of its own (CALL2).
    if (call.receiver === null && signal.generation <= call.lost) return;
    call.heard = Math.max(call.heard, signal.generation);
    call.receiver ??= this.#openReceiver(session, call);
    call.receiver.receive(signal);
  }

  #openReceiver(session: string, call: Call): Receiver {
    this.#stopWanting(call);
    const receiver: Receiver = this.#options.openReceiver({
      send: (signal) => this.#options.remote.notify('call/signal', { session, signal }),
      onPicture: (picture) => this.#show(session, { picture }),
      onVoice: (voice) => this.#show(session, { voice }),
      onLost: () => {
        if (call.receiver !== receiver) return;
        call.receiver = null;
        call.lost = call.heard;
        this.#show(session, { picture: null, voice: null });
        this.#wantLater(session, missingMs);
      },
    });
    if (call.microphone === 'live') receiver.setVoice(this.#microphone.track);
    return receiver;
  }

  /** Of what has come, that which is allowed: the last frame of a camera that was taken back is not shown. */
  #show(session: string, change: Partial<Pick<Call, 'picture' | 'voice'>>): void {
    const call = Object.assign(this.#callOf(session), change);
    const shown: CallMedia = {
      picture: this.#allows(session, 'camera') ? call.picture : null,
      voice: this.#allows(session, 'voice') ? call.voice : null,
      microphone: call.microphone,
    };
    const old = this.media.getState()[session] ?? noMedia;
    const isSame = old.picture === shown.picture && old.voice === shown.voice && old.microphone === shown.microphone;
    if (!isSame) this.media.setState({ [session]: shown });
  }

  #setMicrophone(session: string, voice: TechnicianVoice): void {
    const call = this.#callOf(session);
    call.receiver?.setVoice(voice === 'live' ? this.#microphone.track : null);
    if (call.microphone === voice) return;
    call.microphone = voice;
    if (voice === 'none') call.wantsMicrophone = false;
    this.#show(session, {});
    this.#options.remote.notify('call/voice', { session, voice });
    this.#closeUnusedMicrophone();
  }

  /** Where nobody can be heard, the device's own light goes out. */
  #closeUnusedMicrophone(): void {
    if (Array.from(this.#calls.values()).every(({ microphone }) => microphone === 'none')) this.#microphone.close();
  }

  /** Unplugged, or taken away by the person: nobody is heard, and both sides are told. */
  #microphoneChanged(): void {
    if (!this.#microphone.isLost) return;
    for (const [session, { microphone }] of this.#calls) {
      if (microphone !== 'none') this.#setMicrophone(session, 'none');
    }
  }

  #followView(): void {
    const sessions = this.#options.remote.store.getState().view?.sessions;
    if (sessions === undefined) return;
    for (const id of this.#calls.keys()) {
      const session = sessions.find((candidate) => candidate.id === id);
      if (session === undefined || isOver(session)) this.#end(id);
    }
    for (const session of sessions) if (!isOver(session)) this.#followSession(session);
  }

  #followSession(session: SessionView): void {
    const isExpected = this.#allows(session.id, 'camera') || this.#allows(session.id, 'voice');
    const call = this.#calls.get(session.id);
    if (call === undefined && !isExpected) return;
    this.#show(session.id, {});
    if (call !== undefined && call.microphone !== 'none' && !this.#allows(session.id, 'voice')) {
      this.#setMicrophone(session.id, 'none');
    }
    // A call that runs without this window having it: the window was reloaded.
    if (isExpected) this.#wantLater(session.id, session.camera.call.camera.state === 'live' ? missingMs : graceMs);
    else this.#stopWanting(call);
  }

  #wantLater(session: string, delayMs: number): void {
    const call = this.#callOf(session);
    if (call.receiver !== null || call.stopWanting !== null) return;
    call.stopWanting = this.#options.clock.after(delayMs, () => {
      call.stopWanting = null;
      if (this.#calls.get(session) !== call || call.receiver !== null) return;
      this.want(session);
      this.#wantLater(session, againMs);
    });
  }

  #stopWanting(call: Call | undefined): void {
    call?.stopWanting?.();
    if (call !== undefined) call.stopWanting = null;
  }

  #allows(session: string, kind: 'camera' | 'voice'): boolean {
    const view = this.#options.remote.store.getState().view;
    return view?.sessions.find(({ id }) => id === session)?.permissions[kind].state === 'granted';
  }

  #end(session: string): void {
    const call = this.#calls.get(session);
    if (call === undefined) return;
    this.#stopWanting(call);
    call.receiver?.close();
    call.receiver = null;
    call.picture = null;
    call.voice = null;
    if (call.microphone !== 'none') this.#setMicrophone(session, 'none');
    this.#calls.delete(session);
    const { [session]: gone, ...rest } = this.media.getState();
    if (gone !== undefined) this.media.setState(rest, true);
  }
}
