import { systemClock } from '#shared/dom/system-clock.ts';
import { Screens } from '../screen/screens.ts';
import { connectConsole } from '../window/console-remote.ts';
import { mountConsole } from '../window/mount-console.tsx';
import { createWindowStore } from '../window/window-state.ts';
import { openCanvasScreen } from './canvas-screen.ts';
import { FakeBridge } from './fake-bridge.ts';
import { FakeConsoleMain } from './fake-console-main.ts';

declare global {
  interface Window {
    /** For whoever drives the preview: the fake main and its bridge. */
    preview?: { readonly main: FakeConsoleMain; readonly bridge: FakeBridge };
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
window.preview = { main, bridge };
const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root element');
mountConsole(
  root,
  { bridge, remote, clock: systemClock, screens: new Screens(remote, openCanvasScreen), window: createWindowStore() },
  navigator.languages,
);
