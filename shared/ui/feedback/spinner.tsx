import { LoaderCircle } from 'lucide-react';
import { classNames } from '../class-names.ts';
import styles from './spinner.module.css';
import { turnInSteps } from './turn-in-steps.ts';

/** Something is under way; the words beside it say what. */
export function Spinner(props: { readonly className?: string | undefined }) {
  return <LoaderCircle ref={turnInSteps} className={classNames(styles['spinner'], props.className)} aria-hidden />;
}
