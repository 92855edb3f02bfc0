import { useMemo } from 'react';
import { useToast } from '#shared/ui/feedback/toasts.tsx';
import { useMessages } from '#shared/ui/i18n.tsx';
import { consoleMessages } from '../messages/catalogue.ts';
import { useServices } from '../window/services.tsx';
import { savePicture, type PictureFile, type SavedPicture } from './save-picture.ts';

/** Saves a picture and says so. */
export function useSavePicture(): (what: Pick<SavedPicture, 'session' | 'of'>, file: PictureFile) => Promise<void> {
  const t = useMessages(consoleMessages);
  const toast = useToast();
  const { remote } = useServices();
  return useMemo(
    () => async (what, file) => {
      const logged = await savePicture(remote, what, file);
      const title = t('savedTitle', { file: file.name });
      if (logged.ok) toast({ tone: 'success', title, text: t('savedText') });
      else toast({ tone: 'warning', title, text: t('savedUnlogged') });
    },
    [remote, t, toast],
  );
}
