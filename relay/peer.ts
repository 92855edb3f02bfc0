import type { FromRelay } from '#shared/std/protocol/relay-messages.ts';
import type { closeCodes } from './close-codes.ts';

/** Whoever is at the other end of a socket, as sessions see them. Sending to a socket that is gone does nothing. */
export interface Peer {
  send(message: FromRelay): void;
  close(code: (typeof closeCodes)[keyof typeof closeCodes]): void;
}
