import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { AppletView } from '#shared/std/view/applet-view.ts';
import { FakeLensCall } from '../testing/fake-lens-call.ts';
import { scenes } from '../testing/scenes.ts';
import type { AppletRemote } from '../window/applet-remote.ts';
import { stopPreviewWithoutUse } from './stop-preview.ts';

type State = ReturnType<AppletRemote['store']['getState']>;

function watched() {
  const lens = new FakeLensCall();
  const store = createStore<State>(() => ({ view: scenes.pin, link: 'connected' }));
  const dispose = stopPreviewWithoutUse({ store }, lens);
  const show = (view: AppletView): void => store.setState({ view });
  return { lens, show, dispose };
}

describe('the preview', () => {
  it.each(['remoteSupport', 'chatOnly'] as const)('ends, once, when the session turns out to be %s', (sessionType) => {
    const { lens, show } = watched();
    show(scenes.joining);
    expect(lens.asked).toEqual([]);
    show({ ...scenes.terms, sessionType });
    show({ ...scenes.waiting, sessionType });
    expect(lens.asked).toEqual(['stop']);
  });

  it('stays for a camera session, up to its start', () => {
    const { lens, show } = watched();
    show({ ...scenes.terms, sessionType: 'lens' });
    show(scenes.lensWaiting);
    show(scenes.lens);
    expect(lens.asked).toEqual([]);
  });

  it('is left alone once nobody watches', () => {
    const { lens, show, dispose } = watched();
    dispose();
    show({ ...scenes.terms, sessionType: 'chatOnly' });
    expect(lens.asked).toEqual([]);
  });
});
