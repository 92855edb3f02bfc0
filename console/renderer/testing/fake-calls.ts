import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CallLinkStats } from '#shared/dom/media/call-link.ts';
import { succeed, type Result } from '#shared/std/core/result.ts';
import { noMedia, type CallControls, type CallMedia } from '../lens/call/call-media.ts';
import { DrawnCamera } from './drawn-camera.ts';
import type { FakeConsoleMain } from './fake-console-main.ts';

/** Calls without a connection: the customer's camera is drawn here, and both voices are tones. */
export class FakeCalls implements CallControls {
  readonly media: StoreApi<Readonly<Record<string, CallMedia>>> = createStore(() => ({}));
  readonly #main: FakeConsoleMain;
  readonly #cameras = new Map<string, DrawnCamera>();
  #own: MediaStreamTrack | null = null;

  constructor(main: FakeConsoleMain) {
    this.#main = main;
  }

  /** The customer shows their camera and can be heard. */
  answer(session: string): DrawnCamera {
    const camera = new DrawnCamera();
    this.#cameras.set(session, camera);
    this.#change(session, { picture: camera.track, voice: new MediaStream([tone(440)]) });
    this.#main.grant(session, 'camera');
    this.#main.grant(session, 'voice');
    this.#main.setCall(session, { camera: { state: 'live' }, canSwitch: true, torch: 'off', microphone: 'live' });
    return camera;
  }

  /** The connection is lost. */
  lose(session: string): void {
    this.#change(session, { picture: null, voice: null });
  }

  want(): void {}

  async setMicrophone(session: string, on: boolean): Promise<Result<null, never>> {
    this.#own ??= tone(880);
    this.#change(session, { microphone: on ? 'live' : 'muted' });
    return succeed(null);
  }

  ownVoice(session: string): MediaStreamTrack | null {
    return this.media.getState()[session]?.microphone === 'live' ? this.#own : null;
  }

  async stats(session: string): Promise<CallLinkStats | null> {
    const camera = this.#cameras.get(session);
    if (camera === undefined) return null;
    return {
      path: 'direct',
      roundTripMs: 23,
      sentBytes: 0,
      receivedBytes: 0,
      framesPerSecond: camera.framesPerSecond,
      width: camera.width,
      height: camera.height,
      codec: 'video/H264',
      limitedBy: null,
      availableBitrate: null,
      lossShare: null,
    };
  }

  #change(session: string, change: Partial<CallMedia>): void {
    this.media.setState({ [session]: { ...(this.media.getState()[session] ?? noMedia), ...change } });
  }
}

function tone(frequencyHz: number): MediaStreamTrack {
  const context = new AudioContext();
  const oscillator = new OscillatorNode(context, { frequency: frequencyHz });
  const quiet = new GainNode(context, { gain: 0.05 });
  const out = context.createMediaStreamDestination();
  oscillator.connect(quiet).connect(out);
  oscillator.start();
  const [track] = out.stream.getAudioTracks();
  if (track === undefined) throw new Error('this browser makes no sound');
  return track;
}
