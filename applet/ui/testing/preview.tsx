import { mountApplet } from '../mount.tsx';
import { FakeBridge } from './fake-bridge.ts';
import { scenes, type SceneName } from './scenes.ts';

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
mountApplet(root, bridge);
Object.assign(window, { fakeMain: bridge });
