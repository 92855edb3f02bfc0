import type { ComponentProps, MouseEvent } from 'react';
import type { LucideIcon } from 'lucide-react';
import { classNames } from '../class-names.ts';
import styles from './button.module.css';
import { Tooltip } from './tooltip.tsx';

export type IconButtonProps = Omit<ComponentProps<'button'>, 'disabled' | 'children' | 'aria-label'> & {
  /** What it does: its accessible name and its tooltip. */
  readonly name: string;
  readonly icon: LucideIcon;
  readonly variant?: 'secondary' | 'ghost' | 'danger';
  readonly size?: 'small' | 'medium' | 'large';
  readonly unavailable?: string | null;
};

/** A button that is only a picture, for places without room for words. */
export function IconButton(props: IconButtonProps) {
  const {
    name,
    icon: Icon,
    variant = 'ghost',
    size = 'medium',
    unavailable = null,
    className,
    onClick,
    ...rest
  } = props;
  const press = (event: MouseEvent<HTMLButtonElement>): void => {
    if (unavailable === null) onClick?.(event);
  };
  return (
    <Tooltip text={unavailable ?? name}>
      <button
        type="button"
        {...rest}
        aria-label={name}
        aria-disabled={unavailable !== null || undefined}
        className={classNames(styles['button'], styles['iconOnly'], styles[variant], styles[size], className)}
        onClick={press}
      >
        <Icon className={styles['icon']} aria-hidden />
      </button>
    </Tooltip>
  );
}
