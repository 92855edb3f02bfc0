import { useEffect } from 'react';
import { useMessages } from '#shared/ui/i18n.tsx';
import { useToast } from '#shared/ui/feedback/toasts.tsx';
import { consoleMessages } from '../messages/catalogue.ts';
import { useServices } from './services.tsx';

/** Says which characters the customer's computer could not type, so that nobody mistypes a password unawares. */
export function UntypedNotice() {
  const t = useMessages(consoleMessages);
  const toast = useToast();
  const { remote } = useServices();
  useEffect(
    () =>
      remote.on('untyped', ({ characters }) =>
        toast({ tone: 'warning', title: t('untypedTitle', { characters }), text: t('untypedText') }),
      ),
    [remote, t, toast],
  );
  return null;
}
