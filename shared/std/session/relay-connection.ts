import type { Clock } from '../core/clock.ts';
import type { Dispose } from '../core/dispose.ts';
import { Emitter } from '../core/emitter.ts';
import type { Logger } from '../core/logger.ts';
import { randomBelow, type RandomBytes } from '../core/random.ts';
import { decodeJson } from '../protocol/decode-json.ts';
import { maxRelayMessageBytes, relayReconnectMaxDelayMs, relayReconnectMinDelayMs } from '../protocol/limits.ts';
import { fromRelaySchema, type FromRelay, type ToRelay } from '../protocol/relay-messages.ts';

/** One WebSocket, however the host makes it. Each listener is set before the socket can call it. */
export interface RelaySocket {
  send(text: string): void;
  close(): void;
}

export type RelaySocketListeners = {
  readonly onOpen: () => void;
  readonly onText: (text: string) => void;
  /** Also after a failed attempt; called once. */
  readonly onClosed: () => void;
};

export type OpenRelaySocket = (url: string, listeners: RelaySocketListeners) => RelaySocket;

type Events = {
  /** Connected, for the first time or again: log in or reattach now. */
  open: null;
  message: FromRelay;
  /** The connection broke, or an attempt failed; another attempt follows by itself. */
  lost: null;
};

/**
 * The connection to the relay, kept up by trying again with growing, scattered pauses until it is closed.
 * What cannot be sent is not queued: whoever needs it sends it after the next `open`.
 */
export class RelayConnection {
  readonly #options: {
    readonly url: string;
    readonly openSocket: OpenRelaySocket;
    readonly clock: Clock;
    readonly random: RandomBytes;
    readonly logger: Logger;
  };
  readonly #events = new Emitter<Events>();
  #socket: RelaySocket | null = null;
  #isOpen = false;
  #attempts = 0;
  #closed = false;
  #stopTimer: Dispose = () => {};

  constructor(options: {
    readonly url: string;
    readonly openSocket: OpenRelaySocket;
    readonly clock: Clock;
    readonly random: RandomBytes;
    readonly logger: Logger;
  }) {
    this.#options = options;
  }

  on<Name extends keyof Events>(name: Name, listener: (payload: Events[Name]) => void): Dispose {
    return this.#events.on(name, listener);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Starts connecting. */
  open(): void {
    if (this.#closed || this.#socket !== null) return;
    // The listeners of an older socket must not speak for a newer one.
    let current = true;
    this.#socket = this.#options.openSocket(this.#options.url, {
      onOpen: () => {
        if (!current || this.#closed) return;
        this.#isOpen = true;
        this.#attempts = 0;
        this.#events.emit('open', null);
      },
      onText: (text) => {
        if (current && !this.#closed) this.#receive(text);
      },
      onClosed: () => {
        if (!current) return;
        current = false;
        this.#lose();
      },
    });
  }

  /** False if there is no connection now. */
  send(message: ToRelay): boolean {
    if (!this.#isOpen || this.#socket === null) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  close(): void {
    this.#closed = true;
    this.#isOpen = false;
    this.#stopTimer();
    this.#socket?.close();
    this.#socket = null;
  }

  #receive(text: string): void {
    const message = decodeJson(fromRelaySchema, text, maxRelayMessageBytes);
    if (message.ok) this.#events.emit('message', message.value);
    else this.#options.logger.warn('relay/malformed', { reason: message.reason, characters: text.length });
  }

  #lose(): void {
    this.#socket = null;
    this.#isOpen = false;
    if (this.#closed) return;
    this.#attempts += 1;
    const ceilingMs = Math.min(relayReconnectMaxDelayMs, relayReconnectMinDelayMs * 2 ** Math.min(this.#attempts, 10));
    // Scattered, so that a restarted relay is not met by everyone at once.
    const delayMs = relayReconnectMinDelayMs + randomBelow(this.#options.random, ceilingMs);
    this.#stopTimer = this.#options.clock.after(delayMs, () => this.open());
    this.#events.emit('lost', null);
  }
}
