import { Button } from '#shared/ui/controls/button.tsx';
import styles from './create-session-dialog.module.css';

/** What a tab offers before the session is made: a sentence, and the button that makes it. */
export function SessionOffer(props: {
  readonly text: string;
  readonly button: string;
  readonly busy: boolean;
  /** Why it cannot be made now. */
  readonly unavailable: string | null;
  /** The same, where it has to be read without looking for it. */
  readonly reason: string | null;
  readonly onCreate: () => void;
}) {
  return (
    <div className={styles['offer']}>
      <p>{props.text}</p>
      <Button variant="primary" size="large" busy={props.busy} unavailable={props.unavailable} onClick={props.onCreate}>
        {props.button}
      </Button>
      {props.reason !== null && <p className={styles['reason']}>{props.reason}</p>}
    </div>
  );
}
