import { chooseLanguage, languages } from '#shared/std/messages/language.ts';
import { viewingBarMessages } from '#shared/std/messages/viewing-bar.ts';
import type { AppletView } from '#shared/std/view/applet-view.ts';

/** What the host's bar says, in the language of `locale`, while someone sees or controls the screen; null when nobody does. */
export function describeViewing(
  view: AppletView,
  locale: string,
): { readonly text: string; readonly stopLabel: string } | null {
  if (!view.activity.screenSeen) return null;
  const texts = viewingBarMessages[chooseLanguage([locale], languages).language];
  const sentence = view.activity.controlled ? texts.controlled : texts.seen;
  return { text: sentence.replace('{name}', () => view.technician?.name ?? ''), stopLabel: texts.stop };
}
