import type { ReactNode } from 'react';
import type { FailureCode } from '#shared/std/core/failure.ts';
import { classNames } from '../class-names.ts';
import { useFailureMessage } from '../i18n.tsx';
import styles from './notice.module.css';
import { toneIcons, type Tone } from './tone.ts';
import tones from './tone.module.css';

/** A sentence that stays until it is no longer true. `announce` reads it out when it appears. */
export function Notice(props: {
  readonly tone: Tone;
  readonly title?: string | null;
  readonly announce?: 'politely' | 'at once';
  readonly actions?: ReactNode;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}) {
  const Icon = toneIcons[props.tone];
  const role = props.announce === undefined ? undefined : props.announce === 'at once' ? 'alert' : 'status';
  return (
    <div className={classNames(styles['notice'], tones[props.tone], props.className)} role={role}>
      <Icon className={styles['icon']} aria-hidden />
      <div className={styles['words']}>
        {props.title && <p className={styles['title']}>{props.title}</p>}
        <div>{props.children}</div>
        {props.actions && <div className={styles['actions']}>{props.actions}</div>}
      </div>
    </div>
  );
}

/** What happened, what is safe, what to do now. */
export function FailureNotice(props: { readonly code: FailureCode; readonly actions?: ReactNode }) {
  const { happened, safe, next } = useFailureMessage()(props.code);
  return (
    <Notice tone="warning" title={happened} announce="at once" actions={props.actions}>
      {safe} {next}
    </Notice>
  );
}
