/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a row on two lines is no table row to a browser, so the roles are spelt out */
import { TriangleAlert } from 'lucide-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import { useI18n, useMessages } from '#shared/ui/i18n.tsx';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { classNames } from '#shared/ui/class-names.ts';
import { useTimed } from '#shared/ui/use-now.ts';
import { consoleMessages } from '../messages/catalogue.ts';
import { useOpenSession, useServices, useView, useWindow } from '../window/services.tsx';
import { focusTargets } from '../window/use-shortcuts.ts';
import { rowForKey } from './list-keyboard.ts';
import styles from './session-list.module.css';
import { StatusBadge } from './status-badge.tsx';
import { statusTimeText, waitingLevel } from './waiting-time.ts';

/** Every session of this technician. One row is in the Tab order; arrows, Home and End move, Enter opens. */
export function SessionList() {
  const t = useMessages(consoleMessages);
  const sessions = useView((view) => view.sessions) ?? [];
  const selected = useWindow((state) => state.selected);
  const open = useOpenSession();
  const body = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const current = Math.max(
    0,
    sessions.findIndex(({ id }) => id === (focused ?? selected)),
  );

  const keyDown = (event: KeyboardEvent, index: number): void => {
    const session = sessions[index];
    if (session && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      open(session.id);
      return;
    }
    const next = rowForKey(event.key, index, sessions.length);
    if (next === null) return;
    event.preventDefault();
    setFocused(sessions[next]?.id ?? null);
    const row = body.current?.children[next];
    if (row instanceof HTMLElement) row.focus();
  };

  return (
    <div className={styles['frame']}>
      <div role="grid" aria-label={t('sessionList')} id={focusTargets.list}>
        <div className="visually-hidden" role="row">
          {(['columnName', 'columnStatus', 'columnTime'] as const).map((column) => (
            <span key={column} role="columnheader">
              {t(column)}
            </span>
          ))}
        </div>
        <div ref={body} role="rowgroup">
          {sessions.map((session, index) => (
            <div
              key={session.id}
              role="row"
              className={styles['row']}
              tabIndex={index === current ? 0 : -1}
              aria-selected={session.id === selected}
              onFocus={() => setFocused(session.id)}
              onClick={() => open(session.id)}
              onKeyDown={(event) => keyDown(event, index)}
            >
              <span role="gridcell" className={styles['name']}>
                {session.name}
              </span>
              <StatusCell session={session} />
              <TimeCell session={session} />
            </div>
          ))}
        </div>
      </div>
      {sessions.length === 0 && <p className={styles['empty']}>{t('listEmpty')}</p>}
    </div>
  );
}

function StatusCell(props: { readonly session: SessionView }) {
  const t = useMessages(consoleMessages);
  const level = useTimed(useServices().clock, (nowMs) => waitingLevel(props.session, nowMs));
  return (
    <span role="gridcell" className={styles['status']}>
      <StatusBadge status={props.session.status} />
      {(level === 'long' || level === 'veryLong') && (
        <span className={classNames(styles['alarm'], styles[level])}>
          <TriangleAlert className={styles['alarmIcon']} aria-hidden />
          {t(level === 'long' ? 'longWait' : 'veryLongWait')}
        </span>
      )}
    </span>
  );
}

function TimeCell(props: { readonly session: SessionView }) {
  const { formats } = useI18n();
  const { clock } = useServices();
  const level = useTimed(clock, (nowMs) => waitingLevel(props.session, nowMs));
  const time = useTimed(clock, (nowMs) => statusTimeText(props.session, nowMs, formats));
  return (
    <span role="gridcell" className={classNames(styles['time'], styles[level])}>
      {time ?? '–'}
    </span>
  );
}
