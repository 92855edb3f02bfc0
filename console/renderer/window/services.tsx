import { createContext, useContext, useMemo } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { HostBridge } from '#shared/dom/host-bridge.ts';
import type { Clock } from '#shared/std/core/clock.ts';
import type { FailureCode } from '#shared/std/core/failure.ts';
import type { Result } from '#shared/std/core/result.ts';
import type { CallArguments, CallName } from '#shared/std/rpc/contract.ts';
import type { ConsoleCallResults, consoleContract } from '#shared/std/view/console-contract.ts';
import type { ConsoleView, SessionView } from '#shared/std/view/console-view.ts';
import { useFailureToast } from '#shared/ui/feedback/toasts.tsx';
import type { Whiteboards } from '../lens/board/whiteboards.ts';
import type { CallControls } from '../lens/call/call-media.ts';
import type { ShownCameras } from '../lens/picture/shown-cameras.ts';
import type { Recordings } from '../lens/recording/recordings.ts';
import type { LaneScreens } from '../screen/lane/lane-screens.ts';
import type { Screens } from '../screen/screens.ts';
import type { ConsoleRemote } from './console-remote.ts';
import { openSession, type WindowState, type WindowStore } from './window-state.ts';

type ConsoleContract = typeof consoleContract;

/** What the window's components work with; built by the entry point. */
export type ConsoleServices = {
  readonly bridge: Pick<HostBridge, 'offerFiles' | 'platform'>;
  readonly remote: ConsoleRemote;
  readonly clock: Clock;
  /** Screens that come as a media track, and those that come in lanes. */
  readonly screens: Screens;
  readonly lanes: LaneScreens;
  /** Cameras and voices, what is drawn on the pictures, where they are in sight, and what is kept of them. */
  readonly calls: CallControls;
  readonly whiteboards: Whiteboards;
  readonly cameras: ShownCameras;
  readonly recordings: Recordings;
  readonly window: WindowStore;
};

export const ServicesContext = createContext<ConsoleServices | null>(null);

export function useServices(): ConsoleServices {
  const services = useContext(ServicesContext);
  if (services === null) throw new Error('useServices needs a ServicesContext above it');
  return services;
}

/** A part of main's view; null before the first snapshot. */
export function useView<Part>(select: (view: ConsoleView) => Part): Part | null {
  return useStore(
    useServices().remote.store,
    useShallow(({ view }) => (view === null ? null : select(view))),
  );
}

export function useSession(id: string | null): SessionView | null {
  return useView((view) => view.sessions.find((session) => session.id === id) ?? null);
}

export function useWindow<Part>(select: (state: WindowState) => Part): Part {
  return useStore(useServices().window, select);
}

/** Asks main for something. A refusal is shown to the technician; the value comes back only on success. */
export function useAct(): <Name extends CallName<ConsoleContract>>(
  name: Name,
  argument: CallArguments<ConsoleContract, Name>,
) => Promise<ValueOf<ConsoleCallResults[Name]> | undefined> {
  const { remote } = useServices();
  const showFailure = useFailureToast();
  return useMemo(
    () => async (name, argument) => {
      const result: Result<unknown, FailureCode> = await remote.call(name, argument);
      if (result.ok) return result.value as ValueOf<ConsoleCallResults[typeof name]>;
      showFailure(result.reason);
      return undefined;
    },
    [remote, showFailure],
  );
}

type ValueOf<Answer> = Answer extends { readonly ok: true; readonly value: infer Value } ? Value : never;

/** Brings a session's tab to the front. */
export function useOpenSession(): (id: string) => void {
  const { window } = useServices();
  return (id) => window.setState((state) => openSession(state, id));
}
