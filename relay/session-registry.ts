import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';
import type { RandomBytes } from '#shared/std/core/random.ts';
import { fail, succeed, type Result } from '#shared/std/core/result.ts';
import { equalBytes, fromBase64Url, toBase64Url } from '#shared/std/crypto/bytes.ts';
import { relayReattachMs } from '#shared/std/protocol/limits.ts';
import { sessionIdBytes, type RelayErrorCode } from '#shared/std/protocol/relay-messages.ts';
import { closeCodes } from './close-codes.ts';
import type { Metrics } from './metrics.ts';
import type { Peer } from './peer.ts';
import type { PinStore } from './pin-store.ts';
import { maxSessions, maxSessionsPerDevice } from './relay-limits.ts';
import type { ClaimedPhase, EntryMethod, RelaySession, SessionType } from './relay-session.ts';
import { Seat, type SessionState } from './seat.ts';

export type Created = { readonly session: string; readonly pin: string | null; readonly expiresInMs: number };

type Device = { peer: Peer | null; readonly sessions: Set<RelaySession>; stopTimer: Dispose };

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

  /** A console logged in: it gets its sessions back, and an older socket of the same device is closed. */
  attachConsole(device: string, peer: Peer): void {
    const known = this.#devices.get(device);
    if (known === undefined) {
      this.#devices.set(device, { peer, sessions: new Set(), stopTimer: nothing });
      return;
    }
    const before = known.peer;
    known.stopTimer();
    known.peer = peer;
    for (const session of known.sessions) {
      session.owner.sit(peer);
      // Also when the old socket seemed alive: what went to it may not have arrived, and has to be said again.
      if (session.phase.name === 'claimed') session.phase.customer.tell('peerBack');
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
      if (session.phase.name === 'claimed') session.phase.customer.tell('peerLost');
    }
    known.stopTimer = this.#clock.after(relayReattachMs, () => {
      for (const session of Array.from(known.sessions)) this.#end(session, 'expired');
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
    const issued = method === 'pin' ? this.#pins.issue(id, longerPin) : null;
    if (method === 'pin' && issued === null) return fail('relayFull');
    const session: RelaySession = {
      id,
      type,
      device,
      owner: new Seat(id, owner.peer),
      retirePin: issued?.retire ?? nothing,
      phase: { name: 'waiting', stopTimer: this.#clock.after(this.#ttlMs, () => this.#end(session, 'expired')) },
    };
    this.#sessions.set(id, session);
    owner.sessions.add(session);
    return succeed({ session: id, pin: issued?.pin ?? null, expiresInMs: this.#ttlMs });
  }

  claimPin(pin: string, peer: Peer): Result<string, 'entryRefused'> {
    const found = this.#pins.redeem(pin);
    return this.#claim(found.outcome === 'refused' ? undefined : this.#sessions.get(found.session), peer);
  }

  claimLink(id: string, peer: Peer): Result<string, 'entryRefused'> {
    return this.#claim(this.#sessions.get(id), peer);
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
    session.owner.tell('peerBack');
    return succeed(undefined);
  }

  /** A customer's socket closed. */
  detachCustomer(id: string, peer: Peer): void {
    const session = this.#sessions.get(id);
    if (session?.phase.name !== 'claimed' || session.phase.customer.peer !== peer) return;
    session.phase.customer.leave();
    session.owner.tell('peerLost');
    session.phase.stopTimer = this.#clock.after(relayReattachMs, () => this.#end(session, 'expired'));
  }

  confirm(id: string, peer: Peer): Result<void, RelayErrorCode> {
    const found = this.#claimedByOwner(id, peer);
    if (!found.ok) return found;
    found.value.phase.confirmed = true;
    return succeed(undefined);
  }

  /** The technician starts: one active Lens session a device. Both sides hear of it. */
  pickUp(id: string, peer: Peer): Result<void, RelayErrorCode> {
    const found = this.#claimedByOwner(id, peer);
    if (!found.ok) return found;
    const { session, phase } = found.value;
    if (phase.pickedUp) return succeed(undefined);
    if (session.type === 'lens' && this.#hasActiveLens(session.device)) return fail('lensAlreadyActive');
    phase.pickedUp = true;
    session.owner.tell('pickedUp');
    phase.customer.tell('pickedUp');
    return succeed(undefined);
  }

  end(id: string, peer: Peer): Result<void, RelayErrorCode> {
    const found = this.#asMember(id, peer);
    if (!found.ok) return found;
    this.#end(found.value, 'ended');
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
  }

  #claim(session: RelaySession | undefined, peer: Peer): Result<string, 'entryRefused'> {
    if (session === undefined) return fail('entryRefused');
    const { phase } = session;
    if (phase.name === 'claimed') {
      // Nobody can tell which of the two is the one the technician speaks with: neither stays (PIN2).
      if (!phase.confirmed) {
        this.#metrics.joinedTwice += 1;
        this.#end(session, 'joinedTwice');
      }
      return fail('entryRefused');
    }
    phase.stopTimer();
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
    if (session.owner.peer === null) session.phase.customer.tell('peerLost');
    session.owner.tell('claimed');
    return succeed(session.id);
  }

  #end(session: RelaySession, state: SessionState): void {
    this.#sessions.delete(session.id);
    session.phase.stopTimer();
    session.retirePin();
    const device = this.#devices.get(session.device);
    device?.sessions.delete(session);
    if (device?.sessions.size === 0 && device.peer === null) {
      device.stopTimer();
      this.#devices.delete(session.device);
    }
    session.owner.tell(state);
    if (session.phase.name === 'waiting') return;
    const { customer } = session.phase;
    customer.tell(state);
    customer.peer?.close(closeCodes.done);
  }

  #hasActiveLens(device: string): boolean {
    for (const { type, phase } of this.#devices.get(device)?.sessions ?? []) {
      if (type === 'lens' && phase.name === 'claimed' && phase.pickedUp) return true;
    }
    return false;
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
