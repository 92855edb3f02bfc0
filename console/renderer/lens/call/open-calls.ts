import { CallReceiver } from '#shared/dom/media/call-receiver.ts';
import { openSimplePeerCallLink } from '#shared/dom/media/simple-peer-call-link.ts';
import type { Clock } from '#shared/std/core/clock.ts';
import type { ConsoleRemote } from '../../window/console-remote.ts';
import { Calls } from './calls.ts';

/** The calls of this window, with the browser's own connections and microphone. */
export function openCalls(remote: ConsoleRemote, clock: Clock): Calls {
  return new Calls({
    remote,
    clock,
    openReceiver: (events) => new CallReceiver({ ...events, clock, openLink: openSimplePeerCallLink }),
    devices: (navigator as Partial<Pick<Navigator, 'mediaDevices'>>).mediaDevices ?? null,
  });
}
