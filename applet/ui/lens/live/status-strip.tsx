import { CameraOff, Disc, Eye, EyeOff, MicOff, PhoneCall, Unplug, VolumeX, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { Spinner } from '#shared/ui/feedback/spinner.tsx';
import { useHelper, useServices, useText, useView } from '../../window/services.tsx';
import styles from './live.module.css';
import type { PictureState } from './picture-state.ts';
import { usePictureState } from './use-picture-state.ts';

const lines = {
  seen: [Eye, 'cameraSeen'],
  private: [EyeOff, 'cameraPrivate'],
  off: [CameraOff, 'cameraOff'],
  starting: [null, 'cameraStarting'],
  connecting: [null, 'cameraConnecting'],
  reconnecting: [Unplug, 'cameraReconnecting'],
  pausedByYou: [EyeOff, 'cameraPausedByYou'],
  pausedHidden: [EyeOff, 'cameraPausedHidden'],
  pausedSystem: [EyeOff, 'cameraPausedSystem'],
  pausedHold: [EyeOff, 'cameraPausedHold'],
  failed: [CameraOff, 'cameraOff'],
} as const satisfies Record<PictureState, readonly [LucideIcon | null, string]>;

/** Who helps, whether they see the camera, and what else is so right now; read out when it changes. */
export function StatusStrip() {
  const t = useText();
  const { name, who } = useHelper();
  const { lens } = useServices();
  const state = usePictureState();
  const microphone = useStore(lens.store, ({ call }) => call.microphone);
  const hasVoice = useView((view) => view.granted.some(({ kind }) => kind === 'voice')) ?? false;
  const isVerified = useView((view) => view.verification.state === 'verified') ?? false;
  const isRecorded = useView((view) => view.recorded) ?? false;
  const technicianVoice = useView((view) => view.technicianVoice);
  const [Icon, line] = lines[state];
  return (
    <div className={styles['status']} data-seen={state === 'seen'} data-kept={isRecorded}>
      <output className={styles['statusLine']}>
        {Icon === null ? <Spinner className={styles['icon']} /> : <Icon className={styles['icon']} aria-hidden />}
        <span>{t(line, { name })}</span>
      </output>
      <p className={styles['who']}>
        {who} · {isVerified ? t('isVerified') : t('notVerified')}
      </p>
      <ul className={styles['facts']} aria-live="polite">
        {isRecorded && (
          <Fact icon={Disc} isKept>
            {t('recordedNow', { name })}
          </Fact>
        )}
        {microphone === 'taken' && <Fact icon={PhoneCall}>{t('microphoneTaken', { name })}</Fact>}
        {microphone === 'muted' && <Fact icon={MicOff}>{t('microphoneMuted')}</Fact>}
        {hasVoice && microphone === 'none' && <Fact icon={MicOff}>{t('microphoneNone')}</Fact>}
        {technicianVoice === 'muted' && <Fact icon={VolumeX}>{t('technicianMuted', { name })}</Fact>}
      </ul>
    </div>
  );
}

/** `isKept`: the call is; it is in sight also where there is room for little else. */
function Fact(props: { readonly icon: LucideIcon; readonly isKept?: boolean; readonly children: ReactNode }) {
  const Icon = props.icon;
  return (
    <li data-kept={props.isKept}>
      <Icon className={styles['icon']} aria-hidden />
      <span>{props.children}</span>
    </li>
  );
}
