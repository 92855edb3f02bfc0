import type { AppletView } from '#shared/std/view/applet-view.ts';

/** What the bar on the customer's screen says while someone sees or controls it; null when nobody does. */
export function describeViewing(view: AppletView): { readonly text: string; readonly stopLabel: string } | null {
  if (!view.activity.screenSeen) return null;
  const name = view.technician?.name ?? 'Your technician';
  const text = view.activity.controlled ? `${name} controls your computer` : `${name} can see your screen`;
  return { text, stopLabel: 'Stop' };
}
