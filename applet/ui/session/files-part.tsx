import { Paperclip } from 'lucide-react';
import { useRef, useState, type ChangeEvent } from 'react';
import { Button } from '#shared/ui/controls/button.tsx';
import { useFailureToast } from '#shared/ui/feedback/toasts.tsx';
import { TransferList } from '#shared/ui/panels/transfer-list.tsx';
import { PhotoButtons } from '../lens/photos/photo-buttons.tsx';
import { useAct, useServices, useText, useView } from '../window/services.tsx';
import styles from './session.module.css';

/** Files in both directions. The person picks what is sent; nothing received is ever opened here. */
export function FilesPart() {
  const t = useText();
  const act = useAct();
  const showFailure = useFailureToast();
  const { bridge, onPhone } = useServices();
  const picker = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const transfers = useView((view) => view.transfers) ?? [];
  const folder = useView((view) => view.downloadFolder);
  const hasReceived = transfers.some(({ direction }) => direction === 'receiving');
  const send = async (files: readonly File[]): Promise<void> => {
    setBusy(true);
    try {
      await act('file/send', { tickets: await bridge.offerFiles(files).then((tickets) => [...tickets]) });
    } catch {
      // The bridge rejects when a file is gone, or main is.
      showFailure('fileUnreadable');
    } finally {
      setBusy(false);
    }
  };
  const picked = (event: ChangeEvent<HTMLInputElement>): void => {
    const files = Array.from(event.target.files ?? []);
    // The same file can be picked again.
    event.target.value = '';
    if (files.length > 0) void send(files);
  };
  return (
    <div className={styles['files']} data-on-phone={onPhone}>
      <p className={styles['note']}>{onPhone ? t('photoText') : t('sendFileText')}</p>
      <input ref={picker} type="file" multiple hidden onChange={picked} />
      {onPhone && <PhotoButtons busy={busy} onFiles={(files) => void send(files)} />}
      <Button size="large" icon={Paperclip} busy={busy} onClick={() => picker.current?.click()}>
        {t('sendFile')}
      </Button>
      <TransferList transfers={transfers} onCancel={(transfer) => void act('file/cancel', { transfer })} />
      {hasReceived && (
        <p className={styles['note']}>{folder === null ? t('receivedByBrowser') : t('receivedInto', { folder })}</p>
      )}
    </div>
  );
}
