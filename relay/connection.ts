import type { WebSocket } from 'ws';
import type { Clock } from '#shared/std/core/clock.ts';
import { DisposeBag, type Dispose } from '#shared/std/core/dispose.ts';
import type { Certificate } from '#shared/std/crypto/certificate.ts';
import { firstMessageTimeoutMs, maxRelayBacklogBytes } from '#shared/std/protocol/limits.ts';
import type { FromRelay, RelayErrorCode } from '#shared/std/protocol/relay-messages.ts';
import { RateLimit } from '#shared/std/session/rate-limit.ts';
import { closeCodes } from './close-codes.ts';
import type { LoginChallenge } from './login.ts';
import type { Metrics } from './metrics.ts';
import type { Peer } from './peer.ts';
import { anonymousIdleMs, byteBurst, bytesPerSecond, messageBurst, messagesPerSecond } from './relay-limits.ts';
import { relaySentences } from './sentences.ts';

/** Who is at the other end. A socket begins as nobody, becomes one or the other, and stays that. */
export type Role =
  | {
      readonly name: 'anonymous';
      challenge: LoginChallenge | null;
      /** Wrong entries on this socket (PIN4). */
      entryTries: number;
      /** An answer is on its way, no sooner than its time (PIN3). */
      entryPending: boolean;
      /** Failed log-ins and returns. */
      proofTries: number;
    }
  | { readonly name: 'console'; readonly device: string; readonly certificate: Certificate }
  | { readonly name: 'customer'; readonly session: string };

/** The part of a WebSocket that a connection uses. */
export type Socket = Pick<
  WebSocket,
  'OPEN' | 'readyState' | 'bufferedAmount' | 'send' | 'ping' | 'close' | 'terminate'
>;

/** One WebSocket: who it is, what it may still send, and when it has said too little or too much. */
export class Connection implements Peer {
  /** The address or /64 that failures are counted by. */
  readonly place: string;
  badMessages = 0;
  /** Answered the last ping, or is new. */
  isAlive = true;
  readonly #socket: Socket;
  readonly #clock: Clock;
  readonly #metrics: Metrics;
  readonly #messageRate: RateLimit;
  readonly #byteRate: RateLimit;
  readonly #timers = new DisposeBag();
  readonly #onKnown: () => void;
  #stopIdleTimer: Dispose;
  #role: Role = { name: 'anonymous', challenge: null, entryTries: 0, entryPending: false, proofTries: 0 };

  constructor(
    socket: Socket,
    place: string,
    dependencies: { readonly clock: Clock; readonly metrics: Metrics; readonly onKnown: () => void },
  ) {
    this.place = place;
    this.#socket = socket;
    this.#clock = dependencies.clock;
    this.#metrics = dependencies.metrics;
    this.#onKnown = dependencies.onKnown;
    this.#messageRate = new RateLimit(this.#clock, messagesPerSecond, messageBurst);
    this.#byteRate = new RateLimit(this.#clock, bytesPerSecond, byteBurst);
    this.#stopIdleTimer = this.#clock.after(firstMessageTimeoutMs, () => this.close(closeCodes.policy));
  }

  get role(): Role {
    return this.#role;
  }

  /** From now on this socket is somebody, and idle limits for strangers no longer apply. */
  become(role: Exclude<Role, { name: 'anonymous' }>): void {
    this.#role = role;
    this.#stopIdleTimer();
    this.#onKnown();
  }

  /** Whether this much more is within the socket's rates. */
  maySend(bytes: number): boolean {
    return this.#messageRate.admit(1) && this.#byteRate.admit(bytes);
  }

  /** A valid message came: a stranger may stay a while longer. */
  noteValidMessage(): void {
    if (this.#role.name !== 'anonymous') return;
    this.#stopIdleTimer();
    this.#stopIdleTimer = this.#clock.after(anonymousIdleMs, () => this.close(closeCodes.policy));
  }

  /** A timer that ends with the socket. */
  later(delayMs: number, callback: () => void): Dispose {
    const stop = this.#clock.after(delayMs, callback);
    this.#timers.add(stop);
    return stop;
  }

  send(message: FromRelay): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    this.#socket.send(JSON.stringify(message));
    // What a slow reader does not take lies in our memory: it may come back when it reads.
    if (this.#socket.bufferedAmount > maxRelayBacklogBytes) {
      this.#metrics.slowReadersClosed += 1;
      this.#socket.terminate();
    }
  }

  sendError(code: RelayErrorCode, about: { readonly session?: string; readonly request?: string } = {}): void {
    this.send({ v: 1, t: 'error', code, sentence: relaySentences[code], ...about });
  }

  /** Says why, then closes. */
  refuse(code: RelayErrorCode, closeCode: Parameters<Peer['close']>[0] = closeCodes.policy): void {
    this.sendError(code);
    this.close(closeCode);
  }

  close(code: Parameters<Peer['close']>[0]): void {
    this.#socket.close(code);
  }

  get isClosing(): boolean {
    return this.#socket.readyState !== this.#socket.OPEN;
  }

  /** Ends a socket that answered no ping since the last one; asks the others. */
  checkAlive(): void {
    if (!this.isAlive) {
      this.#socket.terminate();
      return;
    }
    this.isAlive = false;
    if (!this.isClosing) this.#socket.ping();
  }

  terminate(): void {
    this.#socket.terminate();
  }

  /** Stops the timers; the socket is closed. */
  dispose(): void {
    this.#stopIdleTimer();
    this.#timers.dispose();
  }
}
