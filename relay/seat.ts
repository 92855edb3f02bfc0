import type { FromRelay } from '#shared/std/protocol/relay-messages.ts';
import type { Peer } from './peer.ts';

/** What happened to a session, without saying to which. */
export type SessionNews = Pick<Extract<FromRelay, { t: 'session/state' }>, 'state' | 'entry'>;

/**
 * One side's place in a session. While nobody sits there, what happened to the session is kept for whoever comes back;
 * signals are not: what the two say to each other is theirs to repeat.
 */
export class Seat {
  readonly #session: string;
  #peer: Peer | null;
  #missed: SessionNews[] = [];

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
    for (const news of missed) this.tell(news);
  }

  leave(): void {
    this.#peer = null;
  }

  tell(news: SessionNews): void {
    if (this.#peer !== null) {
      this.#peer.send({ v: 1, t: 'session/state', session: this.#session, ...news });
      return;
    }
    // Of comings and goings only the last counts, so that this list stays short however long the absence.
    if (isComingOrGoing(news)) this.#missed = this.#missed.filter((earlier) => !isComingOrGoing(earlier));
    // Said once is enough: who starts, hands back and starts again does not make the list grow.
    if (!this.#missed.some(({ state }) => state === news.state)) this.#missed.push(news);
  }

  /** False when nobody is there. */
  deliver(data: string): boolean {
    if (this.#peer === null) return false;
    this.#peer.send({ v: 1, t: 'signal/deliver', session: this.#session, data });
    return true;
  }
}

function isComingOrGoing({ state }: SessionNews): boolean {
  return state === 'peerLost' || state === 'peerBack';
}
