import { useStore } from 'zustand';
import { Notice } from '#shared/ui/feedback/notice.tsx';
import { Spinner } from '#shared/ui/feedback/spinner.tsx';
import { LocalPreview } from '../lens/local-preview.tsx';
import { useHelper, useServices, useText, useView } from '../window/services.tsx';
import { HelperCard } from './helper-card.tsx';
import { StepTitle } from './step-title.tsx';
import styles from './step.module.css';
import { Verification } from './verification.tsx';

/** Terms accepted: the code is typed, then the helper starts. */
export function Waiting() {
  const t = useText();
  const { name } = useHelper();
  const needsCode = useView((view) => view.verification.state === 'codeNeeded') ?? false;
  const isRelayLost = useView((view) => view.relay.state === 'lost') ?? false;
  return (
    <section className={styles['step']}>
      <StepTitle key={String(needsCode)} takesFocus={!needsCode}>
        {needsCode ? t('verificationTitle') : t('waitingTitle')}
      </StepTitle>
      <HelperCard />
      <LocalPreview size={needsCode ? 'small' : 'large'} />
      {isRelayLost && (
        <Notice tone="info" announce="politely">
          {t('reconnecting')}
        </Notice>
      )}
      {needsCode ? (
        <Verification />
      ) : (
        <>
          <output className={styles['busy']}>
            <Spinner className={styles['bigSpinner']} />
            <span className={styles['lead']}>{t('waitingText', { name })}</span>
          </output>
          <WhatStarts />
        </>
      )}
    </section>
  );
}

/** What the person agreed to for the camera's session is not asked again (PRM1): so it is said here, once more, what the start means. */
function WhatStarts() {
  const t = useText();
  const { name } = useHelper();
  const isCameraSession = useView(({ sessionType }) => sessionType === 'lens') ?? false;
  const { camera, microphone } = useStore(useServices().lens.store, ({ access }) => access);
  const sees = isCameraSession && camera === 'granted';
  const hears = isCameraSession && microphone === 'granted';
  if (!sees && !hears) return <p className={styles['muted']}>{t('waitingSafe')}</p>;
  const words = sees && hears ? 'startsBoth' : sees ? 'startsCamera' : 'startsMicrophone';
  return <p className={styles['muted']}>{t(words, { name })}</p>;
}
