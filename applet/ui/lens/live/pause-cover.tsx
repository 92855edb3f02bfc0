import { CameraOff, Pause, Unplug, type LucideIcon } from 'lucide-react';
import { useHelper, useText } from '../../window/services.tsx';
import styles from './live.module.css';
import type { PictureState } from './picture-state.ts';
import { usePictureState } from './use-picture-state.ts';

const covers = {
  pausedByYou: [Pause, 'cameraPausedByYou', 'cameraPausedByYouText'],
  pausedHidden: [Pause, 'cameraPausedHidden', 'cameraPausedHiddenText'],
  pausedSystem: [Pause, 'cameraPausedSystem', 'cameraPausedSystemText'],
  pausedHold: [Pause, 'cameraPausedHold', 'cameraPausedHoldText'],
  reconnecting: [Unplug, 'cameraReconnecting', 'cameraReconnectingText'],
  off: [CameraOff, 'cameraOff', 'cameraPrivateText'],
} as const satisfies Partial<Record<PictureState, readonly [LucideIcon, string, string]>>;

/** Over a picture that is not seen by the technician: why, and when it goes on. For the eye; the status line is read out. */
export function PauseCover() {
  const t = useText();
  const { name } = useHelper();
  const state = usePictureState();
  if (!(state in covers)) return null;
  const [Icon, title, text] = covers[state as keyof typeof covers];
  return (
    <div className={styles['cover']} aria-hidden>
      <Icon className={styles['coverIcon']} />
      <p className={styles['coverTitle']}>{t(title, { name })}</p>
      <p>{t(text, { name })}</p>
    </div>
  );
}
