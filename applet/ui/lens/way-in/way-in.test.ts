import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Access } from '#shared/dom/media/device-track.ts';
import { FakeLensCall } from '../../testing/fake-lens-call.ts';
import { scenes } from '../../testing/scenes.ts';
import type { AppletRemote } from '../../window/applet-remote.ts';
import { WayIn, type WayInOptions } from './way-in.ts';

type State = ReturnType<AppletRemote['store']['getState']>;

function opened(options: { readonly storage?: WayInOptions['storage']; readonly onPhone?: boolean } = {}) {
  const lens = new FakeLensCall();
  const store = createStore<State>(() => ({ view: scenes.pin, link: 'connected' }));
  const { storage = null, onPhone = true } = options;
  const wayIn = new WayIn({ onPhone, storage, remote: { store }, lens });
  const step = (): string => wayIn.store.getState().step;
  return { wayIn, lens, store, step };
}

function memory(): NonNullable<WayInOptions['storage']> {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
}

const throwing: NonNullable<WayInOptions['storage']> = {
  getItem: () => {
    throw new Error('forbidden');
  },
  setItem: () => {
    throw new Error('full');
  },
};

describe('the way in on a phone', () => {
  it('L1 shows three cards with OK, then asks for the devices', () => {
    const { wayIn, step } = opened();
    expect(wayIn.store.getState()).toEqual({ step: 'tutorial', card: 0 });
    wayIn.nextCard();
    wayIn.nextCard();
    expect(wayIn.store.getState()).toEqual({ step: 'tutorial', card: 2 });
    wayIn.nextCard();
    expect(step()).toBe('devices');
  });

  it('L1 shows the tutorial once, also when it was skipped', () => {
    const storage = memory();
    const first = opened({ storage });
    first.wayIn.skip();
    expect(first.step()).toBe('devices');
    expect(opened({ storage }).step()).toBe('devices');
  });

  it('L1 shows it each time, and breaks nothing, where the browser keeps nothing', () => {
    const { wayIn, step } = opened({ storage: throwing });
    expect(step()).toBe('tutorial');
    wayIn.skip();
    expect(step()).toBe('devices');
  });

  it('L2 goes on by itself when camera and microphone are allowed', async () => {
    const { wayIn, lens, step } = opened({ storage: memory() });
    wayIn.skip();
    expect(lens.asked).toEqual([]);
    await wayIn.allow();
    expect(lens.asked).toEqual(['prepare {"camera":true,"microphone":true}']);
    expect(step()).toBe('done');
  });

  it.each(['denied', 'missing', 'busy', 'insecure'] as const satisfies readonly Access[])(
    'L2 stays to say why when a device is %s, and goes on without it when the person wants',
    async (access) => {
      for (const answers of [
        { camera: access, microphone: 'granted' },
        { camera: 'granted', microphone: access },
      ] as const) {
        const { wayIn, lens, step } = opened();
        lens.answers = answers;
        wayIn.skip();
        await wayIn.allow();
        expect(step()).toBe('devices');
        wayIn.goOn();
        expect(step()).toBe('done');
        expect(lens.asked).not.toContain('stop');
      }
    },
  );

  it('C6 with chat only gives back what was allowed by then', async () => {
    const { wayIn, lens, step } = opened();
    lens.answers = { camera: 'granted', microphone: 'denied' };
    wayIn.skip();
    await wayIn.allow();
    wayIn.chatOnly();
    expect(lens.asked.at(-1)).toBe('stop');
    expect(step()).toBe('done');
  });

  it('asks anew for the next session, without the tutorial', async () => {
    const { wayIn, store, step } = opened();
    wayIn.skip();
    wayIn.chatOnly();
    store.setState({ view: scenes.ended });
    expect(step()).toBe('done');
    store.setState({ view: scenes.pin });
    expect(step()).toBe('devices');
  });

  it('is nothing on a computer, from the start and after a session', () => {
    const { store, step } = opened({ onPhone: false });
    expect(step()).toBe('done');
    store.setState({ view: scenes.ended });
    store.setState({ view: scenes.pin });
    expect(step()).toBe('done');
  });
});
