import type { Dispose } from '../core/dispose.ts';
import type { MessageLink } from './message-link.ts';

/** What carries the texts of a `LinkEnd`: a socket, a port. All may be called after it closed, and then do nothing. */
export type LinkCarrier = {
  readonly send: (text: string) => void;
  /** None at the window's end: bytes go one way. */
  readonly sendBinary?: (bytes: Uint8Array) => void;
  readonly close: () => void;
};

/**
 * One end of a `MessageLink`, whatever carries it. Texts that arrive before anybody listens wait for the first listener,
 * so that no order of set-up can lose one.
 */
export class LinkEnd implements MessageLink {
  readonly #carrier: LinkCarrier;
  readonly #messageListeners = new Set<(text: string) => void>();
  readonly #binaryListeners = new Set<(bytes: Uint8Array<ArrayBuffer>) => void>();
  readonly #closeListeners = new Set<() => void>();
  #early: string[] = [];
  #closed = false;

  constructor(carrier: LinkCarrier) {
    this.#carrier = carrier;
  }

  get closed(): boolean {
    return this.#closed;
  }

  send(text: string): void {
    if (!this.#closed) this.#carrier.send(text);
  }

  onMessage(listener: (text: string) => void): Dispose {
    this.#messageListeners.add(listener);
    const early = this.#early;
    this.#early = [];
    for (const text of early) listener(text);
    return () => this.#messageListeners.delete(listener);
  }

  sendBinary(bytes: Uint8Array): void {
    if (this.#carrier.sendBinary === undefined) throw new Error('bytes go from main to the window only');
    if (!this.#closed) this.#carrier.sendBinary(bytes);
  }

  onBinary(listener: (bytes: Uint8Array<ArrayBuffer>) => void): Dispose {
    this.#binaryListeners.add(listener);
    return () => this.#binaryListeners.delete(listener);
  }

  /** Calls back at once if the link is closed already. */
  onClose(listener: () => void): Dispose {
    if (this.#closed) {
      listener();
      return () => {};
    }
    this.#closeListeners.add(listener);
    return () => this.#closeListeners.delete(listener);
  }

  close(): void {
    if (this.#closed) return;
    this.#carrier.close();
    this.carrierClosed();
  }

  /** For the owner of the carrier: a text arrived. */
  deliver(text: string): void {
    if (this.#closed) return;
    if (this.#messageListeners.size === 0) this.#early.push(text);
    for (const listener of Array.from(this.#messageListeners)) listener(text);
  }

  /** For the owner of the carrier: bytes arrived, and are the link's from now on. */
  deliverBinary(bytes: Uint8Array<ArrayBuffer>): void {
    if (this.#closed) return;
    for (const listener of Array.from(this.#binaryListeners)) listener(bytes);
  }

  /** For the owner of the carrier: it is gone. */
  carrierClosed(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#early = [];
    const listeners = Array.from(this.#closeListeners);
    this.#closeListeners.clear();
    this.#messageListeners.clear();
    this.#binaryListeners.clear();
    for (const listener of listeners) listener();
  }
}
