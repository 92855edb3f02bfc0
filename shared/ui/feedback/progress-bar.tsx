import { Progress } from 'radix-ui';
import { classNames } from '../class-names.ts';
import { moveInSteps } from './move-in-steps.ts';
import styles from './progress-bar.module.css';

const stepsAcross = 10;

/** There and back again: the bar is a third of its track. */
const passInSteps = moveInSteps((step) => {
  const place = step % (2 * stepsAcross);
  return `translateX(${((place < stepsAcross ? place : 2 * stepsAcross - place) / stepsAcross) * 186}%)`;
});

/** How far something is: 0 to 1, or null where nobody can tell. */
export function ProgressBar(props: { readonly label: string; readonly value: number | null }) {
  const percent = props.value === null ? null : Math.round(Math.min(1, Math.max(0, props.value)) * 100);
  return (
    <Progress.Root className={styles['track']} aria-label={props.label} value={percent}>
      <Progress.Indicator
        ref={percent === null ? passInSteps : null}
        className={classNames(styles['bar'], percent === null && styles['unknown'])}
        style={percent === null ? undefined : { transform: `translateX(${percent - 100}%)` }}
      />
    </Progress.Root>
  );
}
