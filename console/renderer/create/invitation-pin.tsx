import { PinDigits } from './entry-card.tsx';
import { Expiry } from './expiry.tsx';
import styles from './invitation.module.css';
import type { MessageProps } from './message-tab.tsx';

/** The invitation's PIN, for a customer who is on the phone as well, and how long it works. */
export function InvitationPin(props: Pick<MessageProps, 'session' | 'invitation'>) {
  return (
    <div className={styles['pin']}>
      <PinDigits pin={props.invitation.pin} />
      <Expiry atMs={props.session.entry.expiresAtMs} />
    </div>
  );
}
