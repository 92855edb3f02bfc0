import { useLayoutEffect, useRef, type ChangeEvent } from 'react';
import { TextField, type TextFieldProps } from '#shared/ui/controls/text-field.tsx';
import { caretAfter, digitsOf, groupDigits } from './digits.ts';
import styles from './step.module.css';

/** A field for a number that is read out: takes it as typed or pasted, shows it in groups. */
export function DigitsField(
  props: Pick<TextFieldProps, 'label' | 'hint' | 'error'> & {
    readonly digits: string;
    readonly maxDigits: number;
    /** Something above the field has to be read first: it takes the focus without moving into view. */
    readonly staysBelow?: boolean;
    /** Default true: one can type at once. */
    readonly takesFocus?: boolean;
    /** `one-time-code`: a phone offers the digits of the message that just came. */
    readonly autoComplete?: 'off' | 'one-time-code';
    readonly onChange: (digits: string) => void;
  },
) {
  const { digits, maxDigits, staysBelow = false, takesFocus = true, autoComplete = 'off', onChange, ...rest } = props;
  const field = useRef<HTMLInputElement>(null);
  const caret = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (caret.current === null || document.activeElement !== field.current) return;
    field.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });
  useLayoutEffect(() => {
    if (takesFocus) field.current?.focus({ preventScroll: staysBelow });
  }, [staysBelow, takesFocus]);
  const change = (event: ChangeEvent<HTMLInputElement>): void => {
    const { value, selectionStart } = event.target;
    const typed = digitsOf(value, maxDigits);
    const before = digitsOf(value.slice(0, selectionStart ?? value.length), maxDigits).length;
    caret.current = caretAfter(groupDigits(typed), before);
    onChange(typed);
  };
  return (
    <TextField
      {...rest}
      ref={field}
      className={styles['digits']}
      size="large"
      inputMode="numeric"
      enterKeyHint="go"
      autoComplete={autoComplete}
      spellCheck={false}
      value={groupDigits(digits)}
      onChange={change}
    />
  );
}
