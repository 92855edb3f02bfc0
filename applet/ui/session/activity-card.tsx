import { Eye, EyeOff, MousePointerClick, type LucideIcon } from 'lucide-react';
import { useHelper, useText, useView } from '../window/services.tsx';
import styles from './session.module.css';

export type Activity = 'nothing' | 'maySee' | 'seen' | 'controlled';

const icons: Readonly<Record<Activity, LucideIcon>> = {
  nothing: EyeOff,
  maySee: Eye,
  seen: Eye,
  controlled: MousePointerClick,
};

/** What the technician sees and does at this moment. */
export function useActivity(): Activity {
  return (
    useView(({ activity, granted }): Activity => {
      if (activity.controlled) return 'controlled';
      if (activity.screenSeen) return 'seen';
      return granted.some(({ kind }) => kind === 'viewScreen') ? 'maySee' : 'nothing';
    }) ?? 'nothing'
  );
}

/** The largest words of the session: what is seen and done right now. */
export function ActivityCard() {
  const t = useText();
  const { name } = useHelper();
  const activity = useActivity();
  const Icon = icons[activity];
  const words = {
    nothing: [t('nothingShared'), t('nothingSharedText', { name })],
    maySee: [t('screenSeenSoon', { name }), t('screenSeenSoonText')],
    seen: [t('screenSeen', { name }), t('screenSeenText')],
    controlled: [t('controlled', { name }), t('controlledText')],
  }[activity];
  return (
    <output className={styles['activity']} data-activity={activity}>
      <Icon className={styles['activityIcon']} aria-hidden />
      <span className={styles['activityWords']}>
        <span className={styles['activityTitle']}>{words[0]}</span>
        <span>{words[1]}</span>
      </span>
    </output>
  );
}
