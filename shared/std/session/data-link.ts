import type { Clock } from '../core/clock.ts';
import type { Dispose } from '../core/dispose.ts';
import type { Logger } from '../core/logger.ts';
import { offerBurst, offersPerSecond } from '../protocol/limits.ts';
import type { SealedMessage } from '../protocol/handshake-messages.ts';
import { BoundConnection } from './bound-connection.ts';
import type { OpenDataConnection } from './data-connection.ts';
import { RateLimit } from './rate-limit.ts';
import type { Role, SessionKeys } from './session-keys.ts';

type DataMessage = Extract<SealedMessage, { t: 'data/description' | 'data/candidate' }>;

/**
 * Makes the data connections of one session, one after another: the technician's side offers, each new one with a higher
 * generation, and signals of an older one are dropped. Trust comes from the sealed signalling and from the binding.
 */
export class DataLink {
  readonly #options: {
    readonly role: Role;
    readonly keys: SessionKeys;
    readonly open: OpenDataConnection;
    readonly clock: Clock;
    readonly logger: Logger;
    readonly sendSealed: (message: DataMessage) => void;
    /** Looked at before an offer of the other side is answered (HS2). */
    readonly mayAnswer: () => boolean;
    /** A connection is being made; its events are the caller's to follow. */
    readonly onConnection: (connection: BoundConnection) => void;
  };
  readonly #offers: RateLimit;
  #generation = -1;
  #current: { readonly connection: BoundConnection; readonly accept: (message: DataMessage) => void } | null = null;

  constructor(options: {
    readonly role: Role;
    readonly keys: SessionKeys;
    readonly open: OpenDataConnection;
    readonly clock: Clock;
    readonly logger: Logger;
    readonly sendSealed: (message: DataMessage) => void;
    readonly mayAnswer: () => boolean;
    readonly onConnection: (connection: BoundConnection) => void;
  }) {
    this.#options = options;
    this.#offers = new RateLimit(options.clock, offersPerSecond, offerBurst);
  }

  /** Technician: connects, or connects anew. */
  offer(): void {
    this.#start(this.#generation + 1, 'offerer');
  }

  /** A `data/*` message of the other side. */
  receive(message: DataMessage): void {
    const isNewOffer = message.t === 'data/description' && message.type === 'offer';
    const mayAnswer = this.#options.role === 'customer' && this.#options.mayAnswer();
    if (isNewOffer && mayAnswer && message.generation > this.#generation) {
      // Each costs a connection with threads and sockets. One that is left out is offered anew in time.
      if (!this.#offers.admit()) return this.#options.logger.warn('data/too-many-offers');
      this.#start(message.generation, 'answerer');
    }
    if (message.generation === this.#generation) this.#current?.accept(message);
    return undefined;
  }

  close(): void {
    this.#current?.connection.close();
    this.#current = null;
  }

  #start(generation: number, role: 'offerer' | 'answerer'): void {
    this.close();
    this.#generation = generation;
    const connection = this.#options.open(role);
    const stopSignals: Dispose = connection.onLocalSignal((signal) => {
      if (signal.kind === 'description') {
        this.#options.sendSealed({ t: 'data/description', type: signal.type, generation, sdp: signal.sdp });
      } else {
        this.#options.sendSealed({ t: 'data/candidate', generation, candidate: signal.candidate, mid: signal.mid });
      }
    });
    const bound = new BoundConnection({
      connection,
      keys: this.#options.keys,
      role: this.#options.role,
      clock: this.#options.clock,
      logger: this.#options.logger,
    });
    bound.on('ended', () => stopSignals());
    const accept = (message: DataMessage): void => {
      if (message.t === 'data/candidate') {
        connection.acceptRemoteSignal({ kind: 'candidate', candidate: message.candidate, mid: message.mid });
      } else if (message.type === (role === 'offerer' ? 'answer' : 'offer')) {
        connection.acceptRemoteSignal({ kind: 'description', type: message.type, sdp: message.sdp });
      }
    };
    this.#current = { connection: bound, accept };
    this.#options.onConnection(bound);
  }
}
