import type { Dispose } from '../core/dispose.ts';
import { Emitter } from '../core/emitter.ts';
import type { PeerMessage } from '../protocol/peer-messages.ts';
import type { BoundConnection } from './bound-connection.ts';
import type { PeerChannel } from './peer-channel.ts';

/** The session's channel over whichever data connection is bound now; without one, nothing is sent. */
export class SwitchedChannel implements PeerChannel {
  readonly #events = new Emitter<{ drained: null }>();
  #connection: BoundConnection | null = null;
  #stopListening: Dispose = () => {};

  /** Goes over to `connection`, or to none. Whoever waits for room in the old one is woken. */
  use(connection: BoundConnection | null): void {
    this.#stopListening();
    this.#connection = connection;
    this.#stopListening = connection?.onFileDrained(() => this.#events.emit('drained', null)) ?? (() => {});
    this.#events.emit('drained', null);
  }

  get isOpen(): boolean {
    return this.#connection?.isBound ?? false;
  }

  sendMessage(message: PeerMessage): boolean {
    return this.#connection?.sendMessage(message) ?? false;
  }

  sendInputFrame(channel: 'input' | 'pointer', frame: Uint8Array): boolean {
    return this.#connection?.sendInputFrame(channel, frame) ?? false;
  }

  inputBufferedBytes(channel: 'input' | 'pointer'): number {
    return this.#connection?.inputBufferedBytes(channel) ?? 0;
  }

  sendScreenMessage(bytes: Uint8Array): boolean {
    return this.#connection?.sendScreenMessage(bytes) ?? false;
  }

  screenBufferedBytes(): number {
    return this.#connection?.screenBufferedBytes() ?? 0;
  }

  sendFileFrame(frame: Uint8Array): boolean {
    return this.#connection?.sendFileFrame(frame) ?? false;
  }

  fileBufferedBytes(): number {
    return this.#connection?.fileBufferedBytes() ?? 0;
  }

  onFileDrained(listener: () => void): Dispose {
    return this.#events.on('drained', listener);
  }
}
