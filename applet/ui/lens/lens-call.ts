import { createStore, type StoreApi } from 'zustand/vanilla';
import type { OpenCallLink } from '#shared/dom/media/call-link.ts';
import type { Clock } from '#shared/std/core/clock.ts';
import { DisposeBag } from '#shared/std/core/dispose.ts';
import { noCall, type CallState, type Facing } from '#shared/std/lens/call-state.ts';
import type { AppletEvents } from '#shared/std/view/applet-contract.ts';
import type { AppletRemote } from '../window/applet-remote.ts';
import { CallLines } from './camera/call-lines.ts';
import { callStateOf, pauseReason, type CallFacts } from './camera/call-state-of.ts';
import { DeviceTrack, voiceConstraints, type Devices } from '#shared/dom/media/device-track.ts';
import { LocalCamera } from './camera/local-camera.ts';
import { ScreenAwake } from './camera/screen-awake.ts';
import type { LensCallControls, LensCallState } from './lens-call-state.ts';

export type LensCallOptions = {
  readonly remote: Pick<AppletRemote, 'on' | 'notify' | 'store'>;
  readonly clock: Clock;
  /** Null where a page has no cameras and microphones: without a secure connection, or in an old browser. */
  readonly devices: Devices | null;
  readonly page: Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>;
  /** Null where the browser cannot keep the screen lit. */
  readonly keepScreenLit: ConstructorParameters<typeof ScreenAwake>[0];
  readonly loadLink: () => Promise<OpenCallLink>;
  readonly newStream: (tracks: MediaStreamTrack[]) => MediaStream;
  /** Default: none, which finds the other device on the same network. */
  readonly iceServers?: readonly RTCIceServer[];
};

type Call = AppletEvents['callStart'];

/**
 * The customer's camera and both voices. Before the core says `callStart` there is a preview and nothing else: no connection
 * exists. Afterwards what leaves is what `CallState` says, told first. Stops at once: by the core, by the person, or
 * without the core.
 */
export class LensCall implements LensCallControls {
  readonly store: StoreApi<LensCallState>;
  readonly #options: LensCallOptions;
  readonly #camera: LocalCamera;
  readonly #microphone: DeviceTrack;
  readonly #lines: CallLines;
  readonly #awake: ScreenAwake;
  readonly #bag = new DisposeBag();
  #call: Call | null = null;
  #prepared = { camera: false, voice: false };
  /** Counts questions to the person: one that was stopped asks nothing further. */
  #preparations = 0;
  #isPaused = false;
  #isMuted = false;
  #told = '';

  constructor(options: LensCallOptions) {
    this.#options = options;
    const { remote, clock, devices, page } = options;
    this.#camera = new LocalCamera(devices, clock, () => this.#update());
    this.#microphone = new DeviceTrack(devices, () => this.#update());
    this.#awake = new ScreenAwake(options.keepScreenLit);
    this.#lines = new CallLines({
      clock,
      iceServers: options.iceServers ?? [],
      loadLink: options.loadLink,
      send: (signal) => remote.notify('call/signal', signal),
      onChange: () => this.#update(),
      onUsage: (usage) => remote.notify('call/usage', usage),
    });
    this.store = createStore<LensCallState>(() => ({
      preview: null,
      remoteVoice: null,
      call: noCall,
      access: { camera: 'unasked', microphone: 'unasked' },
    }));
    const shownOrHidden = (): void => this.#shownOrHidden();
    const devicesChanged = (): void => this.#devicesChanged();
    page.addEventListener('visibilitychange', shownOrHidden);
    devices?.addEventListener('devicechange', devicesChanged);
    this.#bag.add(
      () => page.removeEventListener('visibilitychange', shownOrHidden),
      () => devices?.removeEventListener('devicechange', devicesChanged),
      remote.on('callStart', (call) => this.#start(call)),
      remote.on('callStop', ({ generation }) => this.#end(generation)),
      remote.on('callSignal', (signal) => this.#lines.receive(signal)),
      remote.on('view', (event) => {
        // A core that has just come knows nothing of what the person agreed to.
        if (event.name === 'view/reset') this.#tellPrepared();
      }),
      remote.store.subscribe((state, before) => {
        // Without the core nobody could take the permission back, and the picture does not pass through it.
        if (state.link === 'lost' && before.link !== 'lost') this.stop();
        const step = state.view?.step.name;
        if (step === before.view?.step.name) return;
        if (step === 'ended') this.stop();
        if (step === 'enterPin' || step === 'joining') this.#beginAnew();
      }),
    );
  }

  async prepare(wanted: { readonly camera: boolean; readonly microphone: boolean }): Promise<void> {
    const preparation = ++this.#preparations;
    if (wanted.camera) await this.#camera.open();
    if (preparation !== this.#preparations) return;
    if (wanted.microphone) await this.#openMicrophone();
    if (preparation !== this.#preparations) return;
    this.#prepared = {
      camera: this.#prepared.camera || (wanted.camera && this.#camera.track !== null),
      voice: this.#prepared.voice || (wanted.microphone && this.#microphone.track !== null),
    };
    this.#tellPrepared();
  }

  pause(): void {
    this.#isPaused = true;
    this.#update();
  }

  resume(): void {
    this.#isPaused = false;
    if (this.#wantsCamera) void this.#camera.open();
    this.#update();
  }

  mute(): void {
    this.#isMuted = true;
    this.#update();
  }

  unmute(): void {
    this.#isMuted = false;
    if (this.#wantsVoice) void this.#openMicrophone();
    this.#update();
  }

  toggleTorch(): void {
    if (pauseReason(this.#facts()) === null) this.#camera.setTorch(this.#camera.torch === 'off');
  }

  switchCamera(facing?: Facing): void {
    void this.#camera.switchTo(facing);
  }

  stop(): void {
    const generation = this.#call?.generation;
    const wasPrepared = this.#prepared.camera || this.#prepared.voice;
    this.#stopAll();
    if (wasPrepared) this.#tellPrepared();
    if (generation !== undefined) this.#options.remote.notify('call/stopped', { generation });
  }

  dispose(): void {
    this.#bag.dispose();
    this.stop();
  }

  get #wantsCamera(): boolean {
    return this.#call?.camera ?? this.#prepared.camera;
  }

  get #wantsVoice(): boolean {
    return this.#call?.voice ?? this.#prepared.voice;
  }

  #start(call: Call): void {
    const old = this.#call;
    if (old !== null && call.generation < old.generation) return;
    this.#call = call;
    // What is not allowed any more stops before anything else is done.
    if (old?.camera === true && !call.camera) this.#camera.close();
    if (old?.voice === true && !call.voice) this.#microphone.close();
    // A call that only goes over to another connection does not ask the person again.
    if (call.camera && old?.camera !== true) void this.#camera.open();
    if (call.voice && old?.voice !== true) void this.#openMicrophone();
    if (call.generation !== old?.generation) this.#lines.start(call.generation);
    this.#update();
  }

  #end(generation: number): void {
    this.#stopAll();
    // Also when nothing ran: the core waits for the answer, and closes a window that gives none (PRM4).
    this.#options.remote.notify('call/stopped', { generation });
  }

  #stopAll(): void {
    this.#preparations += 1;
    this.#call = null;
    this.#prepared = { camera: false, voice: false };
    this.#camera.close();
    this.#microphone.close();
    this.#lines.stop();
    this.#told = '';
    this.#update();
  }

  #beginAnew(): void {
    this.#isPaused = false;
    this.#isMuted = false;
    this.#lines.forgetUsage();
  }

  #shownOrHidden(): void {
    this.#update();
    if (this.#options.page.visibilityState !== 'visible') return;
    // Phones take both away from a page that is not seen.
    if (this.#camera.isLost && this.#wantsCamera) void this.#camera.open();
    if (this.#microphone.isLost && this.#wantsVoice) void this.#openMicrophone();
  }

  #devicesChanged(): void {
    void this.#camera.countCameras();
    if (this.#microphone.isLost && this.#wantsVoice) void this.#openMicrophone();
  }

  async #openMicrophone(): Promise<void> {
    if (this.#microphone.track === null) await this.#microphone.open([voiceConstraints]);
  }

  #facts(): CallFacts {
    return {
      call: this.#call,
      isConnected: this.#lines.isConnected,
      isHidden: this.#options.page.visibilityState === 'hidden',
      isPaused: this.#isPaused,
      isMuted: this.#isMuted,
      camera: this.#camera,
      microphone: this.#microphone,
    };
  }

  /** Takes out what may not leave any more, says how things are, and only then puts in what leaves. */
  #update(): void {
    const call = callStateOf(this.#facts());
    const video = call.camera.state === 'live' ? this.#camera.track : null;
    const audio = call.microphone === 'live' ? this.#microphone.track : null;
    this.#lines.withdrawAllBut({ video, audio });
    if (call.torch === 'on' && pauseReason(this.#facts()) !== null) this.#camera.setTorch(false);
    this.#awake.keep(call.camera.state === 'live');
    this.#show(call);
    this.#tell(call);
    this.#lines.carry({ video, audio });
  }

  #show(call: CallState): void {
    const { preview, remoteVoice, call: shown } = this.store.getState();
    // Only while talking is allowed: whatever else comes is not played.
    const heard = this.#call?.voice === true ? this.#lines.voice : null;
    this.store.setState({
      preview: holds(preview, this.#camera.track) ? preview : this.#streamOf(this.#camera.track),
      remoteVoice: holds(remoteVoice, heard) ? remoteVoice : this.#streamOf(heard),
      call: JSON.stringify(call) === JSON.stringify(shown) ? shown : call,
      access: { camera: this.#camera.access, microphone: this.#microphone.access },
    });
  }

  #tell(state: CallState): void {
    if (this.#call === null) return;
    const { generation } = this.#call;
    const saying = JSON.stringify([generation, state]);
    if (saying === this.#told) return;
    this.#told = saying;
    this.#options.remote.notify('call/state', { generation, state });
  }

  #tellPrepared(): void {
    this.#options.remote.notify('call/prepared', this.#prepared);
  }

  #streamOf(track: MediaStreamTrack | null): MediaStream | null {
    return track === null ? null : this.#options.newStream([track]);
  }
}

function holds(stream: MediaStream | null, track: MediaStreamTrack | null): boolean {
  return stream === null ? track === null : track !== null && stream.getTracks().includes(track);
}
