import type { HostBridge } from '#shared/dom/host-bridge.ts';
import type { Clock } from '#shared/std/core/clock.ts';
import type { ConsoleCallResults, ConsoleEvents, consoleContract } from '#shared/std/view/console-contract.ts';
import { reduceConsoleView, type ConsoleView } from '#shared/std/view/console-view.ts';
import { RemoteView } from '#shared/ui/remote-view.ts';

/** The console window's line to the console's main. */
export type ConsoleRemote = RemoteView<typeof consoleContract, ConsoleCallResults, ConsoleEvents, ConsoleView>;

export function connectConsole(bridge: Pick<HostBridge, 'connect'>, clock: Clock): ConsoleRemote {
  return new RemoteView({ bridge, clock, reduce: reduceConsoleView });
}
