import type { FailureCode } from '../core/failure.ts';
import type { TransferView } from '../view/session-parts.ts';

export type TransferDirection = TransferView['direction'];

/** What the session log records about a file. Comes before the other side is told of it (LOG4). */
export type TransferEvent = TransferOutcome & {
  readonly transfer: string;
  readonly direction: TransferDirection;
  /** Cleaned. */
  readonly fileName: string;
  readonly sizeBytes: number;
};

/** What happened to the file. */
export type TransferOutcome =
  | { readonly type: 'offered' }
  | { readonly type: 'accepted' }
  | { readonly type: 'refused'; readonly reason: FailureCode }
  | { readonly type: 'done'; readonly sha256: string; readonly savedAs: string | null }
  | { readonly type: 'failed'; readonly reason: FailureCode };
