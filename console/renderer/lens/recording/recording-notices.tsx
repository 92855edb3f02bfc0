import { useEffect } from 'react';
import { useFailureToast, useToast } from '#shared/ui/feedback/toasts.tsx';
import { useI18n, useMessages } from '#shared/ui/i18n.tsx';
import { consoleMessages } from '../../messages/catalogue.ts';
import { useServices } from '../../window/services.tsx';
import { maxRecordingBytes, maxRecordingMs } from './recording-limits.ts';

/** Says what became of a recording, whatever tab is in front. */
export function RecordingNotices() {
  const t = useMessages(consoleMessages);
  const { formats } = useI18n();
  const toast = useToast();
  const showFailure = useFailureToast();
  const { recordings } = useServices();
  useEffect(
    () =>
      recordings.onNotice((notice) => {
        switch (notice.what) {
          case 'saved':
            return toast({ tone: 'success', title: t('savedTitle', { file: notice.name }), text: t('savedText') });
          case 'savedUnlogged':
            return toast({ tone: 'warning', title: t('savedTitle', { file: notice.name }), text: t('savedUnlogged') });
          case 'refused':
            return showFailure(notice.reason);
          case 'failed':
            return showFailure('recordingFailed');
          case 'nearLimit':
            return toast({
              tone: 'warning',
              title: t('recordingNearLimitTitle'),
              text: t('recordingNearLimitText', {
                time: formats.duration(maxRecordingMs),
                size: formats.bytes(maxRecordingBytes),
              }),
            });
          case 'limit':
            return toast({ tone: 'warning', title: t('recordingLimitTitle'), text: t('recordingLimitText') });
          case 'lost':
            return toast({ tone: 'warning', title: t('recordingLostTitle'), text: t('recordingLostText') });
        }
      }),
    [recordings, toast, showFailure, formats, t],
  );
  return null;
}
