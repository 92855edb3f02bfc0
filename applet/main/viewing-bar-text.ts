import { chooseLanguage, languages } from '#shared/std/messages/language.ts';
import { viewingBarMessages } from '#shared/std/messages/viewing-bar.ts';
import type { AppletView } from '#shared/std/view/applet-view.ts';

/** Leaves room, in the narrowest bar, for what the technician does. */
const maxNameInBar = 30;

/** What the host's bar says, in the language of `locale`, while someone sees or controls the screen; null when nobody does. */
export function describeViewing(
  view: AppletView,
  locale: string,
): { readonly text: string; readonly stopLabel: string } | null {
  if (!view.activity.screenSeen) return null;
  const texts = viewingBarMessages[chooseLanguage([locale], languages).language];
  const sentence = view.activity.controlled ? texts.controlled : texts.seen;
  return { text: sentence.replace('{name}', () => shortened(view.technician?.name ?? '')), stopLabel: texts.stop };
}

/** The bar has one line, which is cut off at its end, and there stands what happens. */
function shortened(name: string): string {
  const characters = Array.from(name);
  return characters.length <= maxNameInBar ? name : `${characters.slice(0, maxNameInBar).join('')}…`;
}
