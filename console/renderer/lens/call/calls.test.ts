import { createStore } from 'zustand/vanilla';
import { describe, expect, it } from 'vitest';
import type { CallReceiverOptions } from '#shared/dom/media/call-receiver.ts';
import { FakeDevices, FakeStream, FakeTrack } from '#shared/dom/testing/fake-devices.ts';
import { Emitter } from '#shared/std/core/emitter.ts';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import type { ConsoleEvents } from '#shared/std/view/console-contract.ts';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { Calls, type CallsOptions } from './calls.ts';

type Events = Pick<CallReceiverOptions, 'send' | 'onPicture' | 'onVoice' | 'onLost'>;

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

const granted = { state: 'granted', sinceMs: 0 } as const;
const off = { state: 'off' } as const;

/** As much of a session as calls look at. */
function session(
  id: string,
  change: { camera?: boolean; voice?: boolean; live?: boolean; over?: boolean } = {},
): SessionView {
  const { camera = true, voice = true, live = false, over = false } = change;
  return {
    id,
    status: { name: over ? 'closed' : 'active' },
    permissions: { camera: camera ? granted : off, voice: voice ? granted : off },
    camera: { call: { camera: { state: live ? 'live' : 'off' } } },
  } as unknown as SessionView;
}

class FakeReceiver {
  readonly events: Events;
  readonly received: string[] = [];
  voice: MediaStreamTrack | null = null;
  closed = false;

  constructor(events: Events) {
    this.events = events;
  }

  receive({ data }: { readonly data: string }): void {
    this.received.push(data);
  }

  setVoice(track: MediaStreamTrack | null): void {
    this.voice = track;
  }

  stats(): Promise<null> {
    return Promise.resolve(null);
  }

  close(): void {
    this.closed = true;
  }
}

function setUp(sessions: readonly SessionView[] = [session('a')]) {
  const clock = new FakeClock();
  const devices = new FakeDevices();
  const receivers: FakeReceiver[] = [];
  const said: unknown[] = [];
  const events = new Emitter<ConsoleEvents>();
  const store = createStore<{ view: { sessions: readonly SessionView[] } | null }>(() => ({ view: { sessions } }));
  const calls = new Calls({
    clock,
    devices,
    remote: {
      store,
      on: <Name extends keyof ConsoleEvents>(name: Name, listener: (payload: ConsoleEvents[Name]) => void) =>
        events.on(name, listener),
      notify: (name: string, argument: unknown) => said.push([name, argument]),
    } as unknown as CallsOptions['remote'],
    openReceiver: (given) => {
      const receiver = new FakeReceiver(given);
      receivers.push(receiver);
      return receiver;
    },
  });
  const show = (...views: readonly SessionView[]): void => store.setState({ view: { sessions: views } });
  const signal = (id = 'a', data = 'offer', generation = 1): FakeReceiver => {
    events.emit('callSignal', { session: id, signal: { generation, data } });
    const receiver = receivers.at(-1);
    if (receiver === undefined) throw new Error('nothing was opened');
    return receiver;
  };
  const talk = async (id = 'a'): Promise<FakeTrack> => {
    const microphone = new FakeTrack('audio');
    const turnedOn = calls.setMicrophone(id, true);
    devices.asked.give(microphone);
    expect(await turnedOn).toEqual({ ok: true, value: null });
    return microphone;
  };
  const media = (id = 'a') => calls.media.getState()[id];
  return { calls, clock, devices, receivers, said, store, show, signal, talk, media, events };
}

describe('Calls and their connections', () => {
  it('L4 shows what the receiver gives, and passes signals both ways', () => {
    const { signal, said, media } = setUp();
    const receiver = signal();
    expect(receiver.received).toEqual(['offer']);
    receiver.events.send({ generation: 1, data: 'answer' });
    expect(said).toEqual([['call/signal', { session: 'a', signal: { generation: 1, data: 'answer' } }]]);
    const [picture, voice] = [new FakeTrack('video').asTrack(), FakeStream.of([])];
    receiver.events.onPicture(picture);
    receiver.events.onVoice(voice);
    expect(media()).toEqual({ picture, voice, microphone: 'none' });
  });

  it('CALL2 makes no second connection of a generation whose first was lost, however often it is offered', () => {
    const { signal, receivers } = setUp();
    signal().events.onLost();
    for (let offer = 0; offer < 50; offer += 1) signal();
    expect(receivers).toHaveLength(1);
    signal('a', 'offer', 2);
    expect(receivers).toHaveLength(2);
  });

  it('asks for a call that this window does not have: soon if one runs, again until it comes', () => {
    const { clock, said, signal } = setUp([session('a', { live: true })]);
    clock.advance(600);
    expect(said).toEqual([['call/wanted', { session: 'a' }]]);
    clock.advance(10_000);
    expect(said).toHaveLength(3);
    signal();
    clock.advance(60_000);
    expect(said).toHaveLength(3);
  });

  it('gives a phone that was just allowed to time to offer by itself', () => {
    const { clock, said, show } = setUp([session('a', { camera: false, voice: false })]);
    clock.advance(60_000);
    show(session('a'));
    clock.advance(2_900);
    expect(said).toEqual([]);
    clock.advance(200);
    expect(said).toEqual([['call/wanted', { session: 'a' }]]);
  });

  it('asks no more when nothing is allowed any more', () => {
    const { clock, said, show } = setUp();
    show(session('a', { camera: false, voice: false }));
    clock.advance(60_000);
    expect(said).toEqual([]);
  });

  it('CALL2 a lost connection is asked for again, and what it showed is gone', () => {
    const { clock, said, signal, media, receivers } = setUp();
    const receiver = signal();
    receiver.events.onPicture(new FakeTrack('video').asTrack());
    receiver.events.onLost();
    expect(media()?.picture).toBeNull();
    clock.advance(600);
    expect(said).toEqual([['call/wanted', { session: 'a' }]]);
    signal('a', 'offer', 2);
    expect(receivers).toHaveLength(2);
  });

  it('PRM4 the last frame of a camera that was taken back is not shown, and comes back with the permission', () => {
    const { signal, show, media } = setUp();
    const picture = new FakeTrack('video').asTrack();
    signal().events.onPicture(picture);
    show(session('a', { camera: false }));
    expect(media()?.picture).toBeNull();
    show(session('a'));
    expect(media()?.picture).toBe(picture);
  });

  it('closes what has ended: by main’s word, with its session, or with the window', () => {
    const { signal, show, events, calls, media, receivers } = setUp([session('a'), session('b'), session('c')]);
    for (const id of ['a', 'b', 'c']) signal(id);
    events.emit('callEnd', { session: 'a' });
    show(session('a'), session('b', { over: true }), session('c'));
    expect(receivers.map(({ closed }) => closed)).toEqual([true, true, false]);
    expect(media('a')).toBeUndefined();
    calls.dispose();
    expect(receivers.map(({ closed }) => closed)).toEqual([true, true, true]);
  });
});

describe('the technician’s microphone', () => {
  it('is asked for the first time only, with what a loudspeaker nearby needs, and told', async () => {
    const { calls, signal, talk, said, devices, media } = setUp();
    const receiver = signal();
    const microphone = await talk();
    expect(devices.asked.constraints).toMatchObject({ audio: { echoCancellation: true, noiseSuppression: true } });
    expect([receiver.voice, media()?.microphone, calls.ownVoice('a')]).toEqual([microphone, 'live', microphone]);
    await calls.setMicrophone('a', false);
    expect([receiver.voice, media()?.microphone, calls.ownVoice('a')]).toEqual([null, 'muted', null]);
    await calls.setMicrophone('a', true);
    expect([receiver.voice, devices.questions.length]).toEqual([microphone, 1]);
    expect(said).toEqual(['live', 'muted', 'live'].map((voice) => ['call/voice', { session: 'a', voice }]));
  });

  it('leaves by a connection that comes later', async () => {
    const { signal, talk } = setUp();
    const microphone = await talk();
    expect(signal().voice).toBe(microphone);
  });

  it('PRM2 is not even asked for without the customer’s permission', async () => {
    const { calls, devices } = setUp([session('a', { voice: false })]);
    expect(await calls.setMicrophone('a', true)).toEqual({ ok: false, reason: 'permissionNotGranted' });
    expect(devices.questions).toEqual([]);
  });

  it('PRM4 is let go of when the customer takes the permission back, also while the browser still asks', async () => {
    const { calls, signal, talk, show, said, devices, media } = setUp();
    const receiver = signal();
    const microphone = await talk();
    show(session('a', { voice: false }));
    expect([receiver.voice, microphone.readyState, media()?.microphone]).toEqual([null, 'ended', 'none']);
    expect(said.at(-1)).toEqual(['call/voice', { session: 'a', voice: 'none' }]);
    show(session('a'));
    const turnedOn = calls.setMicrophone('a', true);
    show(session('a', { voice: false }));
    const late = new FakeTrack('audio');
    devices.asked.give(late);
    expect(await turnedOn).toEqual({ ok: false, reason: 'permissionNotGranted' });
    expect([receiver.voice, late.readyState]).toEqual([null, 'ended']);
  });

  it('says when there is none', async () => {
    const { calls, devices, media } = setUp();
    const turnedOn = calls.setMicrophone('a', true);
    devices.asked.refuse('NotAllowedError');
    expect(await turnedOn).toEqual({ ok: false, reason: 'microphoneUnavailable' });
    expect(media()?.microphone ?? 'none').toBe('none');
  });

  it('does not overrule who muted while the browser asked', async () => {
    const { calls, devices, signal } = setUp();
    const receiver = signal();
    const turnedOn = calls.setMicrophone('a', true);
    await calls.setMicrophone('a', false);
    devices.asked.give(new FakeTrack('audio'));
    await turnedOn;
    await settle();
    expect(receiver.voice).toBeNull();
  });

  it('that is unplugged is told as none', async () => {
    const { signal, talk, said, media } = setUp();
    const receiver = signal();
    const microphone = await talk();
    microphone.end();
    expect([receiver.voice, media()?.microphone]).toEqual([null, 'none']);
    expect(said.at(-1)).toEqual(['call/voice', { session: 'a', voice: 'none' }]);
  });
});
