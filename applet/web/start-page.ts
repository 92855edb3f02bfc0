import { mountApplet } from '#applet/ui/mount.tsx';
import { systemClock } from '#shared/dom/system-clock.ts';
import { LateParts } from '#shared/ui/late-parts.ts';
import { emptyAppletView, type AppletAbilities } from '../core/empty-view.ts';
import { PageBridge } from './page-bridge.ts';
import { takeFragment } from './take-fragment.ts';

/**
 * The join page: the same core and the same window as on a computer, in one page. The window stands at once; the core,
 * with its cryptography and connections, is fetched while the person types.
 */
export function startPage(page: Window, root: HTMLElement): void {
  const fragment = takeFragment(page);
  const { location } = page;
  const abilities: AppletAbilities = {
    relayUrl: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws`,
    downloadFolder: null,
    canBeControlled: false,
    windowCaptures: true,
  };
  const firstView = emptyAppletView(abilities, '');
  // Who came by a link is never asked for a PIN, not even for a moment.
  const bridge = new PageBridge(page, fragment === '' ? firstView : { ...firstView, step: { name: 'joining' } });
  const parts = new LateParts(systemClock);
  mountApplet(root, bridge, parts);
  void parts
    .load(() => import('./start-core.ts'))
    .then(({ startCore }) => startCore({ page, bridge, abilities, fragment }));
}
