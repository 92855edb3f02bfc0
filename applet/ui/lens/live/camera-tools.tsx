import { Flashlight, FlashlightOff, SwitchCamera } from 'lucide-react';
import { useStore } from 'zustand';
import { useServices, useText } from '../../window/services.tsx';
import { ControlButton } from './control-button.tsx';
import styles from './live.module.css';

/** What only some cameras can do (L7): above the other buttons, so that those never move. */
export function CameraTools() {
  const t = useText();
  const { lens } = useServices();
  const { torch, canSwitch } = useStore(lens.store, ({ call }) => call);
  if (torch === 'none' && !canSwitch) return null;
  return (
    <div className={styles['tools']}>
      {canSwitch && (
        <ControlButton icon={SwitchCamera} onClick={() => lens.switchCamera()}>
          {t('switchCamera')}
        </ControlButton>
      )}
      {torch !== 'none' && (
        <ControlButton
          icon={torch === 'on' ? FlashlightOff : Flashlight}
          pressed={torch === 'on'}
          onClick={() => lens.toggleTorch()}
        >
          {t('flashlight')}
        </ControlButton>
      )}
    </div>
  );
}
