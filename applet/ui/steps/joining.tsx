import { useEffect, useState } from 'react';
import { Spinner } from '#shared/ui/feedback/spinner.tsx';
import { slowJoinMs } from '../window/applet-limits.ts';
import { useServices, useText } from '../window/services.tsx';
import { StepTitle } from './step-title.tsx';
import styles from './step.module.css';

/** The PIN is on its way. */
export function Joining() {
  const t = useText();
  const { clock } = useServices();
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => clock.after(slowJoinMs, () => setIsSlow(true)), [clock]);
  return (
    <section className={styles['step']}>
      <div className={styles['busy']}>
        <Spinner className={styles['bigSpinner']} />
        <StepTitle>{t('joiningTitle')}</StepTitle>
      </div>
      <output className={styles['lead']}>{isSlow ? t('joiningSlow') : t('joiningText')}</output>
    </section>
  );
}
