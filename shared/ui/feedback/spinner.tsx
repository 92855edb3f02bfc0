import { LoaderCircle } from 'lucide-react';
import { classNames } from '../class-names.ts';
import styles from './spinner.module.css';

/** Something is under way; the words beside it say what. */
export function Spinner(props: { readonly className?: string | undefined }) {
  return <LoaderCircle className={classNames(styles['spinner'], props.className)} aria-hidden />;
}
