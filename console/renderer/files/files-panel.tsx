import { Upload } from 'lucide-react';
import { useState, type DragEvent } from 'react';
import { useMessages } from '#shared/ui/i18n.tsx';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { classNames } from '#shared/ui/class-names.ts';
import { TransferList } from '#shared/ui/panels/transfer-list.tsx';
import { consoleMessages } from '../messages/catalogue.ts';
import { accessObstacle } from '../session/session-actions.ts';
import { useAct } from '../window/services.tsx';
import styles from './files-panel.module.css';
import { useSessionFiles } from './session-files.tsx';

/** Files of the session, and the place to drop more. */
export function FilesPanel(props: { readonly session: SessionView }) {
  const t = useMessages(consoleMessages);
  const act = useAct();
  const files = useSessionFiles();
  const [dropping, setDropping] = useState(false);
  const { session } = props;
  const open = accessObstacle(session) === null;

  const dragOver = (event: DragEvent): void => {
    if (!open || !event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setDropping(true);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setDropping(false);
    if (open) void files.send(Array.from(event.dataTransfer.files));
  };

  return (
    <div
      className={classNames(styles['files'], dropping && styles['dropping'])}
      onDragOver={dragOver}
      onDragLeave={() => setDropping(false)}
      onDrop={drop}
    >
      <div className={styles['list']}>
        <TransferList
          transfers={session.transfers}
          onAccept={(transfer) => void act('file/accept', { session: session.id, transfer })}
          onCancel={(transfer) => void act('file/cancel', { session: session.id, transfer })}
          onReveal={(transfer) => void act('file/reveal', { session: session.id, transfer })}
        />
      </div>
      {open && (
        <p className={styles['drop']}>
          <Upload className={styles['icon']} aria-hidden />
          {dropping ? (
            t('dropNow')
          ) : (
            <span>
              {t('dropHere')}{' '}
              <button type="button" className={styles['choose']} onClick={files.choose}>
                {t('chooseFiles')}
              </button>
            </span>
          )}
        </p>
      )}
    </div>
  );
}
