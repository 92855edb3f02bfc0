import { chooseLanguage, languages, type Language } from '#shared/std/messages/language.ts';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { useServices, useView, useWindow } from '../window/services.tsx';
import { withoutScheme } from './entry-card.tsx';
import type { Invitation } from './invitation-text.ts';

/** The language that customers are written to in: as chosen last, at first the technician's own. */
export function useInvitationLanguage(): readonly [Language, (language: Language) => void] {
  const { window } = useServices();
  const chosen = useWindow((state) => state.invitationLanguage);
  const own = chooseLanguage(navigator.languages, languages).language;
  return [chosen ?? own, (language) => window.setState({ invitationLanguage: language })];
}

/** What a session's invitation says; null if it has none, or its time is over. */
export function useInvitation(session: SessionView, language: Language): Invitation | null {
  const view = useView(({ technician, relay }) => ({
    technician: technician.name,
    organisation: technician.organisation,
    joinUrl: relay.joinUrl,
  }));
  if (view === null || session.entry.method !== 'message') return null;
  const { technician, organisation, joinUrl } = view;
  const { url, pin, expiresAtMs } = session.entry;
  const time = timeOfDay(expiresAtMs, language);
  return { technician, organisation, type: session.type, url, pin, address: withoutScheme(joinUrl), time };
}

/** With its zone: technician and customer need not be in the same one. */
function timeOfDay(atMs: number, language: Language): string {
  const { locale } = chooseLanguage([...navigator.languages, language], [language]);
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' }).format(atMs);
}
