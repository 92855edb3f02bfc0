import { Eye, MousePointerClick, X } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useStore } from 'zustand';
import { useActivity } from '../session/activity-card.tsx';
import { useHelper, useRevokeAll, useServices, useText, useView } from '../window/services.tsx';
import styles from './bar.module.css';

/** Fills the bar's window while it is open, and closes it as soon as nothing can be seen or controlled any more. */
export function BarContent(): ReactNode {
  const t = useText();
  const { bar } = useServices();
  const { name } = useHelper();
  const activity = useActivity();
  const revokeAll = useRevokeAll();
  const barWindow = useStore(bar.store, ({ window }) => window);
  const maySee = useView((view) => view.granted.some(({ kind }) => kind === 'viewScreen' || kind === 'control'));
  const percent = useStore(useServices().preferences, ({ textPercent }) => textPercent);
  useEffect(() => {
    if (maySee === false) bar.close();
  }, [maySee, bar]);
  useEffect(() => {
    if (barWindow !== null) bar.setTextPercent(percent);
  }, [bar, barWindow, percent]);
  if (barWindow === null) return null;
  const isControlled = activity === 'controlled';
  const Icon = isControlled ? MousePointerClick : Eye;
  return createPortal(
    <div className={styles['bar']} data-controlled={isControlled}>
      <Icon className={styles['icon']} aria-hidden />
      <output className={styles['words']}>
        {isControlled ? t('barControlled', { name }) : t('barSeen', { name })}
      </output>
      <button type="button" className={styles['stop']} title={t('stopHint')} onClick={revokeAll}>
        <X className={styles['icon']} aria-hidden />
        {t('stop')}
      </button>
    </div>,
    barWindow.document.body,
  );
}
