import type { SyntheticEvent } from 'react';
import type { CameraRequest } from '#shared/std/lens/call-state.ts';
import { Button } from '#shared/ui/controls/button.tsx';
import { usePromptGuard } from '../../prompt/use-prompt-guard.ts';
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
  const request = useView((view) => view.cameraRequest);
  return request === null ? null : <Question key={request} request={request} />;
}

/** As for a permission: a question that comes up under a finger on its way down is not answered by it. */
function Question(props: { readonly request: CameraRequest }) {
  const t = useText();
  const act = useAct();
  const { name } = useHelper();
  const { clock, lens } = useServices();
  const guard = usePromptGuard(clock);
  const { request } = props;
  const answer = (event: SyntheticEvent, accepted: boolean): void => {
    if (!guard.counts(event)) return;
    if (accepted) carryOut(request, lens);
    void act('camera/answer', { accepted });
  };
  return (
    <section className={styles['panel']} aria-label={t('cameraRequest', { name })}>
      <p role="alert">{t(questions[request], { name })}</p>
      <fieldset className={styles['panelButtons']} aria-disabled={!guard.isReady}>
        <Button size="large" onClick={(event) => answer(event, false)}>
          {t('notNow')}
        </Button>
        <Button size="large" variant="primary" onClick={(event) => answer(event, true)}>
          {t('doIt')}
        </Button>
      </fieldset>
    </section>
  );
}

/** What is so already is left as it is. */
function carryOut(request: CameraRequest, lens: LensCallService): void {
  const { torch } = lens.store.getState().call;
  if (request === 'rear' || request === 'front') lens.switchCamera(request);
  else if ((request === 'torchOn' && torch === 'off') || (request === 'torchOff' && torch === 'on')) lens.toggleTorch();
}
