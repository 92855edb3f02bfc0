import { ArrowDownToLine, ArrowUpFromLine, Check, CircleAlert, FolderOpen, X } from 'lucide-react';
import type { TransferView } from '#shared/std/view/session-parts.ts';
import { Button } from '../controls/button.tsx';
import { IconButton } from '../controls/icon-button.tsx';
import { ProgressBar } from '../feedback/progress-bar.tsx';
import { useFailureMessage, useI18n, useUiMessages } from '../i18n.tsx';
import styles from './transfer-list.module.css';

export type TransferListActions = {
  readonly onAccept?: (transfer: string) => void;
  /** Refuses an offer or cancels a running transfer. */
  readonly onCancel: (transfer: string) => void;
  /** Left out where there is no file manager to show a file in. */
  readonly onReveal?: (transfer: string) => void;
};

/** Files on their way and arrived, newest first. */
export function TransferList(props: { readonly transfers: readonly TransferView[] } & TransferListActions) {
  const t = useUiMessages();
  if (props.transfers.length === 0) return <p className={styles['empty']}>{t('filesEmpty')}</p>;
  return (
    <ul className={styles['list']} aria-label={t('files')}>
      {props.transfers.toReversed().map((transfer) => (
        <Item key={transfer.id} transfer={transfer} actions={props} />
      ))}
    </ul>
  );
}

function Item(props: { readonly transfer: TransferView; readonly actions: TransferListActions }) {
  const { transfer } = props;
  const { formats } = useI18n();
  const Direction = transfer.direction === 'sending' ? ArrowUpFromLine : ArrowDownToLine;
  return (
    <li className={styles['item']}>
      <Direction className={styles['direction']} aria-hidden />
      <div className={styles['words']}>
        <p className={styles['name']}>
          <bdi>{transfer.name}</bdi> <span className={styles['size']}>{formats.bytes(transfer.sizeBytes)}</span>
        </p>
        <State transfer={transfer} />
        <Offer transfer={transfer} actions={props.actions} />
      </div>
      <Action transfer={transfer} actions={props.actions} />
    </li>
  );
}

function State(props: { readonly transfer: TransferView }) {
  const t = useUiMessages();
  const { formats } = useI18n();
  const failureMessage = useFailureMessage();
  const { state, sizeBytes, direction, name } = props.transfer;
  switch (state.name) {
    case 'offered':
      return (
        <p className={styles['note']}>{t(direction === 'sending' ? 'fileSendingOffered' : 'fileReceivingOffered')}</p>
      );
    case 'running': {
      const leftMs = state.bytesPerSecond > 0 ? ((sizeBytes - state.doneBytes) / state.bytesPerSecond) * 1000 : null;
      return (
        <>
          <ProgressBar label={t('transferOf', { name })} value={sizeBytes === 0 ? null : state.doneBytes / sizeBytes} />
          <p className={styles['note']}>
            {[
              t('fileProgress', { done: formats.bytes(state.doneBytes), total: formats.bytes(sizeBytes) }),
              formats.bytesPerSecond(state.bytesPerSecond),
              leftMs === null ? t('fileTimeLeftUnknown') : t('fileTimeLeft', { time: formats.duration(leftMs) }),
            ].join(' · ')}
          </p>
        </>
      );
    }
    case 'done':
      return (
        <p className={styles['done']}>
          <Check className={styles['icon']} aria-hidden />
          <span>
            {direction === 'sending'
              ? t('fileDoneSent')
              : t('fileDoneReceived', { name: baseName(state.savedAs ?? name) })}
          </span>
        </p>
      );
    case 'failed': {
      const { happened, next } = failureMessage(state.reason);
      return (
        <p className={styles['failed']}>
          <CircleAlert className={styles['icon']} aria-hidden />
          <span>
            {happened} {next}
          </span>
        </p>
      );
    }
  }
}

/** A main says a whole path, a page only a name; people know the folder. */
function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

/** An offer waits for an answer in words. */
function Offer(props: { readonly transfer: TransferView; readonly actions: TransferListActions }) {
  const t = useUiMessages();
  const { id, name } = props.transfer;
  const { onAccept, onCancel } = props.actions;
  if (!isOfferToUs(props.transfer) || onAccept === undefined) return null;
  return (
    <div className={styles['actions']}>
      <Button size="small" variant="primary" aria-label={t('acceptNamed', { name })} onClick={() => onAccept(id)}>
        {t('accept')}
      </Button>
      <Button size="small" aria-label={t('refuseNamed', { name })} onClick={() => onCancel(id)}>
        {t('refuse')}
      </Button>
    </div>
  );
}

/** What else can be done with a file: stop it while it moves, find it once it is here. */
function Action(props: { readonly transfer: TransferView; readonly actions: TransferListActions }) {
  const t = useUiMessages();
  const { id, name, state, direction } = props.transfer;
  const { onAccept, onCancel, onReveal } = props.actions;
  switch (state.name) {
    case 'offered':
    case 'running':
      if (isOfferToUs(props.transfer) && onAccept !== undefined) return null;
      return <IconButton size="small" name={t('cancelNamed', { name })} icon={X} onClick={() => onCancel(id)} />;
    case 'done':
      if (direction === 'sending' || onReveal === undefined || state.savedAs === null) return null;
      return (
        <IconButton
          size="small"
          name={t('showInFolderNamed', { name })}
          icon={FolderOpen}
          onClick={() => onReveal(id)}
        />
      );
    case 'failed':
      return null;
  }
}

function isOfferToUs(transfer: TransferView): boolean {
  return transfer.direction === 'receiving' && transfer.state.name === 'offered';
}
