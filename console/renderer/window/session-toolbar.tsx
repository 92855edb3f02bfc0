import { ArrowRightLeft, CircleStop, Keyboard, Pause, Play, Plus, UserPlus } from 'lucide-react';
import { Button } from '#shared/ui/controls/button.tsx';
import { IconButton } from '#shared/ui/controls/icon-button.tsx';
import { useMessages } from '#shared/ui/i18n.tsx';
import { consoleMessages, type PlainMessage } from '../messages/catalogue.ts';
import { endObstacle, holdObstacle, newSessionObstacle, startObstacle } from '../session/session-actions.ts';
import { useServices, useSession, useView, useWindow } from './services.tsx';
import styles from './session-toolbar.module.css';
import { useSessionCommands } from './use-session-commands.ts';

/** What can be done with sessions as a whole: makes a new one, or acts on the selected one. */
export function SessionToolbar() {
  const t = useMessages(consoleMessages);
  const { window } = useServices();
  const relay = useView((view) => view.relay);
  const session = useSession(useWindow((state) => state.selected));
  const starting = useWindow((state) => state.starting);
  const commands = useSessionCommands();
  const reason = (obstacle: PlainMessage | null): string | null => (obstacle === null ? null : t(obstacle));
  const startReason = reason(startObstacle(session));
  const onHold = session?.status.name === 'onHold';
  return (
    <header className={styles['toolbar']}>
      <h1 className={styles['brand']}>{t('product')}</h1>
      <div className={styles['buttons']} role="toolbar" aria-label={t('sessionToolbar')}>
        <Button
          variant={startReason === null ? 'secondary' : 'primary'}
          icon={Plus}
          unavailable={relay === null ? t('relayNotReady') : reason(newSessionObstacle(relay))}
          onClick={commands.create}
        >
          {t('newSession')}
        </Button>
        <span className={styles['divider']} />
        <Button
          variant={startReason === null ? 'primary' : 'secondary'}
          icon={Play}
          busy={starting !== null}
          unavailable={startReason}
          onClick={commands.start}
        >
          {t('start')}
        </Button>
        <Button
          icon={Pause}
          aria-pressed={onHold}
          hint={onHold ? t('resumeHint') : null}
          unavailable={reason(holdObstacle(session))}
          onClick={commands.toggleHold}
        >
          {t('hold')}
        </Button>
        <Button icon={ArrowRightLeft} unavailable={t('notAvailableYet')}>
          {t('transfer')}
        </Button>
        <Button icon={UserPlus} unavailable={t('notAvailableYet')}>
          {t('inviteTechnician')}
        </Button>
        <span className={styles['divider']} />
        <Button
          className={styles['end']}
          icon={CircleStop}
          unavailable={reason(endObstacle(session))}
          onClick={commands.end}
        >
          {t('endSession')}
        </Button>
      </div>
      <IconButton name={t('help')} icon={Keyboard} onClick={() => window.setState({ dialog: 'help' })} />
    </header>
  );
}
