import type { LucideIcon } from 'lucide-react';
import { LoaderCircle } from 'lucide-react';
import type { ComponentProps, MouseEvent } from 'react';
import { classNames } from '../class-names.ts';
import { turnInSteps } from '../feedback/turn-in-steps.ts';
import styles from './button.module.css';
import { Tooltip } from './tooltip.tsx';

export type ButtonProps = Omit<ComponentProps<'button'>, 'disabled'> & {
  /** Default `secondary`. One `primary` at most in view: the thing to do next. */
  readonly variant?: 'primary' | 'secondary' | 'danger' | 'ghost';
  readonly size?: 'small' | 'medium' | 'large';
  readonly icon?: LucideIcon;
  /** A spinner in the icon's place; the button cannot be pressed. */
  readonly busy?: boolean;
  /** Why the button cannot be used now. It stays reachable by keyboard, so that everyone can learn the reason. */
  readonly unavailable?: string | null;
  /** Shown on hover and focus, when there is no reason to show. */
  readonly hint?: string | null;
};

/** A button with words on it. */
export function Button(props: ButtonProps) {
  const {
    variant = 'secondary',
    size = 'medium',
    icon: Icon,
    busy = false,
    unavailable = null,
    hint = null,
    className,
    children,
    onClick,
    ...rest
  } = props;
  const blocked = busy || unavailable !== null;
  const press = (event: MouseEvent<HTMLButtonElement>): void => {
    if (blocked) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <Tooltip text={unavailable ?? hint}>
      <button
        type="button"
        {...rest}
        aria-disabled={blocked || undefined}
        className={classNames(styles['button'], styles[variant], styles[size], className)}
        onClick={press}
      >
        {busy ? (
          <LoaderCircle ref={turnInSteps} className={classNames(styles['icon'], styles['spinner'])} aria-hidden />
        ) : (
          Icon && <Icon className={styles['icon']} aria-hidden />
        )}
        <span>{children}</span>
      </button>
    </Tooltip>
  );
}
