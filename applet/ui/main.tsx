import { pickHostBridge } from '#shared/dom/pick-host-bridge.ts';
import { mountApplet } from './mount.tsx';

const bridge = pickHostBridge();
const root = document.getElementById('root');
if (root === null) throw new Error('the page has no #root');
mountApplet(root, bridge);
