import { mountApplet } from '#applet/ui/mount.tsx';
import { browserAbilities } from '#shared/dom/browser-abilities.ts';
import { systemClock } from '#shared/dom/system-clock.ts';
import type { AppletStep } from '#shared/std/view/applet-view.ts';
import { LateParts } from '#shared/ui/late-parts.ts';
import { emptyAppletView, type AppletAbilities } from '../core/empty-view.ts';
import { openVisionWorker } from './open-vision-worker.ts';
import { PageBridge } from './page-bridge.ts';
import { registerServiceWorker } from './register-service-worker.ts';
import { SessionMarker } from './session-marker.ts';
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
  const marker = new SessionMarker(page);
  const failure = marker.take() ? 'pageReloaded' : null;
  // Who came by a link is never asked for a PIN, not even for a moment.
  const step: AppletStep = fragment === '' ? { name: 'enterPin', pin: '', failure } : { name: 'joining' };
  const firstView = emptyAppletView(abilities, '');
  if (!browserAbilities(page).connection) {
    // Told before a PIN or link is used up: the core, which would use it, is not even fetched.
    mountApplet(root, new PageBridge(page, firstView), { refusal: 'browserUnusable' });
    return;
  }
  const bridge = new PageBridge(page, { ...firstView, step });
  const parts = new LateParts(systemClock);
  mountApplet(root, bridge, { parts, openVision: openVisionWorker });
  void parts
    .load(() => import('./start-core.ts'))
    .then(({ startCore }) => startCore({ page, bridge, abilities, fragment, failure, marker }));
  registerServiceWorker(page);
}
