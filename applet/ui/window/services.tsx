import { createContext, useContext, useMemo } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { useShallow } from 'zustand/react/shallow';
import type { HostBridge } from '#shared/dom/host-bridge.ts';
import type { Clock } from '#shared/std/core/clock.ts';
import type { FailureCode } from '#shared/std/core/failure.ts';
import type { Result } from '#shared/std/core/result.ts';
import { plainText } from '#shared/std/log/plain-text.ts';
import type { Translation } from '#shared/std/messages/message.ts';
import type { CallArguments, CallName } from '#shared/std/rpc/contract.ts';
import type { AppletCallResults, appletContract } from '#shared/std/view/applet-contract.ts';
import type { AppletView } from '#shared/std/view/applet-view.ts';
import { useFailureToast } from '#shared/ui/feedback/toasts.tsx';
import { useTranslation, type Translate } from '#shared/ui/i18n.tsx';
import type { LateParts } from '#shared/ui/late-parts.ts';
import type { ViewingBar } from '../bar/viewing-bar.ts';
import type { OpenVision } from '../lens/board/vision.ts';
import type { LensCallControls, LensCallState } from '../lens/lens-call-state.ts';
import type { WayIn } from '../lens/way-in/way-in.ts';
import { en } from '../messages/en.ts';
import type { AppletRemote } from './applet-remote.ts';
import type { ChosenTexts } from './chosen-texts.ts';
import type { PreferencesStore } from './preferences.ts';
import type { ScreenShare } from './screen-share.ts';

type AppletContract = typeof appletContract;

export type LaterSteps = typeof import('../later-steps.ts');

/** Camera, microphone and voices, and what the person may do with them. */
export type LensCallService = LensCallControls & { readonly store: StoreApi<LensCallState> };

/** What the window's components work with; built by `mountApplet`. */
export type AppletServices = {
  readonly bridge: Pick<HostBridge, 'host' | 'platform' | 'offerFiles'>;
  readonly remote: AppletRemote;
  readonly clock: Clock;
  readonly share: ScreenShare;
  readonly lens: LensCallService;
  /** What holds drawings to what is behind them; null where there is nothing that could. */
  readonly openVision: OpenVision | null;
  /** What a phone's page says and asks first; done from the start on a computer. */
  readonly wayIn: WayIn;
  /** The page is held in a hand: a camera at the back, a soft keyboard, little room. */
  readonly onPhone: boolean;
  readonly bar: ViewingBar;
  readonly preferences: PreferencesStore;
  readonly texts: ChosenTexts;
  readonly parts: LateParts;
  /** Why nothing can be begun here, which is all that is shown then. */
  readonly refusal: FailureCode | null;
  /** Null until they are fetched. */
  readonly laterSteps: StoreApi<LaterSteps | null>;
};

export const ServicesContext = createContext<AppletServices | null>(null);

/** This window's own sentences, in the reader's language. */
export const TextsContext = createContext<Translation<typeof en>>(en);

export function useServices(): AppletServices {
  const services = useContext(ServicesContext);
  if (services === null) throw new Error('useServices needs a ServicesContext above it');
  return services;
}

/** A part of the core's view; null before the first snapshot. */
export function useView<Part>(select: (view: AppletView) => Part): Part | null {
  return useStore(
    useServices().remote.store,
    useShallow(({ view }) => (view === null ? null : select(view))),
  );
}

/** The lookup of this window's sentences. */
export function useText(): Translate<typeof en> {
  return useTranslation<typeof en>(useContext(TextsContext));
}

export type HelperNames = {
  /** As sentences name them; a certificate's text is a stranger's until it is verified. */
  readonly name: string;
  readonly organisation: string;
  /** `Anna Weber (Acme IT)` */
  readonly who: string;
};

/** Who helps, in words that always fit a sentence. */
export function useHelper(): HelperNames {
  const t = useText();
  const technician = useView((view) => view.technician);
  const name = plainText(technician?.name ?? '').trim() || t('helper');
  const organisation = plainText(technician?.organisation ?? '').trim();
  return { name, organisation, who: organisation === '' ? name : `${name} (${organisation})` };
}

type ValueOf<Answer> = Answer extends { readonly ok: true; readonly value: infer Value } ? Value : never;

/** Asks the core for something. A refusal is shown to the person; the value comes back only on success. */
export function useAct(): <Name extends CallName<AppletContract>>(
  name: Name,
  argument: CallArguments<AppletContract, Name>,
) => Promise<ValueOf<AppletCallResults[Name]> | undefined> {
  const { remote } = useServices();
  const showFailure = useFailureToast();
  return useMemo(
    () => async (name, argument) => {
      const result: Result<unknown, FailureCode> = await remote.call(name, argument);
      if (result.ok) return result.value as ValueOf<AppletCallResults[typeof name]>;
      showFailure(result.reason);
      return undefined;
    },
    [remote, showFailure],
  );
}

/** The large X (PRM4): screen, camera and microphone stop here and now, whatever main is busy with. */
export function useRevokeAll(): () => void {
  const { share, lens } = useServices();
  const act = useAct();
  return () => {
    const answered = act('permission/revokeAll', {});
    // After the call is on its way, so that main takes the end of the capture for what it is.
    share.stop();
    lens.stop();
    void answered;
  };
}

/** The small X (PRM4). No question before it: leaving must never be hard, and a slip costs only a new PIN. */
export function useEndSession(): () => void {
  const { share, lens, bar } = useServices();
  const act = useAct();
  return () => {
    const answered = act('session/end', {});
    share.stop();
    lens.stop();
    bar.close();
    void answered;
  };
}
