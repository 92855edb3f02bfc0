import type { AppletCore } from '#applet/core/applet-core.ts';
import { noCall, type CallState } from '#shared/std/lens/call-state.ts';
import type { AppletEvents } from '#shared/std/view/applet-contract.ts';

type Call = AppletEvents['callStart'];

export const liveCall: CallState = {
  camera: { state: 'live' },
  facing: 'rear',
  canSwitch: true,
  torch: 'off',
  microphone: 'live',
};

/**
 * Plays the window that has camera and microphone: goes live as far as it is allowed, pauses on hold, and stops when it is
 * told to. A window that does not obey hears everything and does what the test says.
 */
export class LensWindow {
  /** What the core asked of it, newest last. */
  readonly asked: string[] = [];
  readonly #notices: AppletCore['handlers']['notices'];
  #call: Call | null = null;
  #state: CallState = liveCall;

  constructor(applet: AppletCore, obeys = true) {
    this.#notices = applet.handlers.notices;
    applet.on('callStart', (call) => {
      const { generation, camera, voice, onHold } = call;
      const what = [camera && 'camera', voice && 'voice', onHold && 'hold'].filter((word) => word !== false);
      this.asked.push(`start ${generation}: ${what.join(' ')}`);
      this.#call = call;
      if (obeys) queueMicrotask(() => this.#tell());
    });
    applet.on('callStop', ({ generation }) => {
      this.asked.push(`stop ${generation}`);
      this.#call = null;
      if (obeys) queueMicrotask(() => this.#notices['call/stopped']({ generation }));
    });
  }

  get generation(): number {
    return this.#call?.generation ?? 0;
  }

  /** What the devices do from here on, as far as they are allowed. */
  become(state: Partial<CallState>): void {
    this.#state = { ...this.#state, ...state };
    this.#tell();
  }

  /** Says that `state`, allowed or not. */
  claim(state: CallState, generation = this.generation): void {
    this.#notices['call/state']({ generation, state });
  }

  #tell(): void {
    const call = this.#call;
    if (call === null) return;
    const { camera, microphone, ...rest } = this.#state;
    const seen: CallState['camera'] = call.onHold ? { state: 'paused', by: 'hold' } : camera;
    this.claim({
      ...(call.camera ? rest : { facing: 'rear', canSwitch: false, torch: 'none' }),
      camera: call.camera ? seen : noCall.camera,
      microphone: call.voice ? microphone : noCall.microphone,
    });
  }
}
