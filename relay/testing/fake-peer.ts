import type { FromRelay } from '#shared/std/protocol/relay-messages.ts';
import type { Peer } from '../peer.ts';

/** Writes down what it is told. */
export class FakePeer implements Peer {
  sent: FromRelay[] = [];
  closedWith: number | null = null;

  send(message: FromRelay): void {
    if (this.closedWith !== null) throw new Error(`told ${message.t} after it was closed`);
    this.sent.push(message);
  }

  close(code: number): void {
    this.closedWith = code;
  }

  /** What came since the last call: states by their name, other messages by their type. */
  take(): readonly string[] {
    const taken = this.sent.map((message) => (message.t === 'session/state' ? message.state : message.t));
    this.sent = [];
    return taken;
  }

  /** The token of the last `session/claimed`. */
  get token(): string {
    const claimed = this.sent.findLast((message) => message.t === 'session/claimed');
    if (claimed === undefined) throw new Error('nothing was claimed');
    return claimed.token;
  }
}
