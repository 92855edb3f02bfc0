import type { Dispose } from '#shared/std/core/dispose.ts';
import type { FailureCode } from '#shared/std/core/failure.ts';
import type { Result } from '#shared/std/core/result.ts';
import { fail, succeed } from '#shared/std/core/result.ts';
import { toBase64Url, toHex, utf8 } from '#shared/std/crypto/bytes.ts';
import { hash32 } from '#shared/std/crypto/hash.ts';
import type { SessionLog } from '#shared/std/log/session-log.ts';
import type { LogEventName, LogEvents } from '#shared/std/log/log-events.ts';
import type { SealedMessage, SignalFrame } from '#shared/std/protocol/handshake-messages.ts';
import type { SessionType } from '#shared/std/protocol/session-type.ts';
import { handshakeTimeoutMs } from '#shared/std/protocol/limits.ts';
import type { PeerMessage } from '#shared/std/protocol/peer-messages.ts';
import type { FromRelay } from '#shared/std/protocol/relay-messages.ts';
import { decodeSignalData, encodeSignalData } from '#shared/std/protocol/signal-data.ts';
import { CustomerHandshake, type LinkTrust, type TechnicianIdentity } from '#shared/std/session/customer-handshake.ts';
import { RelayConnection } from '#shared/std/session/relay-connection.ts';
import type { SecuredSession } from '#shared/std/session/secured-session.ts';
import type { SessionKeys } from '#shared/std/session/session-keys.ts';
import type { EndedBy, EndReason } from '#shared/std/session/session-status.ts';
import type { AppletSummary } from '#shared/std/view/applet-view.ts';
import type { LogLine } from '#shared/std/view/session-parts.ts';
import type { AppletPorts, Entry } from './applet-ports.ts';
import { CustomerLog } from './customer-log.ts';
import { DataUsed } from './data-used.ts';
import type { GrantedAccess } from './granted-access.ts';
import type { PreparedConsent } from './prepared-consent.ts';
import { secureCustomer, type CustomerSessionEvents, type SecuredCustomer } from './secure-customer.ts';

type Claim = { readonly session: string; readonly token: string };

/**
 * One session on the customer's side, from PIN to end: joins, shakes hands, takes the terms and the code, and lets the
 * technician in only as far as `GrantedAccess` allows.
 */
export class CustomerSession {
  /** What the window says that its calls have carried goes straight there, also after the end. */
  readonly dataUsed: DataUsed;
  readonly #ports: AppletPorts;
  readonly #entry: Entry;
  readonly #prepared: PreparedConsent;
  readonly #events: CustomerSessionEvents;
  readonly #relay: RelayConnection;
  readonly #ownLog: CustomerLog;
  readonly #stopTimer: Dispose;
  #claim: Claim | null = null;
  #log: SessionLog | null = null;
  #handshake: CustomerHandshake | null = null;
  #secured: SecuredCustomer | null = null;
  #termsAccepted = false;
  /** Decided here and nowhere else: by the link, or by the code that the person typed. */
  #verified: 'code' | 'link' | null = null;
  #sessionType: SessionType | null = null;
  #startedAtMs: number | null = null;
  #forgotten = false;
  #ending = false;
  #ended = false;
  #finished: Promise<void> = Promise.resolve();

  constructor(ports: AppletPorts, entry: Entry, prepared: PreparedConsent, events: CustomerSessionEvents) {
    this.#ports = ports;
    this.#entry = entry;
    this.#prepared = prepared;
    this.#events = events;
    this.dataUsed = new DataUsed((dataUsed) => events.onChange({ dataUsed }));
    this.#ownLog = new CustomerLog(ports);
    this.#relay = new RelayConnection({ ...ports, url: ports.relayUrl });
    this.#relay.on('open', () => this.#relayOpened());
    this.#relay.on('lost', () => this.#relayLost());
    this.#relay.on('message', (message) => this.#receiveRelay(message));
    events.onChange({ step: { name: 'joining' } });
    this.#showRelay('connecting');
    this.#relay.open();
    this.#stopTimer = ports.clock.after(handshakeTimeoutMs, () => {
      if (this.#secured === null) this.#giveUp(this.#claim === null ? 'relayUnreachable' : 'handshakeFailed');
    });
  }

  get access(): GrantedAccess | null {
    return this.#ended ? null : (this.#secured?.access ?? null);
  }

  /** For what the window says of its capture: also after the end, when it confirms that it has stopped. */
  get windowCapture(): GrantedAccess['screen']['window'] | null {
    return this.#secured?.access.screen.window ?? null;
  }

  /** For what the window says of its call: also after the end, when it confirms that it has stopped. */
  get call(): GrantedAccess['lens']['call'] | null {
    return this.#secured?.access.lens.call ?? null;
  }

  get isOver(): boolean {
    return this.#ended;
  }

  answerTerms(accepted: boolean, locale: string): void {
    if (this.#secured === null || this.#termsAccepted || this.#ended) return;
    const terms = this.#ports.terms(locale);
    const hash = hash32(utf8(terms.text));
    const logged = { version: terms.version, hash: toHex(hash), locale };
    this.#record('customer', accepted ? 'terms/accepted' : 'terms/declined', logged);
    this.#secured.session.sendSealed({
      t: 'terms/answer',
      accepted,
      termsVersion: terms.version,
      termsHash: toBase64Url(hash),
      locale,
    });
    if (!accepted) return this.#end('customer', 'termsDeclined', true);
    this.#termsAccepted = true;
    this.#events.onChange({ step: { name: 'waiting' } });
    return undefined;
  }

  /** The typed code, compared here (HS3). */
  enterCode(code: string): Result<null, FailureCode> {
    if (this.#secured === null || this.#verified !== null || !this.#termsAccepted || this.#ended) {
      return fail('sessionNotActive');
    }
    const { code: check, session } = this.#secured;
    const entered = check.enter(code);
    if (entered.ok) {
      this.#setVerified('code');
      session.sendSealed({ t: 'verification/done' });
      return entered;
    }
    const { triesLeft } = check;
    this.#record('customer', 'verification/wrong', { triesLeft });
    session.sendSealed({ t: 'verification/wrong', triesLeft });
    if (triesLeft > 0) {
      this.#events.onChange({ verification: { state: 'codeNeeded', triesLeft, wrong: true } });
      return entered;
    }
    this.#events.onChange({ verification: { state: 'failed' } });
    this.#end('handrail', 'wrongCodes', true);
    return entered;
  }

  writeChat(text: string): Result<null, FailureCode> {
    if (this.#ended || this.#secured === null || this.#startedAtMs === null) return fail('sessionNotActive');
    this.#secured.session.chat.write(text);
    return succeed(null);
  }

  /** The small X (PRM4): works without relay and network too. Resolves when the other side was told, or could not be. */
  async endByCustomer(): Promise<void> {
    if (this.#secured === null) this.#abandon('', null);
    else this.#end('customer', 'ended', true);
    await this.#finished;
  }

  /** The customer's own log with all signatures, for them to keep (LOG3). Null before there is one. */
  exportLog(): string | null {
    return this.#secured && this.#ownLog.export(this.#secured.technician);
  }

  #relayOpened(): void {
    this.#showRelay('connected');
    if (this.#claim !== null) {
      this.#relay.send({ v: 1, t: 'session/reattach', ...this.#claim });
      this.#secured?.session.relayBack();
    } else if (this.#entry.method === 'pin') {
      this.#relay.send({ v: 1, t: 'session/claim', pin: this.#entry.pin });
    } else {
      this.#relay.send({ v: 1, t: 'session/claimLink', session: this.#entry.session });
    }
  }

  #relayLost(): void {
    // What is connected directly goes on without the relay.
    return this.#secured === null ? this.#giveUp('relayUnreachable') : this.#showRelay('lost');
  }

  #receiveRelay(message: FromRelay): void {
    switch (message.t) {
      case 'session/claimed':
        return this.#claimed({ session: message.session, token: message.token });
      case 'signal/deliver':
        return message.session === this.#claim?.session ? this.#receiveSignal(message.data) : undefined;
      case 'session/state':
        return this.#relaySays(message.state);
      case 'error':
        return this.#relayRefuses(message.code);
      case 'login/challenge':
      case 'login/accepted':
      case 'session/created':
      case 'session/pickedUp':
        return undefined; // For consoles only.
    }
  }

  #claimed(claim: Claim): void {
    if (this.#claim !== null) {
      this.#claim = { ...this.#claim, token: claim.token };
      return;
    }
    this.#claim = claim;
    this.#log = this.#ownLog.begin(claim.session);
    const link: LinkTrust | null = this.#entry.method === 'link' ? this.#entry : null;
    this.#handshake = new CustomerHandshake({
      session: claim.session,
      link,
      logPublicKey: this.#ownLog.publicKey,
      verify: this.#ports.verify,
      wallMs: () => this.#ports.clock.wallMs(),
      random: this.#ports.random,
    });
    this.#record('customer', 'customer/joined', { platform: this.#ports.platform });
  }

  #relaySays(state: Extract<FromRelay, { t: 'session/state' }>['state']): void {
    // Once the code has shown who the technician is, no second joiner can matter (PIN2).
    if (state === 'joinedTwice' && this.#verified !== null && this.#isConnected()) return this.#relayForgot();
    if (state === 'joinedTwice') return this.#end('relay', 'joinedTwice', true);
    if (state === 'peerBack') return this.#secured?.session.resendSealed();
    if (state === 'expired') return this.#relayForgot();
    if (state !== 'ended') return undefined;
    // A directly connected session is not the relay's to end; the technician says so themselves.
    if (this.#isConnected()) return this.#relayForgot();
    return this.#end('technician', 'ended', false);
  }

  /** The relay has this session no more: it lasts as long as its data connection. */
  #relayForgot(): void {
    this.#forgotten = true;
    if (!this.#isConnected()) this.#end('relay', 'connectionFailed', false);
  }

  #isConnected(): boolean {
    return this.#secured?.session.channel.isOpen ?? false;
  }

  #relayRefuses(code: Extract<FromRelay, { t: 'error' }>['code']): void {
    const gone = code === 'sessionGone' || code === 'notYourSession';
    if (this.#secured !== null) return gone ? this.#relayForgot() : undefined;
    const refused: FailureCode = this.#entry.method === 'pin' ? 'pinRefused' : 'linkRefused';
    if (code === 'tooManyTries') return this.#giveUp('pinTooManyTries');
    if (code === 'relayFull') return this.#giveUp('relayFull');
    return this.#giveUp(refused);
  }

  #receiveSignal(data: string): void {
    const frame = decodeSignalData(data);
    if (this.#secured !== null) {
      const { session } = this.#secured;
      if (frame.ok && frame.value.t === 'sealed') return session.receiveSealed(frame.value.box);
      return session.refuseSignal(frame.ok ? frame.value.t : frame.reason);
    }
    if (!frame.ok) return this.#end('handrail', 'protocolBroken', true);
    const step = this.#handshake?.receive(frame.value);
    if (step === undefined || !step.ok) {
      if (step !== undefined) this.#record('handrail', 'handshake/failed', { reason: step.reason });
      return this.#giveUp(step?.reason === 'wrongDevice' ? 'technicianNotVerified' : 'handshakeFailed');
    }
    for (const answer of step.value.send) this.#sendFrame(answer);
    if (step.value.done !== null) this.#secure(step.value.done.keys, step.value.done.technician);
    return undefined;
  }

  #secure(keys: SessionKeys, technician: TechnicianIdentity): void {
    const log = this.#log;
    if (log === null) return;
    this.#stopTimer();
    this.#secured = secureCustomer({
      ports: this.#ports,
      events: this.#events,
      keys,
      technician,
      log,
      prepared: this.#prepared,
      // No connection, so no candidate and no address, before the customer agreed and the technician started (HS2).
      mayConnect: () => this.#termsAccepted && this.#startedAtMs !== null && !this.#ended,
      isVerified: () => this.#verified !== null && this.#startedAtMs !== null && !this.#ended,
      isLens: () => this.#sessionType === 'lens',
      sendFrame: (frame) => this.#sendFrame(frame),
      record: (actor, type, body) => this.#record(actor, type, body),
      onBroken: (detail) => this.#break(detail),
    });
    const { session, access, code } = this.#secured;
    session.on('sealed', (message) => this.#receiveSealed(message));
    session.on('message', (message) => this.#receivePeer(message));
    session.on('bound', () => {
      this.#record('handrail', 'connection/opened', {});
      access.connected();
    });
    session.on('lost', () => {
      access.connectionLost();
      this.#record('handrail', 'connection/lost', {});
      if (this.#forgotten) this.#end('relay', 'connectionFailed', false);
    });
    this.#record('handrail', 'handshake/done', {
      transcript: toHex(keys.transcript),
      technicianDevice: toHex(technician.devicePublicKey),
      customerLogKey: toHex(this.#ownLog.publicKey),
    });
    const { organisation, technician: name } = technician.certificate;
    this.#events.onChange({
      technician: { name, organisation },
      step: { name: 'terms', version: this.#ports.terms('en').version },
      verification: { state: 'codeNeeded', triesLeft: code.triesLeft, wrong: false },
    });
    if (this.#entry.method === 'link') this.#setVerified('link');
    const { platform } = this.#ports;
    session.sendSealed({ t: 'customer/hello', platform, canBeControlled: this.#ports.driver !== null });
  }

  #receiveSealed(message: Exclude<SealedMessage, { t: `data/${string}` }>): void {
    if (message.t === 'session/end') return this.#end('technician', message.reason, false);
    if (message.t === 'technician/hello') return this.#introduce(message.sessionType);
    if (message.t !== 'session/start' || !this.#termsAccepted || this.#startedAtMs !== null) return undefined;
    this.#startedAtMs = this.#ports.clock.monotonicMs();
    this.#record('technician', 'session/started', {});
    return this.#events.onChange({ step: { name: 'session', startedAtMs: this.#ports.clock.wallMs() } });
  }

  /** Once: a session does not become another one. Said by nobody, it goes on as one of which nothing is known. */
  #introduce(sessionType: SessionType): void {
    if (this.#sessionType !== null) return;
    this.#sessionType = sessionType;
    this.#events.onChange({ sessionType });
  }

  #receivePeer(message: PeerMessage): void {
    if (message.t === 'session/end') return this.#end('technician', message.reason, false);
    return this.#secured?.access.receive(message);
  }

  #setVerified(by: 'code' | 'link'): void {
    this.#verified = by;
    this.#record('handrail', 'verification/done', { by });
    this.#events.onChange({ verification: { state: 'verified', by } });
  }

  /** Before the handshake is done: back to the PIN field with a sentence. Nothing was shared. */
  #giveUp(failure: FailureCode): void {
    if (this.#ended) return;
    const pin = this.#entry.method === 'pin' && failure === 'relayUnreachable' ? this.#entry.pin : '';
    this.#abandon(pin, failure);
  }

  #abandon(pin: string, failure: FailureCode | null): void {
    this.#ended = true;
    this.#stopTimer();
    this.#log?.close();
    this.#relay.close();
    this.#showRelay('idle');
    // Once: the field takes its digits when it appears.
    this.#events.onChange({ step: { name: 'enterPin', pin, failure } });
  }

  #break(detail: string): void {
    this.#ports.logger.warn('session/broken', { detail });
    this.#end('handrail', 'protocolBroken', true);
  }

  #end(by: EndedBy, reason: EndReason, announce: boolean): void {
    if (this.#ending || this.#ended) return;
    const { session, access } = this.#secured ?? {};
    if (session === undefined || access === undefined)
      return this.#giveUp(reason === 'joinedTwice' ? reason : 'handshakeFailed');
    this.#ending = true;
    access.close();
    this.#record('handrail', 'session/ended', { by, reason });
    this.#ended = true;
    const durationMs = this.#startedAtMs === null ? 0 : this.#ports.clock.monotonicMs() - this.#startedAtMs;
    this.#events.onChange({
      step: { name: 'ended', by, reason, durationMs, failure: null },
      connection: { state: 'none' },
    });
    this.#finished = this.#finish(session, reason, announce);
    return undefined;
  }

  async #finish(session: SecuredSession, reason: EndReason, announce: boolean): Promise<void> {
    await Promise.all([session.finish(reason, announce), this.#secured?.access.settled()]);
    this.dataUsed.finish(session.usage);
    if (this.#claim !== null && announce) this.#relay.send({ v: 1, t: 'session/end', session: this.#claim.session });
    this.#relay.close();
    this.#showRelay('idle');
  }

  #sendFrame(frame: SignalFrame): void {
    if (this.#claim === null) return;
    this.#relay.send({ v: 1, t: 'signal/send', session: this.#claim.session, data: encodeSignalData(frame) });
  }

  #showRelay(state: AppletSummary['relay']['state']): void {
    this.#events.onChange({ relay: { state, url: this.#ports.relayUrl } });
  }

  /** False when the session is over, or has no log yet: then nothing may happen that would belong in it. */
  #record<Name extends LogEventName>(actor: LogLine['actor'], type: Name, body: LogEvents[Name]): boolean {
    if (this.#log === null || this.#ended) return false;
    const line = this.#log.tryAppend(actor, type, body);
    if (line === null) this.#end('handrail', 'logUnwritable', true);
    else this.#events.onLog(line);
    return line !== null;
  }
}
