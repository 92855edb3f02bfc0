import type { Dispose } from '#shared/std/core/dispose.ts';
import { Emitter } from '#shared/std/core/emitter.ts';
import type { FailureCode } from '#shared/std/core/failure.ts';
import { fail, succeed, type Result } from '#shared/std/core/result.ts';
import { toBase64Url, toHex } from '#shared/std/crypto/bytes.ts';
import { LogUnwritableError } from '#shared/std/log/log-unwritable-error.ts';
import { relayAnswerTimeoutMs } from '#shared/std/protocol/limits.ts';
import type { FromRelay, RelayErrorCode } from '#shared/std/protocol/relay-messages.ts';
import { deviceFingerprint } from '#shared/std/session/handshake-transcript.ts';
import { RelayConnection } from '#shared/std/session/relay-connection.ts';
import type { ConsoleEvents } from '#shared/std/view/console-contract.ts';
import type { SessionType } from '#shared/std/protocol/session-type.ts';
import {
  reduceConsoleView,
  type ConsoleView,
  type ConsoleViewEvent,
  type EntryView,
  type RelayView,
} from '#shared/std/view/console-view.ts';
import { ViewStore } from '#shared/std/view/view-store.ts';
import type { ConsolePorts } from './console-ports.ts';
import { newSessionView } from './new-session-view.ts';
import { answerChallenge } from './relay-login.ts';
import { makeEntry, type SessionEntry } from './session-entry.ts';
import { TechnicianSession } from './technician-session.ts';

type NewSession = { readonly name: string; readonly type: SessionType; readonly method: EntryView['method'] };
type Waiting = NewSession & { readonly resolve: (result: Result<{ readonly session: string }, FailureCode>) => void };

/** The console without a window: logged in to its relay, owner of all sessions and of the view. */
export class ConsoleCore {
  readonly #ports: ConsolePorts;
  readonly #events = new Emitter<ConsoleEvents>();
  readonly #screenEvents = new Emitter<{ message: { readonly session: string; readonly bytes: Uint8Array } }>();
  readonly #store: ViewStore<ConsoleView, ConsoleViewEvent>;
  readonly #relay: RelayConnection;
  readonly #sessions = new Map<string, TechnicianSession>();
  readonly #waiting = new Map<string, Waiting>();
  #loggedIn = false;

  constructor(ports: ConsolePorts) {
    this.#ports = ports;
    const { certificate, signer } = ports.device;
    const view: ConsoleView = {
      technician: {
        name: certificate.technician,
        organisation: certificate.organisation,
        deviceFingerprint: toHex(deviceFingerprint(signer.publicKey)),
      },
      relay: { state: 'connecting', url: ports.relayUrl, joinUrl: '', failure: null },
      sessions: [],
    };
    this.#store = new ViewStore(view, reduceConsoleView, (event) => this.#events.emit('view', event));
    this.#relay = new RelayConnection({ ...ports, url: ports.relayUrl });
    this.#relay.on('open', () => this.#relay.send({ v: 1, t: 'login/start' }));
    this.#relay.on('lost', () => this.#relayLost());
    this.#relay.on('message', (message) => this.#receive(message));
    this.#relay.open();
  }

  get view(): ConsoleView {
    return this.#store.view;
  }

  get hasLiveSessions(): boolean {
    return Array.from(this.#sessions.values()).some((session) => !session.isOver);
  }

  on<Name extends keyof ConsoleEvents>(name: Name, listener: (payload: ConsoleEvents[Name]) => void): Dispose {
    return this.#events.on(name, listener);
  }

  /** Messages of the screen lanes, for the window; apart from its other events, because they are bytes. */
  onScreenMessage(listener: (received: { readonly session: string; readonly bytes: Uint8Array }) => void): Dispose {
    return this.#screenEvents.on('message', listener);
  }

  session(id: string): TechnicianSession | null {
    return this.#sessions.get(id) ?? null;
  }

  /** Creates a session at the relay; the answer comes with its PIN or link in the view. */
  createSession(request: NewSession): Promise<Result<{ readonly session: string }, FailureCode>> {
    const id = toBase64Url(this.#ports.random(12));
    const { type, method } = request;
    if (!this.#loggedIn || !this.#relay.send({ v: 1, t: 'session/create', request: id, type, method })) {
      return Promise.resolve(fail('relayUnreachable'));
    }
    return new Promise((resolve) => {
      const stopTimer = this.#ports.clock.after(relayAnswerTimeoutMs, () => this.#settle(id, fail('relayUnreachable')));
      this.#waiting.set(id, {
        ...request,
        resolve: (result) => {
          stopTimer();
          resolve(result);
        },
      });
    });
  }

  /** Takes a session that is over off the list. */
  removeSession(id: string): Result<null, FailureCode> {
    const session = this.#sessions.get(id);
    if (session === undefined) return fail('sessionNotFound');
    if (!session.isOver) return fail('sessionNotActive');
    this.#sessions.delete(id);
    this.#store.apply({ name: 'session/removed', id });
    return succeed(null);
  }

  /** Ends every session, waits for the last signatures, and leaves the relay. */
  async close(): Promise<void> {
    for (const id of Array.from(this.#waiting.keys())) this.#settle(id, fail('relayLost'));
    await Promise.all(Array.from(this.#sessions.values(), (session) => session.close()));
    this.#relay.close();
  }

  #receive(message: FromRelay): void {
    switch (message.t) {
      case 'login/challenge': {
        const answer = answerChallenge(message, this.#ports.relayHost, this.#ports.device, this.#ports.random);
        if (answer !== null) this.#relay.send(answer);
        return undefined;
      }
      case 'login/accepted':
        return this.#accepted(message.joinUrl, message.sessions);
      case 'session/created':
        return this.#created(message);
      case 'session/state':
        return this.#sessions.get(message.session)?.receiveRelayState(message);
      case 'session/pickedUp':
        return this.#sessions.get(message.session)?.pickUp.granted(message.request);
      case 'signal/deliver':
        return this.#sessions.get(message.session)?.receiveSignal(message.data);
      case 'error':
        return this.#refused(message);
      case 'session/claimed':
        return undefined; // For applets only.
    }
  }

  #accepted(joinUrl: string, alive: readonly string[]): void {
    this.#loggedIn = true;
    this.#setRelay({ state: 'connected', joinUrl, failure: null });
    for (const session of this.#sessions.values()) {
      if (session.isOver) continue;
      if (alive.includes(session.id)) session.relayBack();
      else session.relayForgot();
    }
    // What this program no longer knows, because it was started anew or never got the answer, nobody can help any more:
    // it is ended, and its customer told, instead of taking up a place (LNS1).
    for (const id of alive) {
      if (this.#sessions.get(id)?.isOver ?? true) this.#relay.send({ v: 1, t: 'session/end', session: id });
    }
  }

  #created(message: Extract<FromRelay, { t: 'session/created' }>): void {
    const request = this.#waiting.get(message.request);
    if (request === undefined) return;
    const entry = makeEntry({
      method: request.method,
      created: message,
      joinUrl: this.#store.view.relay.joinUrl,
      nowMs: this.#ports.clock.wallMs(),
      signer: this.#ports.device.signer,
      random: this.#ports.random,
    });
    // An id that is in use would put another session in the place of a running one.
    if (entry === null || this.#sessions.has(message.session)) {
      this.#ports.logger.error('relay/session-refused');
      return this.#settle(message.request, fail('relayIncompatible'));
    }
    return this.#settle(message.request, this.#open(message.session, request, entry));
  }

  #open(
    id: string,
    { name, type }: NewSession,
    entry: SessionEntry,
  ): Result<{ readonly session: string }, FailureCode> {
    // Shown first: the new session's own first log rows then have a place to appear.
    this.#store.apply({
      name: 'session/added',
      session: newSessionView(id, name, type, entry.view, this.#ports.clock.wallMs()),
    });
    try {
      const session = new TechnicianSession(this.#ports, {
        id,
        name,
        type,
        entry,
        // Before the log-in the relay would take it for a stranger's and close the socket.
        sendRelay: (message) => this.#loggedIn && this.#relay.send(message),
        onChange: (change) => this.#store.apply({ name: 'session/changed', id, change }),
        onChat: (line) => this.#store.apply({ name: 'chat/changed', id, line }),
        onLog: (line) => this.#store.apply({ name: 'log/added', id, line }),
        onTransfer: (transfer) => this.#store.apply({ name: 'transfer/changed', id, transfer }),
        onMediaSignal: (signal) => this.#events.emit('mediaSignal', { session: id, signal }),
        onMediaEnd: () => this.#events.emit('mediaEnd', { session: id }),
        onScreenMessage: (bytes) => this.#screenEvents.emit('message', { session: id, bytes }),
        onCallSignal: (signal) => this.#events.emit('callSignal', { session: id, signal }),
        onCallEnd: () => this.#events.emit('callEnd', { session: id }),
        onBoard: (event) => this.#store.apply({ name: 'board/event', id, event }),
        onTracked: (frame) => this.#events.emit('boardTracked', { session: id, frame }),
        onUntyped: (characters) => this.#events.emit('untyped', { session: id, characters }),
      });
      this.#sessions.set(id, session);
      if (session.isOver) return fail('logUnwritable');
    } catch (error) {
      if (!(error instanceof LogUnwritableError)) throw error;
      this.#store.apply({ name: 'session/removed', id });
      this.#relay.send({ v: 1, t: 'session/end', session: id });
      return fail('logUnwritable');
    }
    return succeed({ session: id });
  }

  #refused(message: Extract<FromRelay, { t: 'error' }>): void {
    this.#ports.logger.warn('relay/refused', { code: message.code });
    if (message.session !== undefined) {
      const session = this.#sessions.get(message.session);
      if (message.request !== undefined) session?.pickUp.refused(message.request, message.code);
      if (message.code === 'sessionGone' || message.code === 'notYourSession') session?.relayForgot();
    } else if (message.request !== undefined) {
      this.#settle(message.request, fail(createRefusal(message.code)));
    } else if (message.code === 'loginRefused' || message.code === 'deviceRevoked') {
      this.#setRelay({ state: 'refused', failure: 'relayRefusedLogin' });
    }
  }

  #relayLost(): void {
    const wasLoggedIn = this.#loggedIn;
    this.#loggedIn = false;
    for (const id of Array.from(this.#waiting.keys())) this.#settle(id, fail('relayLost'));
    if (wasLoggedIn) {
      for (const session of this.#sessions.values()) if (!session.isOver) session.relayLost();
    }
    if (this.#store.view.relay.state === 'refused') return;
    this.#setRelay({ state: 'lost', failure: wasLoggedIn ? 'relayLost' : 'relayUnreachable' });
  }

  #settle(request: string, result: Result<{ readonly session: string }, FailureCode>): void {
    this.#waiting.get(request)?.resolve(result);
    this.#waiting.delete(request);
  }

  #setRelay(change: Partial<RelayView>): void {
    this.#store.apply({ name: 'relay/changed', relay: { ...this.#store.view.relay, ...change } });
  }
}

/** Why the relay made no session, as the technician is told. */
function createRefusal(code: RelayErrorCode): FailureCode {
  return code === 'permissionMissing' ? 'groupForbids' : 'relayFull';
}
