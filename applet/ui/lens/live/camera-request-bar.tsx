import type { CameraRequest } from '#shared/std/lens/call-state.ts';
import { Button } from '#shared/ui/controls/button.tsx';
import { useAct, useHelper, useServices, useText, useView } from '../../window/services.tsx';
import type { LensCallService } from '../../window/services.tsx';
import styles from './live.module.css';

const questions = {
  rear: 'requestRear',
  front: 'requestFront',
  torchOn: 'requestTorchOn',
  torchOff: 'requestTorchOff',
} as const satisfies Record<CameraRequest, string>;

/** The technician asks for the other camera or the light (CALL4): the person does it with one press, or does not. */
export function CameraRequestBar() {
  const t = useText();
  const act = useAct();
  const { name } = useHelper();
  const { lens } = useServices();
  const request = useView((view) => view.cameraRequest);
  if (request === null) return null;
  const answer = (accepted: boolean): void => {
    if (accepted) carryOut(request, lens);
    void act('camera/answer', { accepted });
  };
  return (
    <section className={styles['panel']} aria-label={t('cameraRequest', { name })}>
      <p role="alert">{t(questions[request], { name })}</p>
      <div className={styles['panelButtons']}>
        <Button size="large" onClick={() => answer(false)}>
          {t('notNow')}
        </Button>
        <Button size="large" variant="primary" onClick={() => answer(true)}>
          {t('doIt')}
        </Button>
      </div>
    </section>
  );
}

/** What is so already is left as it is. */
function carryOut(request: CameraRequest, lens: LensCallService): void {
  const { torch } = lens.store.getState().call;
  if (request === 'rear' || request === 'front') lens.switchCamera(request);
  else if ((request === 'torchOn' && torch === 'off') || (request === 'torchOff' && torch === 'on')) lens.toggleTorch();
}
