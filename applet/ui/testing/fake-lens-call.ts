import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Access } from '#shared/dom/media/device-track.ts';
import { noCall, type CallState, type Facing } from '#shared/std/lens/call-state.ts';
import type { LensCallState } from '../lens/lens-call-state.ts';
import type { LensCallService } from '../window/services.tsx';

const closed: LensCallState = {
  preview: null,
  remoteVoice: null,
  call: noCall,
  access: { camera: 'unasked', microphone: 'unasked' },
};

/** What the browser will say when it is asked. */
export type Answers = { readonly camera: Access; readonly microphone: Access };

/** A call without a connection: its camera is given by the test, and it does what the person presses and remembers it. */
export class FakeLensCall implements LensCallService {
  readonly store: StoreApi<LensCallState> = createStore<LensCallState>(() => closed);
  /** What was asked of it, in order. */
  readonly asked: string[] = [];
  answers: Answers = { camera: 'granted', microphone: 'granted' };
  readonly #openCamera: () => MediaStream | null;

  constructor(openCamera: () => MediaStream | null = () => null) {
    this.#openCamera = openCamera;
  }

  prepare(wanted: { readonly camera: boolean; readonly microphone: boolean }): Promise<void> {
    this.asked.push(`prepare ${JSON.stringify(wanted)}`);
    this.store.setState({
      access: this.answers,
      preview: wanted.camera && this.answers.camera === 'granted' ? this.#openCamera() : null,
    });
    return Promise.resolve();
  }

  pause(): void {
    this.#do('pause', { camera: { state: 'paused', by: 'customer' } });
  }

  resume(): void {
    this.#do('resume', { camera: { state: 'live' } });
  }

  mute(): void {
    this.#do('mute', { microphone: 'muted' });
  }

  unmute(): void {
    this.#do('unmute', { microphone: 'live' });
  }

  toggleTorch(): void {
    this.#do('toggleTorch', { torch: this.store.getState().call.torch === 'on' ? 'off' : 'on' });
  }

  switchCamera(facing?: Facing): void {
    const other = this.store.getState().call.facing === 'rear' ? 'front' : 'rear';
    this.#do(`switchCamera ${facing ?? ''}`.trim(), { facing: facing ?? other });
  }

  stop(): void {
    this.asked.push('stop');
    for (const track of this.store.getState().preview?.getTracks() ?? []) track.stop();
    this.store.setState({ preview: null, remoteVoice: null, call: noCall });
  }

  dispose(): void {
    this.stop();
  }

  /** As if camera, microphone or system had changed by themselves. */
  change(call: Partial<CallState>): void {
    this.store.setState((state) => ({ call: { ...state.call, ...call } }));
  }

  /** The camera runs and is allowed, as in a session. */
  start(call: Partial<CallState>): void {
    this.store.setState({ preview: this.#openCamera(), access: { camera: 'granted', microphone: 'granted' } });
    this.change({ camera: { state: 'live' }, canSwitch: true, torch: 'off', microphone: 'live', ...call });
  }

  #do(name: string, call: Partial<CallState>): void {
    this.asked.push(name);
    this.change(call);
  }
}
