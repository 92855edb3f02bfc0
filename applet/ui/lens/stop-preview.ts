import type { Dispose } from '#shared/std/core/dispose.ts';
import type { AppletView } from '#shared/std/view/applet-view.ts';
import type { AppletRemote } from '../window/applet-remote.ts';
import type { LensCallControls } from './lens-call-state.ts';

/**
 * Ends camera and microphone as soon as the session turns out to be one without them. A light that stays on beside a camera
 * would say that somebody watches.
 */
export function stopPreviewWithoutUse(
  remote: Pick<AppletRemote, 'store'>,
  lens: Pick<LensCallControls, 'stop'>,
): Dispose {
  return remote.store.subscribe((now, before) => {
    if (isWithoutCamera(now.view) && !isWithoutCamera(before.view)) lens.stop();
  });
}

function isWithoutCamera(view: AppletView | null): boolean {
  return view !== null && view.sessionType !== null && view.sessionType !== 'lens';
}
