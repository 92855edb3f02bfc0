import { systemClock } from '#shared/dom/system-clock.ts';
import { openLens } from '../lens/open-lens.ts';
import { LaneScreens } from '../screen/lane/lane-screens.ts';
import { startLaneWorker } from '../screen/lane/start-lane-worker.ts';
import { decodableCodecs } from '../screen/lane/video-codecs.ts';
import { Screens } from '../screen/screens.ts';
import { connectConsole } from '../window/console-remote.ts';
import { mountConsole } from '../window/mount-console.tsx';
import { createWindowStore } from '../window/window-state.ts';
import { openCanvasScreen } from './canvas-screen.ts';
import { FakeBridge } from './fake-bridge.ts';
import { FakeCalls } from './fake-calls.ts';
import { deskMonitors, LaneDesktop } from './lane-desktop.ts';
import { videoFrames } from './play-video.ts';
import { FakeConsoleMain } from './fake-console-main.ts';

declare global {
  interface Window {
    /** For whoever drives the preview: the fake main and its bridge. */
    preview?: {
      readonly main: FakeConsoleMain;
      readonly bridge: FakeBridge;
      readonly lanes: LaneScreens;
      /** Shares the screens of a session in lanes. */
      readonly shareInLanes: (session: string) => LaneDesktop;
      readonly videoFrames: typeof videoFrames;
      /** The customers' cameras and voices. */
      readonly calls: FakeCalls;
    };
  }
}

const main = new FakeConsoleMain(
  {
    technician: { name: 'Anna Weber', organisation: 'Acme IT', deviceFingerprint: '7f3a91c0d44e5b62' },
    relay: {
      state: 'connected',
      url: 'wss://support.acme.example',
      joinUrl: 'https://support.acme.example',
      failure: null,
    },
    sessions: [],
  },
  systemClock,
);
const bridge = new FakeBridge(main);
const remote = connectConsole(bridge, systemClock);
const calls = new FakeCalls(main);
const lanes = new LaneScreens({ remote, clock: systemClock, startWorker: startLaneWorker, codecs: decodableCodecs() });
window.preview = {
  main,
  bridge,
  lanes,
  shareInLanes: (session) => {
    const desktop = new LaneDesktop(main, session, systemClock);
    main.setPermission(session, 'viewScreen', { state: 'granted', sinceMs: systemClock.wallMs() });
    desktop.setMonitors(deskMonitors);
    return desktop;
  },
  videoFrames,
  calls,
};
const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root element');
mountConsole(
  root,
  {
    bridge,
    remote,
    clock: systemClock,
    screens: new Screens(remote, openCanvasScreen),
    lanes,
    ...openLens(remote, systemClock, calls),
    window: createWindowStore(),
  },
  navigator.languages,
);
