import type { Dispose } from '#shared/std/core/dispose.ts';
import type { ToRelay } from '#shared/std/protocol/relay-messages.ts';
import type { IssuedPin } from './pin-store.ts';
import type { Seat } from './seat.ts';

export type SessionType = Extract<ToRelay, { t: 'session/create' }>['type'];
export type EntryMethod = Extract<ToRelay, { t: 'session/create' }>['method'];

/** A session as the relay knows it: who may talk to whom. What they say it cannot read. */
export type RelaySession = {
  readonly id: string;
  readonly type: SessionType;
  readonly method: EntryMethod;
  /** The device key that made it. */
  readonly device: string;
  /** Whose device that is: one technician may have several. */
  readonly technician: string;
  readonly owner: Seat;
  /** Null for a link. */
  readonly pin: IssuedPin | null;
  phase: SessionPhase;
};

export type SessionPhase =
  /** Nobody came yet. `stopTimer` stops the expiry of the PIN or link. */
  | { readonly name: 'waiting'; readonly stopTimer: Dispose }
  | {
      readonly name: 'claimed';
      readonly customer: Seat;
      /** Brings the customer back after a lost connection. */
      readonly token: Uint8Array;
      /** The console verified who this is: a second claim no longer ends the session (PIN2). */
      confirmed: boolean;
      pickedUp: boolean;
      /** Stops the expiry of a customer who is away; does nothing while the customer is there. */
      stopTimer: Dispose;
    };

export type ClaimedPhase = Extract<SessionPhase, { name: 'claimed' }>;
