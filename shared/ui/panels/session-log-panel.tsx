import { logSentence } from '#shared/std/messages/log-sentences.ts';
import type { LogLine } from '#shared/std/view/session-parts.ts';
import { useI18n, useLogSentences, useUiMessages } from '../i18n.tsx';
import styles from './session-log-panel.module.css';
import { useStickToEnd } from './use-stick-to-end.ts';

/** What happened in the session, row by row, as it happens. */
export function SessionLogPanel(props: { readonly lines: readonly LogLine[] }) {
  const t = useUiMessages();
  const sentences = useLogSentences();
  const { formats } = useI18n();
  const log = useStickToEnd<HTMLDivElement>();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div ref={log} className={styles['log']} role="log" aria-label={t('sessionLog')} tabIndex={0}>
      {props.lines.length === 0 && <p className={styles['empty']}>{t('logEmpty')}</p>}
      {props.lines.map((line) => (
        <p key={line.index} className={styles['line']}>
          <time className={styles['time']} dateTime={new Date(line.atMs).toISOString()}>
            {formats.timeWithSeconds(line.atMs)}
          </time>{' '}
          <span className={styles['text']}>{logSentence(sentences, line)}</span>
        </p>
      ))}
    </div>
  );
}
