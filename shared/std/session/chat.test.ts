import { describe, expect, it } from 'vitest';
import { seededBytes } from '#tests/support/seeded-bytes.ts';
import type { PeerMessageOf } from '../protocol/peer-messages.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import type { ChatLine } from '../view/session-parts.ts';
import { Chat } from './chat.ts';
import type { Role } from './session-keys.ts';

type ChatMessage = PeerMessageOf<'chat/message'> | PeerMessageOf<'chat/received'>;

/** Two ends over a wire that the test can take down, and that hands over what it is told to. */
class TwoChats {
  readonly wire: { readonly to: Role; readonly message: ChatMessage }[] = [];
  readonly recorded: Record<Role, string[]> = { technician: [], customer: [] };
  readonly lines: Record<Role, Map<string, ChatLine>> = { technician: new Map(), customer: new Map() };
  up = true;
  logWritable = true;
  readonly technician = this.#make('technician');
  readonly customer = this.#make('customer');

  /** Delivers all that is on the wire, `times` times each; false drops it. */
  deliver(times = 1): void {
    for (let next = this.wire.shift(); next !== undefined; next = this.wire.shift()) {
      for (let count = 0; count < times; count += 1) this[next.to].receive(next.message);
    }
  }

  shown(role: Role): readonly string[] {
    return Array.from(this.lines[role].values(), ({ from, text, delivery }) => `${from} ${text} ${delivery}`);
  }

  #make(role: Role): Chat {
    const to = role === 'technician' ? 'customer' : 'technician';
    return new Chat({
      role,
      clock: new FakeClock(),
      random: seededBytes(role),
      send: (message) => {
        if (this.up) this.wire.push({ to, message });
        return this.up;
      },
      record: (from, text) => {
        if (this.logWritable) this.recorded[role].push(`${from} ${text}`);
        return this.logWritable;
      },
      onChanged: (line) => this.lines[role].set(line.id, line),
    });
  }
}

describe('Chat', () => {
  it('a line is on its way until the other side has it in its log', () => {
    const chats = new TwoChats();
    chats.technician.write('Hello');
    expect(chats.shown('technician')).toEqual(['technician Hello sending']);
    chats.deliver();
    expect(chats.shown('technician')).toEqual(['technician Hello delivered']);
    expect(chats.shown('customer')).toEqual(['technician Hello delivered']);
    expect(chats.recorded).toEqual({ technician: ['technician Hello'], customer: ['technician Hello'] });
  });

  it('what is written while the connection is down arrives once when it is back', () => {
    const chats = new TwoChats();
    chats.up = false;
    chats.technician.write('one');
    chats.technician.write('two');
    chats.up = true;
    chats.technician.resend();
    // The connection came up twice before the answer did.
    chats.technician.resend();
    chats.deliver();
    expect(chats.recorded.customer).toEqual(['technician one', 'technician two']);
    expect(chats.shown('technician')).toEqual(['technician one delivered', 'technician two delivered']);
    chats.technician.resend();
    expect(chats.wire).toEqual([]);
  });

  it('a message that comes again, because its answer was lost, is answered again and shown once', () => {
    const chats = new TwoChats();
    chats.customer.write('Hello');
    chats.deliver(3);
    expect(chats.recorded.technician).toEqual(['customer Hello']);
    expect(chats.shown('technician')).toEqual(['customer Hello delivered']);
  });

  it('the other side can neither answer for itself nor speak in our name', () => {
    const chats = new TwoChats();
    chats.customer.write('mine');
    const [sent] = chats.wire.splice(0);
    if (sent?.message.t !== 'chat/message') throw new Error('no message');
    const { id } = sent.message;
    chats.customer.receive({ t: 'chat/message', id, text: 'not mine' });
    expect(chats.shown('customer')).toEqual(['customer mine sending']);
    chats.customer.receive({ t: 'chat/received', id: 'unknown-id' });
    chats.customer.receive({ t: 'chat/message', id: 'theirs-01', text: 'theirs' });
    chats.customer.receive({ t: 'chat/received', id: 'theirs-01' });
    expect(chats.shown('customer')).toEqual(['customer mine sending', 'technician theirs delivered']);
  });

  it('LOG4 what cannot be logged is neither sent nor acknowledged', () => {
    const chats = new TwoChats();
    chats.technician.write('before');
    chats.logWritable = false;
    chats.technician.write('after');
    chats.customer.receive({ t: 'chat/message', id: 'theirs-01', text: 'x' });
    expect(chats.wire.map(({ message }) => message.t)).toEqual(['chat/message']);
    expect(chats.shown('customer')).toEqual([]);
  });

  it('what never arrived is shown as failed at the end', () => {
    const chats = new TwoChats();
    chats.technician.write('arrives');
    chats.deliver();
    chats.technician.write('does not');
    chats.technician.close();
    expect(chats.shown('technician')).toEqual(['technician arrives delivered', 'technician does not failed']);
  });
});
