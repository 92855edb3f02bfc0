import { CircleCheck, Clock, Download, X } from 'lucide-react';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { Button } from '#shared/ui/controls/button.tsx';
import { useI18n, useMessages, useWords } from '#shared/ui/i18n.tsx';
import { consoleMessages } from '../messages/catalogue.ts';
import { useAct } from '../window/services.tsx';
import { useExportLog } from './log-actions.tsx';
import { sessionFacts } from './session-facts.ts';
import styles from './stage.module.css';

/** How a session ended, and what is left to do with it. */
export function EndedSummary(props: { readonly session: SessionView }) {
  const t = useMessages(consoleMessages);
  const words = useWords();
  const act = useAct();
  const { id, status } = props.session;
  const exportLog = useExportLog(id);
  const { formats } = useI18n();
  const { lastedMs, saved } = sessionFacts(props.session);
  const closed = status.name === 'closed' ? status : null;
  const Icon = closed === null ? Clock : CircleCheck;
  return (
    <div className={styles['card']}>
      <Icon aria-hidden />
      <h3 className={styles['title']}>{t(closed === null ? 'timedOutTitle' : 'endedTitle')}</h3>
      {closed === null ? (
        <p>{t('timedOutText')}</p>
      ) : (
        <p>
          {t('endedBy', { who: words.endedBy[closed.by] })}{' '}
          {closed.reason !== 'ended' && words.endReason[closed.reason]}
        </p>
      )}
      {lastedMs !== null && <p>{t('endedDuration', { time: formats.duration(lastedMs) })}</p>}
      {saved.length > 0 && (
        <>
          <h4 className={styles['subtitle']}>{t('endedSaved')}</h4>
          <ul className={styles['saved']}>
            {saved.map(({ name, sizeBytes }, at) => (
              // Two of the same second have the same name.
              <li key={at}>
                {name} <span className={styles['quiet']}>{formats.bytes(sizeBytes)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className={styles['quiet']}>{t('endedSafe')}</p>
      <div className={styles['actions']}>
        <Button icon={Download} onClick={() => void exportLog('csv')}>
          {t('exportLog')}
        </Button>
        <Button variant="primary" icon={X} onClick={() => void act('session/remove', { session: id })}>
          {t('closeTab')}
        </Button>
      </div>
    </div>
  );
}
