import type { XDisplay } from '#tests/support/x-display.ts';
import type { WireSource } from '../../support/wire-counter.ts';

/** A display that is shown, and one on which it is seen. */
export type Ends = { readonly source: XDisplay; readonly viewer: XDisplay };

/** Size of the source, and of every picture that is compared. */
export const pictureSize = { width: 1920, height: 1080 } as const;

/** A way to see and steer another computer's screen: ours, or a peer's. */
export type System = {
  readonly name: string;
  /** Measured in the first turn only: nothing that is compared. */
  readonly isOnce?: true;
  /** Why it cannot be measured here; null: it can. */
  readonly obstacle: () => string | null;
  /** Starts it and resolves once it is on its way: the picture may take a while longer. */
  readonly start: (ends: Ends) => Promise<RunningSystem>;
};

export type RunningSystem = {
  /** Roots of what runs at the customer's, and at the technician's. */
  readonly sender: readonly number[];
  readonly viewer: readonly number[];
  /** What goes from the customer's to the technician's; null: nothing does. */
  readonly wire: WireSource | null;
  /** Where the picture is seen. */
  readonly seenOn: 'viewer' | 'source';
  /** Whether keys and moves at the technician's display reach the customer's. */
  readonly takesInput: boolean;
  readonly close: () => Promise<void>;
};

/** Closes the last opened first, whatever becomes of the others. */
export async function closeAll(opened: { readonly close: () => Promise<void> }[]): Promise<void> {
  for (const each of opened.splice(0).toReversed()) {
    await each.close().catch((error: unknown) => console.error('could not close:', error));
  }
}
