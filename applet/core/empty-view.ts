import { noLens, type AppletView } from '#shared/std/view/applet-view.ts';

/** What an applet can do from its start on, whatever happens in it. */
export type AppletAbilities = Pick<AppletView, 'downloadFolder' | 'canBeControlled' | 'windowCaptures'> & {
  readonly relayUrl: string;
};

/** The view before anything happened. `pin` stands in the field. */
export function emptyAppletView(abilities: AppletAbilities, pin: string): AppletView {
  const { relayUrl, ...rest } = abilities;
  return {
    ...noLens,
    step: { name: 'enterPin', pin, failure: null },
    relay: { state: 'idle', url: relayUrl },
    technician: null,
    verification: { state: 'none' },
    prompt: null,
    granted: [],
    activity: { screenSeen: false, controlled: false },
    connection: { state: 'none' },
    chat: [],
    log: [],
    transfers: [],
    ...rest,
  };
}
