import { FailureNotice } from '#shared/ui/feedback/notice.tsx';
import { useView } from '../../window/services.tsx';
import { DevicesQuestion } from './devices-question.tsx';
import { Tutorial } from './tutorial.tsx';
import type { WayInState } from './way-in.ts';
import styles from './way-in.module.css';

/** What a phone's page says and asks first. A link that leads nowhere is told here already, not behind three cards. */
export function WayInSteps(props: { readonly way: Exclude<WayInState, { readonly step: 'done' }> }) {
  const failure = useView(({ step }) => (step.name === 'enterPin' ? step.failure : null));
  const { way } = props;
  return (
    <>
      {failure !== null && (
        <div className={styles['failure']}>
          <FailureNotice code={failure} />
        </div>
      )}
      {way.step === 'tutorial' ? <Tutorial card={way.card} /> : <DevicesQuestion />}
    </>
  );
}
