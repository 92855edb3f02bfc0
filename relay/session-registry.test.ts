import { describe, expect, it } from 'vitest';
import { pinTtlMs, relayReattachMs } from '#shared/std/protocol/limits.ts';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import { closeCodes } from './close-codes.ts';
import { Metrics } from './metrics.ts';
import { PinStore } from './pin-store.ts';
import { maxSessionsPerDevice } from './relay-limits.ts';
import type { SessionType } from './relay-session.ts';
import { SessionRegistry } from './session-registry.ts';
import { countingRandom } from './testing/counting-random.ts';
import { FakePeer } from './testing/fake-peer.ts';

const device = 'device key';
const anna = { device, technician: 'Anna' };

function setUp() {
  const clock = new FakeClock();
  const random = countingRandom();
  const pins = new PinStore(clock, random, pinTtlMs);
  const metrics = new Metrics();
  const registry = new SessionRegistry({ clock, random, pins, metrics, ttlMs: pinTtlMs });
  const owner = new FakePeer();
  registry.attachConsole(anna, owner);
  const create = (type: SessionType = 'remoteSupport') => {
    const created = registry.create(device, type, 'pin', false);
    if (!created.ok || created.value.pin === null) throw new Error('not created');
    return { id: created.value.session, pin: created.value.pin };
  };
  const join = (type: SessionType = 'remoteSupport') => {
    const { id, pin } = create(type);
    const customer = new FakePeer();
    expect(registry.claimPin(pin, customer)).toEqual({ ok: true, value: id });
    const { token } = customer;
    customer.take();
    owner.take();
    return { id, pin, customer, token };
  };
  return { clock, metrics, registry, owner, create, join };
}

function createMessage(registry: SessionRegistry): { readonly id: string; readonly pin: string } {
  const created = registry.create(device, 'lens', 'message', false);
  if (!created.ok || created.value.pin === null) throw new Error('not created');
  return { id: created.value.session, pin: created.value.pin };
}

type Joined = ReturnType<ReturnType<typeof setUp>['join']>;

describe('SessionRegistry', () => {
  it('PIN2 the first claim joins; the second ends both sides while nobody is confirmed', () => {
    const { registry, owner, create, metrics } = setUp();
    const { id, pin } = create();
    const [first, second] = [new FakePeer(), new FakePeer()];
    expect(registry.claimPin(pin, first).ok).toBe(true);
    expect(owner.take()).toEqual(['claimed']);
    expect(first.take()).toEqual(['session/claimed']);
    expect(registry.claimPin(pin, second)).toEqual({ ok: false, reason: 'entryRefused' });
    expect(owner.take()).toEqual(['joinedTwice']);
    expect(first.take()).toEqual(['joinedTwice']);
    expect(first.closedWith).toBe(closeCodes.done);
    expect(second.take()).toEqual([]);
    expect(metrics.joinedTwice).toBe(1);
    expect(registry.forward(id, owner, 'x')).toEqual({ ok: false, reason: 'sessionGone' });
  });

  it('PIN2 after the console confirmed its customer a second claim is only refused', () => {
    const { registry, owner, join } = setUp();
    const { id, pin, customer } = join();
    expect(registry.confirm(id, owner).ok).toBe(true);
    expect(registry.claimPin(pin, new FakePeer())).toEqual({ ok: false, reason: 'entryRefused' });
    expect([...owner.take(), ...customer.take()]).toEqual([]);
    expect(registry.forward(id, customer, 'still here').ok).toBe(true);
  });

  it('PIN2 a link is claimed once, by the same rule', () => {
    const { registry, owner } = setUp();
    const created = registry.create(device, 'remoteSupport', 'link', false);
    if (!created.ok) throw new Error(created.reason);
    expect(created.value.pin).toBeNull();
    expect(registry.claimLink(created.value.session, new FakePeer()).ok).toBe(true);
    expect(registry.claimLink(created.value.session, new FakePeer()).ok).toBe(false);
    expect(owner.take()).toEqual(['claimed', 'joinedTwice']);
    expect(registry.claimLink('unknown', new FakePeer()).ok).toBe(false);
  });

  it('PIN7 a message has a PIN and a link to one session, and the console hears which way the customer came', () => {
    for (const way of ['pin', 'link'] as const) {
      const { registry, owner } = setUp();
      const { id, pin } = createMessage(registry);
      const customer = new FakePeer();
      const claimed = way === 'pin' ? registry.claimPin(pin, customer) : registry.claimLink(id, customer);
      expect(claimed).toEqual({ ok: true, value: id });
      expect(owner.sent).toEqual([{ v: 1, t: 'session/state', session: id, state: 'claimed', entry: way }]);
    }
  });

  it('PIN2 PIN7 of a message the first way in uses up both; the second ends both sides, whichever it is', () => {
    for (const [first, second] of [
      ['pin', 'link'],
      ['link', 'pin'],
      ['pin', 'pin'],
      ['link', 'link'],
    ] as const) {
      for (const confirmed of [false, true]) {
        const { registry, owner } = setUp();
        const { id, pin } = createMessage(registry);
        const enter = (way: 'pin' | 'link', peer: FakePeer) =>
          way === 'pin' ? registry.claimPin(pin, peer) : registry.claimLink(id, peer);
        const customer = new FakePeer();
        expect(enter(first, customer).ok).toBe(true);
        if (confirmed) registry.confirm(id, owner);
        const name = `${first}, then ${second}, ${confirmed ? 'verified' : 'not verified'}`;
        expect(enter(second, new FakePeer()), name).toEqual({ ok: false, reason: 'entryRefused' });
        expect(owner.take(), name).toEqual(confirmed ? ['claimed'] : ['claimed', 'joinedTwice']);
        expect(registry.forward(id, customer, 'x').ok, name).toBe(confirmed);
      }
    }
  });

  it('PIN7 the PIN of a message is a second entry for as long as it is remembered, although the link was used', () => {
    const { clock, registry, owner } = setUp();
    const { id, pin } = createMessage(registry);
    registry.claimLink(id, new FakePeer());
    clock.advance(pinTtlMs);
    expect(registry.claimPin(pin, new FakePeer()).ok).toBe(false);
    expect(owner.take()).toEqual(['claimed', 'joinedTwice']);
  });

  it('PIN7 a session whose technician gave out digits alone cannot be entered by its id', () => {
    const { registry, owner, create } = setUp();
    const { id, pin } = create();
    expect(registry.claimLink(id, new FakePeer())).toEqual({ ok: false, reason: 'entryRefused' });
    expect(registry.claimPin(pin, new FakePeer()).ok).toBe(true);
    expect(registry.claimLink(id, new FakePeer())).toEqual({ ok: false, reason: 'entryRefused' });
    expect(owner.take()).toEqual(['claimed']);
  });

  it('PIN7 an unused message expires whole', () => {
    const { clock, registry, owner } = setUp();
    const { id, pin } = createMessage(registry);
    clock.advance(pinTtlMs);
    expect(owner.take()).toEqual(['expired']);
    expect(registry.claimPin(pin, new FakePeer()).ok).toBe(false);
    expect(registry.claimLink(id, new FakePeer()).ok).toBe(false);
  });

  it('PIN1 an unclaimed session expires with its PIN, and a claimed one does not', () => {
    const { clock, registry, owner, create, join } = setUp();
    const { pin } = create();
    const { id, customer } = join();
    clock.advance(pinTtlMs);
    expect(owner.take()).toEqual(['expired']);
    expect(registry.claimPin(pin, new FakePeer()).ok).toBe(false);
    expect(registry.forward(id, customer, 'x').ok).toBe(true);
  });

  it('RL2 passes signals to the other side of the own session only, unchanged', () => {
    const { registry, owner, join, metrics } = setUp();
    const one = join();
    const two = join();
    expect(registry.forward(one.id, owner, 'to one').ok).toBe(true);
    expect(one.customer.sent).toEqual([{ v: 1, t: 'signal/deliver', session: one.id, data: 'to one' }]);
    expect(two.customer.sent).toEqual([]);
    expect(registry.forward(one.id, two.customer, 'intruder')).toEqual({ ok: false, reason: 'notYourSession' });
    expect(registry.end(one.id, two.customer)).toEqual({ ok: false, reason: 'notYourSession' });
    expect(registry.confirm(one.id, one.customer)).toEqual({ ok: false, reason: 'notYourSession' });
    expect(registry.pickUp(one.id, 'request', one.customer)).toEqual({ ok: false, reason: 'notYourSession' });
    expect(owner.sent).toEqual([]);
    expect(metrics.bytesForwarded).toBe('to one'.length);
  });

  it('refuses signals, confirmation, pick-up and handing back before anyone joined', () => {
    const { registry, owner, create } = setUp();
    const { id } = create();
    const refused = { ok: false, reason: 'malformed' };
    expect(registry.forward(id, owner, 'x')).toEqual(refused);
    expect(registry.confirm(id, owner)).toEqual(refused);
    expect(registry.pickUp(id, 'request', owner)).toEqual(refused);
    expect(registry.handBack(id, owner)).toEqual(refused);
  });

  it('LNS1 answers each pick-up that is granted, and tells the customer once', () => {
    const { registry, owner, join } = setUp();
    const { id, customer } = join();
    registry.pickUp(id, 'first', owner);
    registry.pickUp(id, 'second', owner);
    expect(owner.sent).toEqual(
      ['first', 'second'].map((request) => ({ v: 1, t: 'session/pickedUp', session: id, request })),
    );
    expect(customer.take()).toEqual(['pickedUp']);
  });

  it('T6 LNS1 allows one active Lens session, asked for again or not, and other sessions beside it', () => {
    const { registry, owner, join } = setUp();
    const [first, second] = [join('lens'), join('lens')];
    const other = join();
    expect(registry.pickUp(first.id, 'a', owner).ok).toBe(true);
    expect(registry.pickUp(second.id, 'b', owner)).toEqual({ ok: false, reason: 'lensAlreadyActive' });
    expect(registry.pickUp(first.id, 'c', owner).ok).toBe(true);
    expect(registry.pickUp(other.id, 'd', owner).ok).toBe(true);
    // The one that was refused is as it was: its customer waits.
    expect(second.customer.take()).toEqual([]);
    expect(registry.forward(second.id, owner, 'still waiting').ok).toBe(true);
  });

  it('T6 LNS1 counts the consoles of one technician together, and technicians apart', () => {
    const { registry, owner, join } = setUp();
    const lensOf = (key: { readonly device: string; readonly technician: string }) => {
      const peer = new FakePeer();
      registry.attachConsole(key, peer);
      const created = registry.create(key.device, 'lens', 'pin', false);
      if (!created.ok || created.value.pin === null) throw new Error('not created');
      registry.claimPin(created.value.pin, new FakePeer());
      return { peer, id: created.value.session };
    };
    const atTheDesk = join('lens');
    const atHome = lensOf({ device: 'laptop', technician: anna.technician });
    const ben = lensOf({ device: 'another', technician: 'Ben' });
    expect(registry.pickUp(atTheDesk.id, 'a', owner).ok).toBe(true);
    expect(registry.pickUp(atHome.id, 'b', atHome.peer)).toEqual({ ok: false, reason: 'lensAlreadyActive' });
    expect(registry.pickUp(ben.id, 'c', ben.peer).ok).toBe(true);
    registry.end(atTheDesk.id, owner);
    expect(registry.pickUp(atHome.id, 'd', atHome.peer).ok).toBe(true);
  });

  it('T6 LNS1 a Lens session that is over, lost, joined by two or handed back frees the place at once', () => {
    const ways: readonly (readonly [string, (desk: ReturnType<typeof setUp>, first: Joined) => unknown])[] = [
      ['ended by the technician', ({ registry, owner }, { id }) => registry.end(id, owner)],
      ['ended by the customer', ({ registry }, { id, customer }) => registry.end(id, customer)],
      ['joined by two', ({ registry }, { pin }) => registry.claimPin(pin, new FakePeer())],
      ['handed back', ({ registry, owner }, { id }) => registry.handBack(id, owner)],
      [
        'lost its customer',
        ({ registry, clock }, { id, customer }) => {
          registry.detachCustomer(id, customer);
          clock.advance(relayReattachMs);
        },
      ],
    ];
    for (const [way, free] of ways) {
      const desk = setUp();
      const [first, second] = [desk.join('lens'), desk.join('lens')];
      expect(desk.registry.pickUp(first.id, 'a', desk.owner).ok, way).toBe(true);
      expect(desk.registry.pickUp(second.id, 'b', desk.owner).ok, way).toBe(false);
      free(desk, first);
      expect(desk.registry.pickUp(second.id, 'c', desk.owner).ok, way).toBe(true);
    }
  });

  it('LNS1 handing back what was refused does not free the place of the one that runs', () => {
    const { registry, owner, join } = setUp();
    const [first, second] = [join('lens'), join('lens')];
    registry.pickUp(first.id, 'a', owner);
    expect(registry.handBack(second.id, owner).ok).toBe(true);
    expect(registry.handBack(first.id, first.customer)).toEqual({ ok: false, reason: 'notYourSession' });
    expect(registry.pickUp(second.id, 'b', owner)).toEqual({ ok: false, reason: 'lensAlreadyActive' });
  });

  it('LNS1 a technician who is away keeps the place as long as the session', () => {
    const { clock, registry, owner, join } = setUp();
    const { id } = join('lens');
    registry.pickUp(id, 'a', owner);
    registry.detachConsole(device, owner);
    const elsewhere = new FakePeer();
    registry.attachConsole({ device: 'laptop', technician: anna.technician }, elsewhere);
    const created = registry.create('laptop', 'lens', 'link', false);
    if (!created.ok) throw new Error(created.reason);
    const second = created.value.session;
    registry.claimLink(second, new FakePeer());
    expect(registry.pickUp(second, 'b', elsewhere).ok).toBe(false);
    clock.advance(relayReattachMs);
    expect(registry.pickUp(second, 'c', elsewhere).ok).toBe(true);
  });

  it('an end by either side is told to both and lets the customer go', () => {
    const { registry, owner, join } = setUp();
    const { id, customer } = join();
    registry.end(id, customer);
    expect(owner.take()).toEqual(['ended']);
    expect(customer.take()).toEqual(['ended']);
    expect(customer.closedWith).toBe(closeCodes.done);
    expect(registry.end(id, owner)).toEqual({ ok: false, reason: 'sessionGone' });
  });

  it('DC4 a customer who lost the connection comes back with the token, and only with it', () => {
    const { clock, registry, owner, join } = setUp();
    const { id, customer, token } = join();
    registry.detachCustomer(id, customer);
    expect(owner.take()).toEqual(['peerLost']);
    clock.advance(relayReattachMs - 1);
    const back = new FakePeer();
    const wrong = `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`;
    expect(registry.reattach(id, wrong, back)).toEqual({ ok: false, reason: 'sessionGone' });
    expect(registry.reattach(id, '', back)).toEqual({ ok: false, reason: 'sessionGone' });
    registry.pickUp(id, 'request', owner);
    expect(registry.reattach(id, token, back).ok).toBe(true);
    // What happened meanwhile comes after the answer.
    expect(back.take()).toEqual(['session/claimed', 'pickedUp']);
    expect(owner.take()).toEqual(['session/pickedUp', 'peerBack']);
    clock.advance(relayReattachMs);
    expect(registry.forward(id, back, 'x').ok).toBe(true);
  });

  it('DC4 a customer who comes back before the old socket is known dead replaces it, and the console repeats itself', () => {
    const { registry, owner, join } = setUp();
    const { id, customer, token } = join();
    const back = new FakePeer();
    registry.reattach(id, token, back);
    expect(customer.closedWith).toBe(closeCodes.replaced);
    registry.detachCustomer(id, customer);
    expect(owner.take()).toEqual(['peerBack']);
    expect(registry.forward(id, customer, 'x')).toEqual({ ok: false, reason: 'notYourSession' });
    expect(registry.forward(id, back, 'x').ok).toBe(true);
  });

  it('DC4 a console that logs in again gets its sessions back and hears what it missed', () => {
    const { registry, owner, create, join } = setUp();
    const waiting = create();
    const joined = join();
    registry.detachConsole(device, owner);
    expect(joined.customer.take()).toEqual(['peerLost']);
    const customer = new FakePeer();
    registry.claimPin(waiting.pin, customer);
    expect(customer.take()).toEqual(['session/claimed', 'peerLost']);
    registry.detachCustomer(joined.id, joined.customer);

    expect(registry.sessionsOf(device)).toEqual([waiting.id, joined.id]);
    const back = new FakePeer();
    registry.attachConsole(anna, back);
    expect(back.take()).toEqual(['claimed', 'peerLost']);
    expect(customer.take()).toEqual(['peerBack']);
    expect(registry.forward(waiting.id, back, 'hello').ok).toBe(true);
    expect(registry.forward(waiting.id, owner, 'ghost')).toEqual({ ok: false, reason: 'notYourSession' });
  });

  it('DC4 a device that logs in twice keeps one socket, and customers repeat what the old one may have missed', () => {
    const { registry, owner, join } = setUp();
    const { customer } = join();
    const newer = new FakePeer();
    registry.attachConsole(anna, newer);
    expect(owner.closedWith).toBe(closeCodes.replaced);
    registry.detachConsole(device, owner);
    expect(customer.take()).toEqual(['peerBack']);
  });

  it('comings and goings while the console is away are told as one', () => {
    const { registry, owner, join } = setUp();
    const { id, customer, token } = join();
    registry.detachConsole(device, owner);
    let current = customer;
    for (let round = 0; round < 100; round++) {
      registry.detachCustomer(id, current);
      current = new FakePeer();
      registry.reattach(id, token, current);
    }
    const back = new FakePeer();
    registry.attachConsole(anna, back);
    expect(back.take()).toEqual(['peerBack']);
  });

  it('DC4 who stays away too long loses the session, and the other side is told', () => {
    const gone = setUp();
    const left = gone.join();
    gone.registry.detachCustomer(left.id, left.customer);
    gone.owner.take();
    gone.clock.advance(relayReattachMs);
    expect(gone.owner.take()).toEqual(['expired']);
    expect(gone.registry.reattach(left.id, left.token, new FakePeer()).ok).toBe(false);

    const { clock, registry, owner, create, join } = setUp();
    const { customer } = join();
    const { pin } = create();
    registry.detachConsole(device, owner);
    customer.take();
    clock.advance(relayReattachMs);
    expect(customer.take()).toEqual(['expired']);
    expect(registry.claimPin(pin, new FakePeer()).ok).toBe(false);
    expect(registry.sessionsOf(device)).toEqual([]);
    expect(clock.timerCount).toBe(0);
  });

  it('keeps one device from filling the relay', () => {
    const { registry } = setUp();
    for (let round = 0; round < maxSessionsPerDevice; round++) {
      expect(registry.create(device, 'chatOnly', 'link', false).ok).toBe(true);
    }
    expect(registry.create(device, 'chatOnly', 'link', false)).toEqual({ ok: false, reason: 'relayFull' });
    registry.attachConsole({ device: 'other device', technician: 'Ben' }, new FakePeer());
    expect(registry.create('other device', 'chatOnly', 'link', false).ok).toBe(true);
  });

  it('leaves no timer behind, neither after ends nor after dispose', () => {
    const { clock, registry, owner, create, join } = setUp();
    const { id } = create();
    registry.end(id, owner);
    const joined = join();
    registry.end(joined.id, owner);
    expect(clock.timerCount).toBe(0);
    create();
    join();
    registry.detachConsole(device, owner);
    expect(clock.timerCount).toBeGreaterThan(0);
    registry.dispose();
    expect(clock.timerCount).toBe(0);
  });
});
