import { ArrowLeft, FileText, Image, PhoneOff } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#shared/ui/controls/button.tsx';
import { Dialog } from '#shared/ui/controls/dialog.tsx';
import { SessionLogPanel } from '#shared/ui/panels/session-log-panel.tsx';
import { ReadingTools } from '../../frame/reading-tools.tsx';
import { RevokeButton } from '../../frame/revoke-button.tsx';
import { AllowedList } from '../../session/allowed-list.tsx';
import { FilesPart } from '../../session/files-part.tsx';
import { useEndSession, useText, useView } from '../../window/services.tsx';
import styles from './live.module.css';

type Part = 'menu' | 'files' | 'log';

/** Everything that is not needed all the time, and both ways out once more, as it lies over them. */
export function LiveMenu(props: { readonly open: boolean; readonly onClose: () => void }) {
  const t = useText();
  const end = useEndSession();
  const log = useView((view) => view.log) ?? [];
  const [part, setPart] = useState<Part>('menu');
  const close = (): void => {
    setPart('menu');
    props.onClose();
  };
  const titles = { menu: t('menu'), files: t('filesAndPhotos'), log: t('log') } as const;
  return (
    <Dialog
      key={part}
      title={titles[part]}
      open={props.open}
      onClose={close}
      footer={
        part === 'menu' ? undefined : (
          <Button size="large" icon={ArrowLeft} onClick={() => setPart('menu')}>
            {t('back')}
          </Button>
        )
      }
    >
      {part === 'files' && <FilesPart />}
      {part === 'log' && (
        <div className={styles['menuLog']}>
          <SessionLogPanel lines={log} />
        </div>
      )}
      {part === 'menu' && (
        <div className={styles['menu']}>
          <Button size="large" variant="danger" icon={PhoneOff} onClick={end}>
            {t('disconnect')}
          </Button>
          <RevokeButton />
          <AllowedList />
          <Button size="large" icon={Image} onClick={() => setPart('files')}>
            {t('filesAndPhotos')}
          </Button>
          <Button size="large" icon={FileText} onClick={() => setPart('log')}>
            {t('log')}
          </Button>
          <ReadingTools />
        </div>
      )}
    </Dialog>
  );
}
