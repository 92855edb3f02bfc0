import '#shared/ui/tokens.css';
import '#shared/ui/base.css';
import './applet.css';
import { createRoot } from 'react-dom/client';
import { createStore } from 'zustand/vanilla';
import { captureScreen } from '#shared/dom/media/capture-screen.ts';
import { screenVideo } from '#shared/dom/media/video-settings.ts';
import type { HostBridge } from '#shared/dom/host-bridge.ts';
import { systemClock } from '#shared/dom/system-clock.ts';
import { DisposeBag, type Dispose } from '#shared/std/core/dispose.ts';
import type { FailureCode } from '#shared/std/core/failure.ts';
import { LateParts } from '#shared/ui/late-parts.ts';
import { App } from './app.tsx';
import { ViewingBar } from './bar/viewing-bar.ts';
import type { OpenVision } from './lens/board/vision.ts';
import { isPhone } from './lens/is-phone.ts';
import { loadCallLink, openLensCall } from './lens/open-lens-call.ts';
import { stopPreviewWithoutUse } from './lens/stop-preview.ts';
import { WayIn } from './lens/way-in/way-in.ts';
import { loadTexts } from './messages/texts/load-texts.ts';
import { connectApplet, type AppletRemote } from './window/applet-remote.ts';
import { ChosenTexts } from './window/chosen-texts.ts';
import { LateScreenSender } from './window/late-screen-sender.ts';
import { createPreferences } from './window/preferences.ts';
import { ScreenShare } from './window/screen-share.ts';
import type { AppletServices, LaterSteps, LensCallService } from './window/services.tsx';
import { measureWindows, WindowStateReporter } from './window/window-state-reporter.ts';

export type MountOptions = {
  /** Fetches what comes after the first paint. */
  readonly parts?: LateParts;
  /** Why nothing can be begun here; null, the default: it can. */
  readonly refusal?: FailureCode | null;
  /** What holds drawings to what is behind them; null, the default: nothing does, and they go on still pictures. */
  readonly openVision?: OpenVision | null;
  /** Camera and microphone; default: the browser's own. */
  readonly openLens?: (remote: AppletRemote) => LensCallService & { dispose(): void };
};

/** Puts the applet's window into `root`. The bridge leads to its core: in another process, or in the same page. */
export function mountApplet(root: HTMLElement, bridge: HostBridge, options: MountOptions = {}): Dispose {
  const { parts = new LateParts(systemClock), refusal = null, openVision = null, openLens = openOwnLens } = options;
  const bag = new DisposeBag();
  document.documentElement.dataset['density'] = 'spacious';
  const remote = connectApplet(bridge, systemClock);
  // Electron's main shows a bar of its own, which not even a window that hangs can hide.
  const bar = new ViewingBar(window, bridge.host !== 'electron');
  const share = new ScreenShare({
    remote,
    capture: () => captureScreen(screenVideo),
    openSender: (given) => new LateScreenSender(given, loadScreenSender),
    onCaptured: () => void bar.open(),
  });
  const lens = openLens(remote);
  const storage = localStorageIfAllowed();
  const onPhone = bridge.host === 'page' && isPhone(window);
  const wayIn = new WayIn({ onPhone, storage, remote, lens });
  const preferences = createPreferences(storage);
  const preferred = navigator.languages;
  const texts = new ChosenTexts({ preferences, preferred, load: loadTexts, parts, clock: systemClock });
  const laterSteps = createStore<LaterSteps | null>(() => null);
  const services: AppletServices = {
    bridge,
    remote,
    bar,
    share,
    lens,
    openVision,
    wayIn,
    onPhone,
    clock: systemClock,
    preferences,
    texts,
    parts,
    refusal,
    laterSteps,
  };
  const reactRoot = createRoot(root);
  const render = (): void => reactRoot.render(<App services={services} preferred={preferred} />);
  // Until there are words, what the page itself says stays.
  if (texts.store.getState() === null) bag.add(texts.store.subscribe(render));
  else render();
  if (refusal === null) {
    void parts.load(() => import('./later-steps.ts')).then((steps) => laterSteps.setState(steps, true));
  }
  bag.add(
    () => parts.dispose(),
    () => texts.dispose(),
    () => wayIn.dispose(),
    stopPreviewWithoutUse(remote, lens),
    () => lens.dispose(),
    () => remote.dispose(),
    () => share.dispose(),
    () => bar.close(),
    () => reactRoot.unmount(),
    fetchMediaInTime(remote),
    // A page is never controlled, so nobody asks where it is.
    bridge.host === 'page' ? () => {} : reportWindows(remote, bar, bridge.platform),
  );
  return () => bag.dispose();
}

function openOwnLens(remote: AppletRemote) {
  return openLensCall(remote, systemClock);
}

async function loadScreenSender() {
  const { ScreenSender } = await import('#shared/dom/media/screen-sender.ts');
  return ScreenSender;
}

/** As soon as a session is near, while the relay that serves the page is surely there. */
function fetchMediaInTime(remote: AppletRemote): Dispose {
  return remote.store.subscribe(({ view }) => {
    if (view?.step.name !== 'waiting' && view?.step.name !== 'session') return;
    const load = view.sessionType === 'lens' ? loadCallLink : loadScreenSender;
    load().catch(() => {
      // It is fetched again when it is needed, and the person is told then.
    });
  });
}

function reportWindows(remote: AppletRemote, bar: ViewingBar, platform: HostBridge['platform']): Dispose {
  const reporter = new WindowStateReporter({
    measure: () => {
      const barWindow = bar.store.getState().window;
      return measureWindows(barWindow === null ? [window] : [window, barWindow], platform === 'linux');
    },
    send: (state) => remote.notify('window/state', state),
  });
  const stopWatching = reporter.watch(window, systemClock);
  const stopListening = remote.on('view', (event) => {
    // A new link, and a new session behind an old link, know nothing of what was said before.
    if (event.name === 'view/reset' || (event.name === 'view/changed' && event.change.step)) reporter.checkAnew();
  });
  const stopBar = bar.store.subscribe(() => reporter.check());
  return () => {
    stopWatching();
    stopListening();
    stopBar();
  };
}

/** A browser that forbids storage throws at the first touch. */
function localStorageIfAllowed(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null; // Text size and language are then chosen anew in each window, and the tutorial shows again.
  }
}
