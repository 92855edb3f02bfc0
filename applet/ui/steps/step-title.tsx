import { useEffect, useRef, type ReactNode } from 'react';
import styles from './step.module.css';

/** The heading of a step. It takes the focus when the step begins, so that reading goes on here. */
export function StepTitle(props: { readonly takesFocus?: boolean; readonly children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const takesFocus = props.takesFocus ?? true;
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  return (
    <h1 ref={heading} className={styles['title']} tabIndex={-1}>
      {props.children}
    </h1>
  );
}
