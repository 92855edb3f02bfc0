import type { Clock } from '../core/clock.ts';
import type { RandomBytes } from '../core/random.ts';
import { toBase64Url } from '../crypto/bytes.ts';
import type { PeerMessageOf } from '../protocol/peer-messages.ts';
import type { ChatLine } from '../view/session-parts.ts';
import type { Role } from './session-keys.ts';

/**
 * The conversation of one session. What could not be sent yet is sent when the connection is (back) up; the same message
 * arriving twice, after a reconnect, is shown and logged once.
 */
export class Chat {
  readonly #options: {
    readonly role: Role;
    readonly clock: Clock;
    readonly random: RandomBytes;
    readonly send: (message: PeerMessageOf<'chat/message'> | PeerMessageOf<'chat/received'>) => boolean;
    /** Writes the line to the log; true once it is durable (LOG4). What is not is neither shown nor sent. */
    readonly record: (from: Role, text: string) => boolean;
    readonly onChanged: (line: ChatLine) => void;
  };
  readonly #lines = new Map<string, ChatLine>();

  constructor(options: {
    readonly role: Role;
    readonly clock: Clock;
    readonly random: RandomBytes;
    readonly send: (message: PeerMessageOf<'chat/message'> | PeerMessageOf<'chat/received'>) => boolean;
    readonly record: (from: Role, text: string) => boolean;
    readonly onChanged: (line: ChatLine) => void;
  }) {
    this.#options = options;
  }

  /** False if it could not be logged, and was not sent. */
  write(text: string): boolean {
    const { role, clock, random } = this.#options;
    const id = toBase64Url(random(12));
    if (!this.#options.record(role, text)) return false;
    this.#put({ id, from: role, text, atMs: clock.wallMs(), delivery: 'sending' });
    this.#options.send({ t: 'chat/message', id, text });
    return true;
  }

  receive(message: PeerMessageOf<'chat/message'> | PeerMessageOf<'chat/received'>): void {
    const known = this.#lines.get(message.id);
    if (message.t === 'chat/received') {
      if (known?.from === this.#options.role) this.#put({ ...known, delivery: 'delivered' });
      return;
    }
    const from: Role = this.#options.role === 'technician' ? 'customer' : 'technician';
    if (known === undefined) {
      if (!this.#options.record(from, message.text)) return;
      this.#put({
        id: message.id,
        from,
        text: message.text,
        atMs: this.#options.clock.wallMs(),
        delivery: 'delivered',
      });
    }
    this.#options.send({ t: 'chat/received', id: message.id });
  }

  /** The connection is up: whatever is still on its way goes again. */
  resend(): void {
    for (const line of this.#lines.values()) {
      if (line.delivery === 'sending') this.#options.send({ t: 'chat/message', id: line.id, text: line.text });
    }
  }

  /** The session is over: what did not arrive never will. */
  close(): void {
    for (const line of this.#lines.values()) {
      if (line.delivery === 'sending') this.#put({ ...line, delivery: 'failed' });
    }
  }

  #put(line: ChatLine): void {
    this.#lines.set(line.id, line);
    this.#options.onChanged(line);
  }
}
