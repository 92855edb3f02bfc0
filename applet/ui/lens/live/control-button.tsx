import type { LucideIcon } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import styles from './live.module.css';

/** A button over the picture: a sign, its name under it, and room for a thumb. */
export function ControlButton(props: {
  readonly icon: LucideIcon;
  readonly children: ReactNode;
  readonly onClick: () => void;
  readonly tone?: 'danger';
  /** For what is either on or off. */
  readonly pressed?: boolean;
  /** Something is so that the person should notice: paused, muted. */
  readonly notable?: boolean;
  readonly expanded?: boolean;
  /** Over the sign's corner; read after the name. */
  readonly mark?: ReactNode;
  readonly ref?: Ref<HTMLButtonElement>;
}) {
  const { ref, icon: Icon, children, onClick, tone, pressed, notable, expanded, mark } = props;
  return (
    <button
      ref={ref}
      type="button"
      className={styles['control']}
      data-tone={tone}
      data-notable={notable ?? pressed ?? false}
      aria-pressed={pressed}
      aria-expanded={expanded}
      onClick={onClick}
    >
      <Icon className={styles['controlIcon']} aria-hidden />
      <span>{children}</span>
      {mark}
    </button>
  );
}
