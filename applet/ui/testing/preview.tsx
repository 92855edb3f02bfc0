import { mountApplet } from '../mount.tsx';
import { drawnCamera } from './drawn-camera.ts';
import { FakeBridge } from './fake-bridge.ts';
import { FakeLensCall } from './fake-lens-call.ts';
import { FakeVision } from './fake-vision.ts';
import { calls, scenes, type SceneName } from './scenes.ts';

// `preview.html?scene=askControl&platform=mac&host=page`: the window before a fake main, for the eye and for screenshots.
const query = new URLSearchParams(location.search);
const sceneName = (query.get('scene') ?? 'pin') as SceneName;
const bridge = new FakeBridge({
  view: scenes[sceneName] ?? scenes.pin,
  host: query.get('host') === 'page' ? 'page' : query.get('host') === 'electron' ? 'electron' : 'browser',
  platform: query.get('platform') === 'mac' ? 'mac' : 'linux',
});
const root = document.getElementById('root');
if (root === null) throw new Error('the page has no #root');
const lens = new FakeLensCall(drawnCamera);
const call = sceneName in calls ? calls[sceneName as keyof typeof calls] : null;
if (call !== null) lens.start(call);
const vision = new FakeVision();
vision.isQuick = query.get('vision') !== 'slow';
mountApplet(root, bridge, {
  openLens: () => lens,
  openVision: query.get('vision') === 'none' ? null : vision.open,
});
Object.assign(window, { fakeMain: bridge, fakeLens: lens, fakeVision: vision });
