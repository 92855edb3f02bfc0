import type { Clock } from '../core/clock.ts';
import type { PeerChannel } from '../session/peer-channel.ts';
import type { SendWindow } from './send-window.ts';
import type { StreamingHash } from './streaming-hash.ts';
import type { TransferDirection, TransferEvent } from './transfer-event.ts';

/** What every transfer of a session shares, and where it tells its news. */
export interface TransferContext {
  readonly channel: PeerChannel;
  readonly clock: Clock;
  readonly sendWindow: SendWindow;
  readonly hash: () => StreamingHash;
  readonly isAllowed: (direction: TransferDirection) => boolean;
  /** The transfer's view changed. Called last: by then the transfer is in its new state. */
  readonly changed: (transfer: string) => void;
  readonly record: (event: TransferEvent) => void;
}
