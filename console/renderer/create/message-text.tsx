import { useId } from 'react';
import { CopyButton } from '#shared/ui/controls/copy-button.tsx';
import type { Language } from '#shared/std/messages/language.ts';
import styles from './invitation.module.css';

/** What the customer will read, as it is sent: it is changed, if at all, in the program that sends it. */
export function MessageText(props: {
  readonly label: string;
  readonly text: string;
  readonly language: Language;
  readonly rows: number;
}) {
  const id = useId();
  return (
    <div className={styles['text']}>
      <div className={styles['textHead']}>
        <label className={styles['label']} htmlFor={id}>
          {props.label}
        </label>
        <CopyButton text={props.text} what={props.label} size="small" />
      </div>
      <textarea
        id={id}
        className={styles['textarea']}
        rows={props.rows}
        lang={props.language}
        value={props.text}
        readOnly
        spellCheck={false}
      />
    </div>
  );
}
