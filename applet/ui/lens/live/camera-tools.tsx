import { Flashlight, FlashlightOff, SwitchCamera, Video } from 'lucide-react';
import { useStore } from 'zustand';
import { useServices, useText } from '../../window/services.tsx';
import type { PhoneBoard } from '../board/phone-board.ts';
import { ControlButton } from './control-button.tsx';
import styles from './live.module.css';

/** What only some cameras can do (L7), and the way back from a still picture: above the other buttons, so that those never move. */
export function CameraTools(props: { readonly board: PhoneBoard }) {
  const { board } = props;
  const t = useText();
  const { lens } = useServices();
  const call = useStore(lens.store, (state) => state.call);
  // A camera that is off, as after its permission was taken back, has nothing to switch.
  const isOff = call.camera.state === 'off';
  const canSwitch = call.canSwitch && !isOff;
  const torch = isOff ? 'none' : call.torch;
  const isStill = useStore(board.state, ({ still }) => still !== null);
  if (torch === 'none' && !canSwitch && !isStill) return null;
  return (
    <div className={styles['tools']}>
      {isStill && (
        <ControlButton icon={Video} onClick={() => board.putStillAway()}>
          {t('boardBackToCamera')}
        </ControlButton>
      )}
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
