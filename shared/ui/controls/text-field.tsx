import { useId, type ComponentProps } from 'react';
import { classNames } from '../class-names.ts';
import styles from './text-field.module.css';

export type TextFieldProps = Omit<ComponentProps<'input'>, 'size'> & {
  readonly label: string;
  readonly hint?: string | null;
  /** What is wrong with the text, and how to put it right. */
  readonly error?: string | null;
  readonly size?: 'medium' | 'large';
};

/** One line of text with its label, hint and error. */
export function TextField(props: TextFieldProps) {
  const { label, hint = null, error = null, size = 'medium', className, ...rest } = props;
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
  return (
    <div className={classNames(styles['field'], className)}>
      <label className={styles['label']} htmlFor={id}>
        {label}
      </label>
      <input
        {...rest}
        id={id}
        className={classNames(styles['input'], styles[size])}
        aria-invalid={error !== null || undefined}
        aria-describedby={note === null ? undefined : noteId}
      />
      {note !== null && (
        <p id={noteId} className={error === null ? styles['hint'] : styles['error']} role={error ? 'alert' : undefined}>
          {note}
        </p>
      )}
    </div>
  );
}
