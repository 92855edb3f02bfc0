import { ScreenReceiver } from '#shared/dom/media/screen-receiver.ts';
import { pickHostBridge } from '#shared/dom/pick-host-bridge.ts';
import { systemClock } from '#shared/dom/system-clock.ts';
import { openCalls } from './lens/call/open-calls.ts';
import { openLens } from './lens/open-lens.ts';
import { LaneScreens } from './screen/lane/lane-screens.ts';
import { startLaneWorker } from './screen/lane/start-lane-worker.ts';
import { decodableCodecs } from './screen/lane/video-codecs.ts';
import { Screens } from './screen/screens.ts';
import { connectConsole } from './window/console-remote.ts';
import { mountConsole } from './window/mount-console.tsx';
import { createWindowStore } from './window/window-state.ts';

// First of all: it takes the token out of the address.
const bridge = pickHostBridge();
const remote = connectConsole(bridge, systemClock);
const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root element');
mountConsole(
  root,
  {
    bridge,
    remote,
    clock: systemClock,
    screens: new Screens(remote, (events) => new ScreenReceiver(events)),
    lanes: new LaneScreens({
      remote,
      clock: systemClock,
      startWorker: startLaneWorker,
      codecs: decodableCodecs(),
    }),
    ...openLens(remote, systemClock, openCalls(remote, systemClock)),
    window: createWindowStore(),
  },
  navigator.languages,
);
