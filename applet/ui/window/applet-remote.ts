import type { HostBridge } from '#shared/dom/host-bridge.ts';
import type { Clock } from '#shared/std/core/clock.ts';
import type { AppletCallResults, appletContract, AppletEvents } from '#shared/std/view/applet-contract.ts';
import { reduceAppletView, type AppletView } from '#shared/std/view/applet-view.ts';
import { RemoteView } from '#shared/ui/remote-view.ts';

/** The applet window's line to the applet's core. */
export type AppletRemote = RemoteView<typeof appletContract, AppletCallResults, AppletEvents, AppletView>;

export function connectApplet(bridge: Pick<HostBridge, 'connect'>, clock: Clock): AppletRemote {
  return new RemoteView({ bridge, clock, reduce: reduceAppletView });
}
