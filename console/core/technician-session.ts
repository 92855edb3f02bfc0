import type { Dispose } from '#shared/std/core/dispose.ts';
import type { FailureCode } from '#shared/std/core/failure.ts';
import { fail, succeed, type Result } from '#shared/std/core/result.ts';
import { fromBase64Url, toHex } from '#shared/std/crypto/bytes.ts';
import type { LogEventName, LogEvents } from '#shared/std/log/log-events.ts';
import type { SealedMessage, SignalFrame } from '#shared/std/protocol/handshake-messages.ts';
import { handshakeTimeoutMs, maxVerificationTries } from '#shared/std/protocol/limits.ts';
import type { PeerMessage } from '#shared/std/protocol/peer-messages.ts';
import type { EntryWay, FromRelay, ToRelay } from '#shared/std/protocol/relay-messages.ts';
import { decodeSignalData, encodeSignalData } from '#shared/std/protocol/signal-data.ts';
import { SecuredSession } from '#shared/std/session/secured-session.ts';
import type { SessionKeys } from '#shared/std/session/session-keys.ts';
import type { EndedBy, EndReason, SessionStatus } from '#shared/std/session/session-status.ts';
import { TechnicianHandshake } from '#shared/std/session/technician-handshake.ts';
import type { SessionType } from '#shared/std/protocol/session-type.ts';
import type { ChatLine, LogLine } from '#shared/std/view/session-parts.ts';
import { ArchivedSession } from './archived-session.ts';
import type { ConsolePorts } from './console-ports.ts';
import { HelpTools, type HelpToolsOptions } from './help-tools.ts';
import { PickUp } from './pick-up.ts';
import { Reconnection } from './reconnection.ts';
import { entryRows, secretFor, type SessionEntry } from './session-entry.ts';

export type TechnicianSessionOptions = {
  readonly id: string;
  readonly name: string;
  readonly type: SessionType;
  readonly entry: SessionEntry;
  readonly sendRelay: (message: ToRelay) => boolean;
  readonly onChat: (line: ChatLine) => void;
  readonly onLog: (line: LogLine) => void;
} & Pick<
  HelpToolsOptions,
  | 'onChange'
  | 'onTransfer'
  | 'onMediaSignal'
  | 'onMediaEnd'
  | 'onScreenMessage'
  | 'onUntyped'
  | 'onCallSignal'
  | 'onCallEnd'
  | 'onBoard'
  | 'onTracked'
>;

type Secured = { readonly session: SecuredSession; readonly tools: HelpTools; readonly keys: SessionKeys };

/** One session on the technician's side, from the PIN that was handed out to the signed end of its log. */
export class TechnicianSession {
  readonly id: string;
  readonly pickUp: PickUp;
  readonly #ports: ConsolePorts;
  readonly #options: TechnicianSessionOptions;
  readonly #archived: ArchivedSession;
  readonly #reconnection: Reconnection;
  #status: SessionStatus = { name: 'connecting' };
  #handshake: TechnicianHandshake | null = null;
  /** What the handshake mixes into the keys, besides what the two agree on. */
  #linkSecret: Uint8Array | null = null;
  #secured: Secured | null = null;
  #introduced = false;
  #wrongCodes = 0;
  #verified = false;
  #onHold = false;
  #ending = false;
  /** The relay has this session no more: it lasts as long as its data connection. */
  #forgotten = false;
  #stopHandshakeTimer: Dispose = () => {};
  #finished: Promise<void> = Promise.resolve();

  constructor(ports: ConsolePorts, options: TechnicianSessionOptions) {
    this.id = options.id;
    this.#ports = ports;
    this.#options = options;
    this.#reconnection = new Reconnection(ports.clock, () => this.#secured?.session.connect());
    this.pickUp = new PickUp({
      ...ports,
      session: options.id,
      send: options.sendRelay,
      onGranted: () => this.#start(),
    });
    this.#archived = new ArchivedSession(ports, options);
    this.#record('technician', 'session/created', { name: options.name, sessionType: options.type });
    const handedOut = entryRows(options.entry.view, ports.clock.wallMs());
    if (handedOut['pin/created']) this.#record('technician', 'pin/created', handedOut['pin/created']);
    if (handedOut['link/created']) this.#record('technician', 'link/created', handedOut['link/created']);
  }

  get isOver(): boolean {
    return this.#status.name === 'closed' || this.#status.name === 'timedOut';
  }

  /** What the technician can do in it; null before the customer is there and after the end. */
  get tools(): HelpTools | null {
    return this.isOver ? null : (this.#secured?.tools ?? null);
  }

  /** The Start button: asks the relay for the waiting customer, and connects once it said yes (LNS1). */
  start(): Promise<Result<null, FailureCode>> {
    return this.#status.name === 'waiting' ? this.pickUp.ask() : Promise.resolve(fail('sessionNotActive'));
  }

  hold(onHold: boolean): Result<null, FailureCode> {
    const expected = onHold ? 'active' : 'onHold';
    if (this.#status.name !== expected || this.#secured === null) return fail('sessionNotActive');
    const { channel } = this.#secured.session;
    if (!channel.isOpen) return fail('connectionFailed');
    if (!this.#record('technician', onHold ? 'session/held' : 'session/resumed', {})) return fail('logUnwritable');
    channel.sendMessage({ t: 'session/hold', onHold });
    this.#onHold = onHold;
    this.#setStatus({ name: onHold ? 'onHold' : 'active' });
    return succeed(null);
  }

  writeChat(text: string): Result<null, FailureCode> {
    if (this.#secured === null || !this.#isStarted()) return fail('sessionNotActive');
    return this.#secured.session.chat.write(text) ? succeed(null) : fail('logUnwritable');
  }

  end(): Result<null, FailureCode> {
    if (this.isOver) return fail('sessionNotActive');
    this.#end('technician', 'ended', true);
    return succeed(null);
  }

  relayBack(): void {
    this.pickUp.relayBack();
    if (this.#record('handrail', 'relay/back', {})) this.#secured?.session.relayBack();
  }

  relayLost(): void {
    this.pickUp.relayLost();
    this.#record('handrail', 'relay/lost', {});
  }

  /** The relay has this session no more: a PIN nobody used is void, a direct connection goes on while it holds. */
  relayForgot(): void {
    this.#forgotten = true;
    if (!this.isOver && !this.#isConnected()) this.#end('relay', 'connectionFailed', true);
  }

  receiveRelayState({ state, entry }: Pick<Extract<FromRelay, { t: 'session/state' }>, 'state' | 'entry'>): void {
    if (this.isOver) return;
    switch (state) {
      case 'claimed':
        // Said again of a session that is connected, it is a lie that must not end it.
        return this.#isConnected() ? undefined : this.#shakeHands(entry);
      case 'joinedTwice':
        // Once the customer is verified, no second joiner can matter (PIN2).
        if (this.#verified && this.#isConnected()) return this.relayForgot();
        return this.#end('relay', 'joinedTwice', true);
      case 'expired':
        // With a customer in it, it was not the PIN that expired but one side's way to the relay.
        return this.#secured === null ? this.#expire() : this.relayForgot();
      case 'ended':
        // A directly connected session is not the relay's to end.
        if (this.#isConnected()) return this.relayForgot();
        return this.#end('customer', 'ended', false);
      case 'peerBack':
        return this.#secured?.session.resendSealed();
      case 'peerLost':
      case 'pickedUp':
        return undefined;
    }
  }

  receiveSignal(data: string): void {
    if (this.isOver) return;
    const frame = decodeSignalData(data);
    if (this.#secured !== null) {
      const { session } = this.#secured;
      if (frame.ok && frame.value.t === 'sealed') return session.receiveSealed(frame.value.box);
      return session.refuseSignal(frame.ok ? frame.value.t : frame.reason);
    }
    if (!frame.ok) return this.#end('handrail', 'protocolBroken', true);
    const step = this.#handshake?.receive(frame.value);
    if (step === undefined || !step.ok) return this.#failHandshake(step?.reason ?? 'outOfOrder');
    for (const answer of step.value.send) this.#sendFrame(answer);
    if (step.value.done !== null) this.#secure(step.value.done.keys, step.value.done.customerLogPublicKey);
    return undefined;
  }

  /** Ends it if it runs; resolves when the other side was told, or could not be. */
  async close(): Promise<void> {
    this.end();
    await this.#finished;
  }

  #shakeHands(came: EntryWay | undefined): void {
    // The commitment of an earlier attempt must never be opened again (HS3).
    if (this.#handshake !== null) return this.#failHandshake('outOfOrder');
    this.#linkSecret = secretFor(this.#options.entry, came);
    this.#handshake = new TechnicianHandshake({
      session: this.id,
      device: this.#ports.device.signer,
      certificate: this.#ports.device.signedCertificate,
      linkSecret: this.#linkSecret,
      random: this.#ports.random,
    });
    this.#stopHandshakeTimer = this.#ports.clock.after(handshakeTimeoutMs, () => this.#failHandshake('timedOut'));
    return this.#sendFrame(this.#handshake.commit());
  }

  #failHandshake(reason: string): void {
    this.#record('handrail', 'handshake/failed', { reason });
    this.#end('handrail', 'handshakeFailed', true);
  }

  #secure(keys: SessionKeys, customerLogPublicKey: Uint8Array): void {
    this.#stopHandshakeTimer();
    this.#archived.log.setPeer({ publicKey: customerLogPublicKey, verify: this.#ports.verify });
    this.#archived.update({ customerLogKey: customerLogPublicKey });
    const session = new SecuredSession({
      ...this.#ports,
      role: 'technician',
      keys,
      log: this.#archived.log,
      mayConnect: () => false, // The technician's side offers, and never answers.
      sendFrame: (frame) => this.#sendFrame(frame),
      recordChat: (from, text) => this.#record(from, 'chat/message', { text }),
    });
    const tools = new HelpTools({
      ...this.#ports,
      ...this.#options,
      channel: session.channel,
      isReady: () => this.#verified && this.#isStarted(),
      record: (actor, type, body) => this.#record(actor, type, body),
      onBroken: (detail) => this.#break(detail),
    });
    this.#secured = { session, tools, keys };
    session.on('sealed', (message) => this.#receiveSealed(message));
    session.on('message', (message) => this.#receivePeer(message));
    session.on('fileFrame', (bytes) => tools.receiveFileFrame(bytes));
    session.on('screenMessage', (received) => tools.screen.receive(received));
    session.on('inputFrame', ({ channel, bytes }) => {
      if (channel === 'pointer') tools.lens.receiveFrame(bytes);
    });
    session.on('chat', (line) => this.#options.onChat(line));
    session.on('connection', (connection) => this.#options.onChange({ connection }));
    session.on('bound', () => this.#connected());
    session.on('lost', () => this.#reconnect());
    session.on('broken', (detail) => this.#break(detail));
    session.on('logUnwritable', () => this.#end('handrail', 'logUnwritable', true));
    const transcript = toHex(keys.transcript);
    const technicianDevice = toHex(this.#ports.device.signer.publicKey);
    const customerLogKey = toHex(customerLogPublicKey);
    const done = { transcript, technicianDevice, customerLogKey };
    if (!this.#record('handrail', 'handshake/done', done)) return;
    session.sendSealed({ t: 'technician/hello', sessionType: this.#options.type });
    if (this.#linkSecret !== null) this.#setVerified('link');
    else this.#options.onChange({ verification: { state: 'awaitingCode', code: keys.verificationCode } });
  }

  #receiveSealed(message: Exclude<SealedMessage, { t: `data/${string}` }>): void {
    switch (message.t) {
      case 'customer/hello':
        // Once: each further one would be a row of the log that no limit on the data connection counts.
        if (this.#introduced) return undefined;
        this.#introduced = true;
        if (!this.#record('customer', 'customer/joined', { platform: message.platform })) return undefined;
        this.#archived.update({ customerPlatform: message.platform });
        return this.#options.onChange({ customerPlatform: message.platform });
      case 'terms/answer':
        return this.#termsAnswered(message);
      case 'verification/wrong':
        if (this.#verified || ++this.#wrongCodes > maxVerificationTries) return undefined;
        this.#record('customer', 'verification/wrong', { triesLeft: message.triesLeft });
        return undefined;
      case 'verification/done':
        return this.#verified ? undefined : this.#setVerified('code');
      case 'session/end':
        return this.#end('customer', message.reason, false);
      case 'session/start':
      case 'technician/hello':
        return undefined; // Ours to say.
    }
  }

  #termsAnswered(message: Extract<SealedMessage, { t: 'terms/answer' }>): void {
    if (this.#status.name !== 'connecting') return;
    const hash = fromBase64Url(message.termsHash);
    const logged = {
      version: message.termsVersion,
      hash: hash === null ? '' : toHex(hash),
      locale: message.locale,
    };
    if (!this.#record('customer', message.accepted ? 'terms/accepted' : 'terms/declined', logged)) return;
    // The other side ends the session itself after declining.
    if (message.accepted) this.#setStatus({ name: 'waiting' });
  }

  #receivePeer(message: PeerMessage): void {
    if (message.t === 'session/end') return this.#end('customer', message.reason, false);
    return this.#secured?.tools.receive(message);
  }

  #setVerified(by: 'code' | 'link'): void {
    if (!this.#record('handrail', 'verification/done', { by })) return;
    this.#verified = true;
    this.#options.sendRelay({ v: 1, t: 'session/confirm', session: this.id });
    this.#options.onChange({ verification: { state: 'verified', by } });
    this.#secured?.tools.askForCall();
  }

  /** Once the relay said yes; the customer may have gone meanwhile. */
  #start(): Result<null, FailureCode> {
    if (this.#status.name !== 'waiting' || this.#secured === null) return fail('sessionNotActive');
    if (!this.#record('technician', 'session/started', {})) return fail('logUnwritable');
    this.#archived.update({ startedAtMs: this.#ports.clock.wallMs() });
    this.#setStatus({ name: 'active' });
    this.#secured.session.sendSealed({ t: 'session/start' });
    this.#secured.session.connect();
    return succeed(null);
  }

  #connected(): void {
    this.#reconnection.connected();
    if (!this.#record('handrail', 'connection/opened', {})) return;
    if (this.#status.name === 'reconnecting' || this.#status.name === 'offline') {
      this.#setStatus({ name: this.#onHold ? 'onHold' : 'active' });
    }
    this.#secured?.tools.connected();
  }

  /** Offers a new data connection until one holds (DC4). Grants stay with the customer's side. */
  #reconnect(): void {
    if (this.isOver || this.#secured === null) return;
    if (!this.#reconnection.isLost) {
      if (!this.#record('handrail', 'connection/lost', {})) return;
      this.#secured.tools.connectionLost();
    }
    if (this.#forgotten) return this.#end('relay', 'connectionFailed', false);
    this.#reconnection.lost();
    this.#setStatus({ name: this.#reconnection.isOffline ? 'offline' : 'reconnecting' });
  }

  #expire(): void {
    this.#record('handrail', 'entry/expired', {});
    this.#archived.signEnd();
    this.#archived.update({ endedAtMs: this.#ports.clock.wallMs(), endedBy: 'handrail' });
    this.#setStatus({ name: 'timedOut' });
  }

  #break(detail: string): void {
    this.#ports.logger.warn('session/broken', { detail });
    this.#end('handrail', 'protocolBroken', true);
  }

  #end(by: EndedBy, reason: EndReason, announce: boolean): void {
    if (this.isOver || this.#ending) return;
    this.#ending = true;
    this.#stopHandshakeTimer();
    this.pickUp.stop();
    this.#reconnection.stop();
    this.#secured?.tools.close();
    this.#record('handrail', 'session/ended', { by, reason });
    this.#archived.update({ endedAtMs: this.#ports.clock.wallMs(), endedBy: by, endReason: reason });
    this.#setStatus({ name: 'closed', by, reason });
    this.#options.onChange({ connection: { state: 'none' } });
    if (reason === 'wrongCodes' || reason === 'handshakeFailed') {
      this.#options.onChange({ verification: { state: 'failed' } });
    }
    this.#finished = this.#finish(reason, announce);
  }

  async #finish(reason: EndReason, announce: boolean): Promise<void> {
    if (this.#secured !== null) await this.#secured.session.finish(reason, announce);
    else this.#archived.signEnd();
    this.#options.sendRelay({ v: 1, t: 'session/end', session: this.id });
  }

  #isStarted(): boolean {
    return this.#status.name !== 'connecting' && this.#status.name !== 'waiting' && !this.isOver;
  }

  #isConnected(): boolean {
    return this.#secured?.session.channel.isOpen ?? false;
  }

  #setStatus(status: SessionStatus): void {
    if (status.name === this.#status.name || this.isOver) return;
    this.#status = status;
    this.#archived.update({ status: status.name });
    this.#options.onChange({ status, statusSinceMs: this.#ports.clock.wallMs() });
  }

  #sendFrame(frame: SignalFrame): void {
    this.#options.sendRelay({ v: 1, t: 'signal/send', session: this.id, data: encodeSignalData(frame) });
  }

  /** Nothing happens unlogged: false means that the session is over, or ends now, and the act at hand must not be done. */
  #record<Name extends LogEventName>(actor: LogLine['actor'], type: Name, body: LogEvents[Name]): boolean {
    if (this.#archived.log.closed || this.isOver) return false;
    const line = this.#archived.log.tryAppend(actor, type, body);
    if (line === null) this.#end('handrail', 'logUnwritable', true);
    else this.#options.onLog(line);
    return line !== null;
  }
}
