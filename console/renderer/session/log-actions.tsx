import { FileBraces, FileSpreadsheet, ShieldCheck } from 'lucide-react';
import { useMessages } from '#shared/ui/i18n.tsx';
import { IconButton } from '#shared/ui/controls/icon-button.tsx';
import { useToast } from '#shared/ui/feedback/toasts.tsx';
import { consoleMessages } from '../messages/catalogue.ts';
import { useAct } from '../window/services.tsx';

/** Writes the log to a file and says where. */
export function useExportLog(session: string): (format: 'csv' | 'jsonl') => Promise<void> {
  const t = useMessages(consoleMessages);
  const act = useAct();
  const toast = useToast();
  return async (format) => {
    const exported = await act('log/export', { session, format });
    if (exported === undefined) return;
    toast({ tone: 'success', title: t('exportedTitle'), text: t('exportedText', { path: exported.path }) });
  };
}

/** Export and verification of one session's log. */
export function LogActions(props: { readonly session: string }) {
  const t = useMessages(consoleMessages);
  const act = useAct();
  const toast = useToast();
  const exportLog = useExportLog(props.session);
  const verify = async (): Promise<void> => {
    const verified = await act('log/verify', { session: props.session });
    if (verified !== undefined) {
      toast({ tone: 'success', title: t('logIntactTitle'), text: t('logIntactText', verified) });
    }
  };
  return (
    <>
      <IconButton name={t('exportCsv')} icon={FileSpreadsheet} size="small" onClick={() => void exportLog('csv')} />
      <IconButton name={t('exportJsonl')} icon={FileBraces} size="small" onClick={() => void exportLog('jsonl')} />
      <IconButton name={t('verifyLog')} icon={ShieldCheck} size="small" onClick={() => void verify()} />
    </>
  );
}
