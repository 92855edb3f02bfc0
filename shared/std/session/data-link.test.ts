import { beforeEach, describe, expect, it } from 'vitest';
import { FakeNetwork } from '#tests/support/fake-data-connection.ts';
import { turns } from '#tests/support/turns.ts';
import { silentLogger } from '../core/logger.ts';
import type { SealedMessage } from '../protocol/handshake-messages.ts';
import { offerBurst, offersPerSecond } from '../protocol/limits.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import type { BoundConnection } from './bound-connection.ts';
import { DataLink } from './data-link.ts';
import { deriveSessionKeys, type Role } from './session-keys.ts';

type DataMessage = Extract<SealedMessage, { t: 'data/description' | 'data/candidate' }>;

const keys = deriveSessionKeys(new Uint8Array(32).fill(1), new Uint8Array(32).fill(2), null);

let clock: FakeClock;
let network: FakeNetwork;

beforeEach(() => {
  clock = new FakeClock();
  network = new FakeNetwork(clock);
});

function makeEnd(role: Role, mayAnswer: () => boolean = () => true) {
  const sent: DataMessage[] = [];
  const connections: BoundConnection[] = [];
  const link = new DataLink({
    role,
    keys,
    open: network.open,
    clock,
    logger: silentLogger,
    sendSealed: (message) => sent.push(message),
    mayAnswer,
    onConnection: (connection) => connections.push(connection),
  });
  return { link, sent, connections };
}

/** Carries what both sides say to each other until nothing is said any more. */
async function carry(one: ReturnType<typeof makeEnd>, other: ReturnType<typeof makeEnd>): Promise<void> {
  for (let round = 0; round < 10; round += 1) {
    for (const message of one.sent.splice(0)) other.link.receive(message);
    for (const message of other.sent.splice(0)) one.link.receive(message);
    await turns();
  }
}

const offer = (generation: number): DataMessage => ({
  t: 'data/description',
  type: 'offer',
  generation,
  sdp: 'fake 0',
});

describe('DataLink', () => {
  it('DC1 a flood of offers makes no more connections than their number allows', async () => {
    const customer = makeEnd('customer');
    for (let generation = 0; generation < 100; generation += 1) customer.link.receive(offer(generation));
    await turns();
    expect(customer.connections).toHaveLength(offerBurst);
    clock.advance(1_000 / offersPerSecond);
    customer.link.receive(offer(100));
    expect(customer.connections).toHaveLength(offerBurst + 1);
  });

  it('DC4 the technician offers, the customer answers, and a later offer replaces the connection', async () => {
    const technician = makeEnd('technician');
    const customer = makeEnd('customer');
    technician.link.offer();
    await turns();
    await carry(technician, customer);
    expect([technician.connections[0]?.isBound, customer.connections[0]?.isBound]).toEqual([true, true]);
    technician.link.offer();
    await turns();
    await carry(technician, customer);
    expect(technician.connections.map(({ isBound }) => isBound)).toEqual([false, true]);
    expect(customer.connections.map(({ isBound }) => isBound)).toEqual([false, true]);
    expect(network.openCount).toBe(2);
  });

  it('HS2 an offer that may not be answered creates nothing, and is not kept for later', async () => {
    let may = false;
    const customer = makeEnd('customer', () => may);
    customer.link.receive(offer(0));
    customer.link.receive({ t: 'data/candidate', generation: 0, candidate: 'x', mid: '0' });
    await turns();
    may = true;
    customer.link.receive({ t: 'data/candidate', generation: 0, candidate: 'x', mid: '0' });
    await turns();
    expect([network.connections, customer.sent]).toEqual([[], []]);
  });

  it('HS2 the technician’s side never answers an offer', async () => {
    const technician = makeEnd('technician');
    technician.link.receive(offer(0));
    await turns();
    expect(network.connections).toEqual([]);
  });

  it('DC4 offers and answers of an older generation are dropped', async () => {
    const customer = makeEnd('customer');
    network.make('offerer');
    customer.link.receive(offer(5));
    customer.link.receive(offer(5));
    customer.link.receive(offer(4));
    customer.link.receive(offer(0));
    await turns();
    expect(customer.connections).toHaveLength(1);
    const technician = makeEnd('technician');
    technician.link.offer();
    technician.link.receive({ t: 'data/description', type: 'answer', generation: 7, sdp: 'fake 1' });
    technician.link.receive({ t: 'data/description', type: 'answer', generation: -0, sdp: 'nonsense' });
    await turns();
    expect(technician.connections[0]?.isBound).toBe(false);
  });

  it('DC4 closed, nothing is open and no timer runs', async () => {
    const technician = makeEnd('technician');
    technician.link.offer();
    await turns();
    technician.link.close();
    await turns();
    expect([network.openCount, clock.timerCount]).toEqual([0, 0]);
  });
});
