import { Progress } from 'radix-ui';
import { classNames } from '../class-names.ts';
import styles from './progress-bar.module.css';

/** How far something is: 0 to 1, or null where nobody can tell. */
export function ProgressBar(props: { readonly label: string; readonly value: number | null }) {
  const percent = props.value === null ? null : Math.round(Math.min(1, Math.max(0, props.value)) * 100);
  return (
    <Progress.Root className={styles['track']} aria-label={props.label} value={percent}>
      <Progress.Indicator
        className={classNames(styles['bar'], percent === null && styles['unknown'])}
        style={percent === null ? undefined : { transform: `translateX(${percent - 100}%)` }}
      />
    </Progress.Root>
  );
}
