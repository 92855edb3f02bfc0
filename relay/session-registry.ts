import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';
import type { RandomBytes } from '#shared/std/core/random.ts';
import { fail, succeed, type Result } from '#shared/std/core/result.ts';
import { equalBytes, fromBase64Url, toBase64Url } from '#shared/std/crypto/bytes.ts';
import { relayReattachMs } from '#shared/std/protocol/limits.ts';
import { sessionIdBytes, type EntryWay, type RelayErrorCode } from '#shared/std/protocol/relay-messages.ts';
import { closeCodes } from './close-codes.ts';
import type { Metrics } from './metrics.ts';
import type { Peer } from './peer.ts';
import type { PinStore } from './pin-store.ts';
import { maxSessions, maxSessionsPerDevice } from './relay-limits.ts';
import type { ClaimedPhase, EntryMethod, RelaySession, SessionType } from './relay-session.ts';
import { Seat, type SessionNews } from './seat.ts';

export type Created = { readonly session: string; readonly pin: string | null; readonly expiresInMs: number };

type Device = {
  technician: string;
  peer: Peer | null;
  readonly sessions: Set<RelaySession>;
  stopTimer: Dispose;
};

const nothing: Dispose = () => {};

/** Every session on this relay: who made it, who joined it, who may come back. Knows sockets only as peers. */
export class SessionRegistry {
  readonly #clock: Clock;
  readonly #random: RandomBytes;
  readonly #pins: PinStore;
  readonly #metrics: Metrics;
  readonly #ttlMs: number;
  readonly #sessions = new Map<string, RelaySession>();
  readonly #devices = new Map<string, Device>();
  /** By technician, whichever of their consoles it runs on (LNS1). */
  readonly #activeLens = new Map<string, RelaySession>();

  constructor(dependencies: {
    readonly clock: Clock;
    readonly random: RandomBytes;
    readonly pins: PinStore;
    readonly metrics: Metrics;
    /** How long an unclaimed session lives. */
    readonly ttlMs: number;
  }) {
    this.#clock = dependencies.clock;
    this.#random = dependencies.random;
    this.#pins = dependencies.pins;
    this.#metrics = dependencies.metrics;
    this.#ttlMs = dependencies.ttlMs;
  }

  /** The ids of a device's sessions that are still alive. */
  sessionsOf(device: string): readonly string[] {
    return Array.from(this.#devices.get(device)?.sessions ?? [], (session) => session.id);
  }

  /**
   * A console logged in: it gets its sessions back, and an older socket of the same device is closed. If the device was
   * certified for somebody else meanwhile, its older sessions stay whose they were.
   */
  attachConsole({ device, technician }: { readonly device: string; readonly technician: string }, peer: Peer): void {
    const known = this.#devices.get(device);
    if (known === undefined) {
      this.#devices.set(device, { technician, peer, sessions: new Set(), stopTimer: nothing });
      return;
    }
    const before = known.peer;
    known.technician = technician;
    known.stopTimer();
    known.peer = peer;
    for (const session of known.sessions) {
      session.owner.sit(peer);
      // Also when the old socket seemed alive: what went to it may not have arrived, and has to be said again.
      if (session.phase.name === 'claimed') session.phase.customer.tell({ state: 'peerBack' });
    }
    before?.close(closeCodes.replaced);
  }

  /** A console's socket closed. Does nothing if the device came back on another one in the meantime. */
  detachConsole(device: string, peer: Peer): void {
    const known = this.#devices.get(device);
    if (known === undefined || known.peer !== peer) return;
    known.peer = null;
    if (known.sessions.size === 0) {
      this.#devices.delete(device);
      return;
    }
    for (const session of known.sessions) {
      session.owner.leave();
      if (session.phase.name === 'claimed') session.phase.customer.tell({ state: 'peerLost' });
    }
    known.stopTimer = this.#clock.after(relayReattachMs, () => {
      for (const session of Array.from(known.sessions)) this.#end(session, { state: 'expired' });
    });
  }

  /** `longerPin` after too many wrong entries everywhere (PIN4). The console must be attached. */
  create(
    device: string,
    type: SessionType,
    method: EntryMethod,
    longerPin: boolean,
  ): Result<Created, 'relayFull' | 'notLoggedIn'> {
    const owner = this.#devices.get(device);
    if (owner === undefined || owner.peer === null) return fail('notLoggedIn');
    if (owner.sessions.size >= maxSessionsPerDevice || this.#sessions.size >= maxSessions) return fail('relayFull');
    const id = toBase64Url(this.#random(sessionIdBytes));
    const pin = method === 'link' ? null : this.#pins.issue(id, longerPin);
    if (method !== 'link' && pin === null) return fail('relayFull');
    const session: RelaySession = {
      id,
      type,
      method,
      device,
      technician: owner.technician,
      owner: new Seat(id, owner.peer),
      pin,
      phase: {
        name: 'waiting',
        stopTimer: this.#clock.after(this.#ttlMs, () => this.#end(session, { state: 'expired' })),
      },
    };
    this.#sessions.set(id, session);
    owner.sessions.add(session);
    return succeed({ session: id, pin: pin?.pin ?? null, expiresInMs: this.#ttlMs });
  }

  claimPin(pin: string, peer: Peer): Result<string, 'entryRefused'> {
    const found = this.#pins.redeem(pin);
    return this.#claim(found.outcome === 'refused' ? undefined : this.#sessions.get(found.session), 'pin', peer);
  }

  claimLink(id: string, peer: Peer): Result<string, 'entryRefused'> {
    const session = this.#sessions.get(id);
    // A session whose technician handed out digits alone has no link, whoever knows its id.
    return this.#claim(session?.method === 'pin' ? undefined : session, 'link', peer);
  }

  /** A customer comes back with the token of `session/claimed`; an older socket of theirs is closed. */
  reattach(id: string, token: string, peer: Peer): Result<void, 'sessionGone'> {
    const session = this.#sessions.get(id);
    const given = fromBase64Url(token);
    if (session === undefined || given === null || session.phase.name !== 'claimed') return fail('sessionGone');
    const { phase } = session;
    if (!equalBytes(phase.token, given)) return fail('sessionGone');
    const before = phase.customer.peer;
    phase.stopTimer();
    peer.send({ v: 1, t: 'session/claimed', session: id, token });
    phase.customer.sit(peer);
    before?.close(closeCodes.replaced);
    session.owner.tell({ state: 'peerBack' });
    return succeed(undefined);
  }

  /** A customer's socket closed. */
  detachCustomer(id: string, peer: Peer): void {
    const session = this.#sessions.get(id);
    if (session?.phase.name !== 'claimed' || session.phase.customer.peer !== peer) return;
    session.phase.customer.leave();
    session.owner.tell({ state: 'peerLost' });
    session.phase.stopTimer = this.#clock.after(relayReattachMs, () => this.#end(session, { state: 'expired' }));
  }

  confirm(id: string, peer: Peer): Result<void, RelayErrorCode> {
    const found = this.#claimedByOwner(id, peer);
    if (!found.ok) return found;
    found.value.phase.confirmed = true;
    return succeed(undefined);
  }

  /**
   * The technician wants to start: one active Lens session a technician (LNS1). Each question that is granted is answered,
   * so that a console whose answer was lost may ask again; the answer to one that went away is not kept.
   */
  pickUp(id: string, request: string, peer: Peer): Result<void, RelayErrorCode> {
    const found = this.#claimedByOwner(id, peer);
    if (!found.ok) return found;
    const { session, phase } = found.value;
    if (session.type === 'lens') {
      if ((this.#activeLens.get(session.technician) ?? session) !== session) return fail('lensAlreadyActive');
      this.#activeLens.set(session.technician, session);
    }
    const first = !phase.pickedUp;
    phase.pickedUp = true;
    peer.send({ v: 1, t: 'session/pickedUp', session: id, request });
    if (first) phase.customer.tell({ state: 'pickedUp' });
    return succeed(undefined);
  }

  /** The technician did not start after all: the customer waits on, and the place is free. */
  handBack(id: string, peer: Peer): Result<void, RelayErrorCode> {
    const found = this.#claimedByOwner(id, peer);
    if (!found.ok) return found;
    found.value.phase.pickedUp = false;
    this.#freeLens(found.value.session);
    return succeed(undefined);
  }

  end(id: string, peer: Peer): Result<void, RelayErrorCode> {
    const found = this.#asMember(id, peer);
    if (!found.ok) return found;
    this.#end(found.value, { state: 'ended' });
    return succeed(undefined);
  }

  /** Passes `data` to the other side as it is. What nobody is there to receive is dropped: the sender was told. */
  forward(id: string, peer: Peer, data: string): Result<void, RelayErrorCode> {
    const found = this.#asMember(id, peer);
    if (!found.ok) return found;
    const { owner, phase } = found.value;
    if (phase.name !== 'claimed') return fail('malformed');
    const to = peer === owner.peer ? phase.customer : owner;
    if (to.deliver(data)) {
      this.#metrics.messagesForwarded += 1;
      this.#metrics.bytesForwarded += data.length;
    }
    return succeed(undefined);
  }

  countByState(): { readonly waiting: number; readonly claimed: number; readonly confirmed: number } {
    const count = { waiting: 0, claimed: 0, confirmed: 0 };
    for (const { phase } of this.#sessions.values()) {
      if (phase.name === 'waiting') count.waiting += 1;
      else if (phase.confirmed) count.confirmed += 1;
      else count.claimed += 1;
    }
    return count;
  }

  /** Stops every timer; nobody is told. */
  dispose(): void {
    for (const session of this.#sessions.values()) session.phase.stopTimer();
    for (const device of this.#devices.values()) device.stopTimer();
    this.#sessions.clear();
    this.#devices.clear();
    this.#activeLens.clear();
  }

  #claim(session: RelaySession | undefined, entry: EntryWay, peer: Peer): Result<string, 'entryRefused'> {
    if (session === undefined) return fail('entryRefused');
    const { phase } = session;
    if (phase.name === 'claimed') {
      // Nobody can tell which of the two is the one the technician speaks with: neither stays (PIN2).
      if (!phase.confirmed) {
        this.#metrics.joinedTwice += 1;
        this.#end(session, { state: 'joinedTwice' });
      }
      return fail('entryRefused');
    }
    phase.stopTimer();
    session.pin?.use();
    const token = this.#random(32);
    session.phase = {
      name: 'claimed',
      customer: new Seat(session.id, peer),
      token,
      confirmed: false,
      pickedUp: false,
      stopTimer: nothing,
    };
    peer.send({ v: 1, t: 'session/claimed', session: session.id, token: toBase64Url(token) });
    if (session.owner.peer === null) session.phase.customer.tell({ state: 'peerLost' });
    session.owner.tell({ state: 'claimed', entry });
    return succeed(session.id);
  }

  #end(session: RelaySession, news: SessionNews): void {
    this.#sessions.delete(session.id);
    session.phase.stopTimer();
    session.pin?.retire();
    this.#freeLens(session);
    const device = this.#devices.get(session.device);
    device?.sessions.delete(session);
    if (device?.sessions.size === 0 && device.peer === null) {
      device.stopTimer();
      this.#devices.delete(session.device);
    }
    session.owner.tell(news);
    if (session.phase.name === 'waiting') return;
    const { customer } = session.phase;
    customer.tell(news);
    customer.peer?.close(closeCodes.done);
  }

  #freeLens(session: RelaySession): void {
    if (this.#activeLens.get(session.technician) === session) this.#activeLens.delete(session.technician);
  }

  #asMember(id: string, peer: Peer): Result<RelaySession, 'sessionGone' | 'notYourSession'> {
    const session = this.#sessions.get(id);
    if (session === undefined) return fail('sessionGone');
    const isCustomer = session.phase.name === 'claimed' && session.phase.customer.peer === peer;
    return isCustomer || session.owner.peer === peer ? succeed(session) : fail('notYourSession');
  }

  #claimedByOwner(
    id: string,
    peer: Peer,
  ): Result<{ readonly session: RelaySession; readonly phase: ClaimedPhase }, RelayErrorCode> {
    const session = this.#sessions.get(id);
    if (session === undefined) return fail('sessionGone');
    if (session.owner.peer !== peer) return fail('notYourSession');
    if (session.phase.name !== 'claimed') return fail('malformed');
    return succeed({ session, phase: session.phase });
  }
}
