import { useEffect, useRef } from 'react';
import { useMessages } from '#shared/ui/i18n.tsx';
import { useToast } from '#shared/ui/feedback/toasts.tsx';
import { consoleMessages } from '../messages/catalogue.ts';
import { useServices, useView } from './services.tsx';

/** Says when a customer has joined, also in the window's title, for a technician who is busy elsewhere. */
export function WaitingAnnouncer() {
  const t = useMessages(consoleMessages);
  const toast = useToast();
  const { window } = useServices();
  const sessions = useView((view) => view.sessions);
  const known = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    if (sessions === null) return;
    const waiting = sessions.filter(({ status }) => status.name === 'waiting');
    document.title = waiting.length > 0 ? t('windowTitleWaiting', { waiting: waiting.length }) : t('windowTitle');
    // Those who waited before this window opened are in the list already.
    if (known.current !== null) {
      for (const { id, name } of waiting) {
        // One that is in front says so itself.
        if (!known.current.has(id) && id !== window.getState().selected) {
          toast({ tone: 'info', title: t('customerWaiting', { name }), text: t('customerWaitingText') });
        }
      }
    }
    known.current = new Set(waiting.map(({ id }) => id));
  }, [sessions, t, toast, window]);
  return null;
}
