import { createStore } from 'zustand/vanilla';
import type { OpenCallLink } from '#shared/dom/media/call-link.ts';
import { FakeCallLink } from '#shared/dom/testing/fake-call-link.ts';
import { FakeDevices, FakeStream, FakeTrack } from '#shared/dom/testing/fake-devices.ts';
import { Emitter } from '#shared/std/core/emitter.ts';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import type { AppletEvents } from '#shared/std/view/applet-contract.ts';
import type { CallState } from '#shared/std/lens/call-state.ts';
import { LensCall, type LensCallOptions } from '../lens-call.ts';

/** Lets everything that waits for nothing but promises happen. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

class FakePage extends EventTarget {
  visibilityState: DocumentVisibilityState = 'visible';

  show(visible: boolean): void {
    this.visibilityState = visible ? 'visible' : 'hidden';
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

const rear = { facingMode: 'environment', deviceId: 'camera 0', width: 1280, height: 720 };

/** A call of which the test is browser, person, core and technician. */
export function setUp(options: Partial<LensCallOptions> = {}) {
  const devices = new FakeDevices();
  const page = new FakePage();
  const clock = new FakeClock();
  const links: FakeCallLink[] = [];
  const said: { readonly name: string; readonly argument: unknown }[] = [];
  /** All that is said and done, in one order. */
  const order: string[] = [];
  const events = new Emitter<AppletEvents>();
  const store = createStore<{ link: string; view: { step: { name: string } } | null }>(() => ({
    link: 'connected',
    view: { step: { name: 'session' } },
  }));
  const openLink: OpenCallLink = (given) => {
    const link = new FakeCallLink(given);
    const { push } = link.did;
    link.did.push = (...done: string[]): number => {
      order.push(...done);
      return push.apply(link.did, done);
    };
    links.push(link);
    return link;
  };
  const remote = {
    store,
    on: <Name extends keyof AppletEvents>(name: Name, listener: (payload: AppletEvents[Name]) => void) =>
      events.on(name, listener),
    notify: (name: string, argument: unknown) => {
      said.push({ name, argument });
      if (name === 'call/state') order.push(`camera ${(argument as { state: CallState }).state.camera.state}`);
    },
  } as unknown as LensCallOptions['remote'];
  const lens = new LensCall({
    remote,
    clock,
    devices,
    page,
    keepScreenLit: null,
    loadLink: () => Promise.resolve(openLink),
    newStream: (tracks) => FakeStream.of(tracks),
    ...options,
  });

  const camera = (settings: MediaTrackSettings = rear, capabilities = {}): FakeTrack =>
    new FakeTrack('video', settings, capabilities);
  const microphone = (): FakeTrack => new FakeTrack('audio');
  const prepared = async () => {
    const tracks = { camera: camera(rear, { torch: true }), microphone: microphone() };
    const answered = lens.prepare({ camera: true, microphone: true });
    devices.asked.give(tracks.camera);
    await settle();
    devices.asked.give(tracks.microphone);
    await answered;
    await settle();
    return tracks;
  };
  const start = async (call: Partial<AppletEvents['callStart']> = {}): Promise<FakeCallLink> => {
    events.emit('callStart', { generation: 1, camera: true, voice: true, onHold: false, ...call });
    await settle();
    const link = links.at(-1);
    if (link === undefined) throw new Error('no connection was opened');
    return link;
  };
  /** Prepared, started and connected. */
  const live = async () => {
    const tracks = await prepared();
    const link = await start();
    link.connect();
    return { ...tracks, link };
  };
  return {
    lens,
    devices,
    page,
    clock,
    links,
    said,
    order,
    store,
    camera,
    microphone,
    prepared,
    start,
    live,
    tell: <Name extends keyof AppletEvents>(name: Name, payload: AppletEvents[Name]) => events.emit(name, payload),
    call: () => lens.store.getState().call,
    of: (name: string) => said.filter((each) => each.name === name).map(({ argument }) => argument),
  };
}
