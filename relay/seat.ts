import type { FromRelay } from '#shared/std/protocol/relay-messages.ts';
import type { Peer } from './peer.ts';

export type SessionState = Extract<FromRelay, { t: 'session/state' }>['state'];

/**
 * One side's place in a session. While nobody sits there, what happened to the session is kept for whoever comes back;
 * signals are not: what the two say to each other is theirs to repeat.
 */
export class Seat {
  readonly #session: string;
  #peer: Peer | null;
  #missed: SessionState[] = [];

  constructor(session: string, peer: Peer | null) {
    this.#session = session;
    this.#peer = peer;
  }

  get peer(): Peer | null {
    return this.#peer;
  }

  /** Takes the seat and hears what was missed. */
  sit(peer: Peer): void {
    this.#peer = peer;
    const missed = this.#missed;
    this.#missed = [];
    for (const state of missed) this.tell(state);
  }

  leave(): void {
    this.#peer = null;
  }

  tell(state: SessionState): void {
    if (this.#peer !== null) {
      this.#peer.send({ v: 1, t: 'session/state', session: this.#session, state });
      return;
    }
    // Of comings and goings only the last counts, so that this list stays short however long the absence.
    if (state === 'peerLost' || state === 'peerBack') {
      this.#missed = this.#missed.filter((earlier) => earlier !== 'peerLost' && earlier !== 'peerBack');
    }
    this.#missed.push(state);
  }

  /** False when nobody is there. */
  deliver(data: string): boolean {
    if (this.#peer === null) return false;
    this.#peer.send({ v: 1, t: 'signal/deliver', session: this.#session, data });
    return true;
  }
}
