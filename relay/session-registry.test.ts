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

function setUp() {
  const clock = new FakeClock();
  const random = countingRandom();
  const pins = new PinStore(clock, random, pinTtlMs);
  const metrics = new Metrics();
  const registry = new SessionRegistry({ clock, random, pins, metrics, ttlMs: pinTtlMs });
  const owner = new FakePeer();
  registry.attachConsole(device, owner);
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
    expect(registry.pickUp(one.id, one.customer)).toEqual({ ok: false, reason: 'notYourSession' });
    expect(owner.sent).toEqual([]);
    expect(metrics.bytesForwarded).toBe('to one'.length);
  });

  it('refuses signals, confirmation and pick-up before anyone joined', () => {
    const { registry, owner, create } = setUp();
    const { id } = create();
    const refused = { ok: false, reason: 'malformed' };
    expect(registry.forward(id, owner, 'x')).toEqual(refused);
    expect(registry.confirm(id, owner)).toEqual(refused);
    expect(registry.pickUp(id, owner)).toEqual(refused);
  });

  it('tells both sides of a pick-up, once', () => {
    const { registry, owner, join } = setUp();
    const { id, customer } = join();
    registry.pickUp(id, owner);
    registry.pickUp(id, owner);
    expect(owner.take()).toEqual(['pickedUp']);
    expect(customer.take()).toEqual(['pickedUp']);
  });

  it('allows one active Lens session a device, and other sessions beside it', () => {
    const { registry, owner, join } = setUp();
    const [first, second] = [join('lens'), join('lens')];
    const other = join();
    expect(registry.pickUp(first.id, owner).ok).toBe(true);
    expect(registry.pickUp(second.id, owner)).toEqual({ ok: false, reason: 'lensAlreadyActive' });
    expect(registry.pickUp(other.id, owner).ok).toBe(true);
    registry.end(first.id, first.customer);
    expect(registry.pickUp(second.id, owner).ok).toBe(true);
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
    registry.pickUp(id, owner);
    expect(registry.reattach(id, token, back).ok).toBe(true);
    // What happened meanwhile comes after the answer.
    expect(back.take()).toEqual(['session/claimed', 'pickedUp']);
    expect(owner.take()).toEqual(['pickedUp', 'peerBack']);
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
    registry.attachConsole(device, back);
    expect(back.take()).toEqual(['claimed', 'peerLost']);
    expect(customer.take()).toEqual(['peerBack']);
    expect(registry.forward(waiting.id, back, 'hello').ok).toBe(true);
    expect(registry.forward(waiting.id, owner, 'ghost')).toEqual({ ok: false, reason: 'notYourSession' });
  });

  it('DC4 a device that logs in twice keeps one socket, and customers repeat what the old one may have missed', () => {
    const { registry, owner, join } = setUp();
    const { customer } = join();
    const newer = new FakePeer();
    registry.attachConsole(device, newer);
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
    registry.attachConsole(device, back);
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
    registry.attachConsole('other device', new FakePeer());
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
