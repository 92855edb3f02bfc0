import { classNames } from '#shared/ui/class-names.ts';
import styles from './big-digits.module.css';

/** Digits to be read aloud: in two groups for the eye, one plain number for everything that reads text. */
export function BigDigits(props: { readonly label: string; readonly digits: string; readonly large?: boolean }) {
  const half = Math.ceil(props.digits.length / 2);
  return (
    <output className={classNames(styles['digits'], props.large && styles['large'])} aria-label={props.label}>
      <span>{props.digits.slice(0, half)}</span>
      <span>{props.digits.slice(half)}</span>
    </output>
  );
}
