import type { Dispose } from '#shared/std/core/dispose.ts';
import type { FailureCode } from '#shared/std/core/failure.ts';
import { fail, succeed, type Result } from '#shared/std/core/result.ts';
import { fromBase64Url, toBase64Url, toHex, utf8 } from '#shared/std/crypto/bytes.ts';
import type { LogEventName, LogEvents } from '#shared/std/log/log-events.ts';
import { LogUnwritableError } from '#shared/std/log/log-unwritable-error.ts';
import { SessionLog } from '#shared/std/log/session-log.ts';
import { decodeJson } from '#shared/std/protocol/decode-json.ts';
import { signalFrameSchema, type SealedMessage, type SignalFrame } from '#shared/std/protocol/handshake-messages.ts';
import {
  handshakeTimeoutMs,
  maxRelayMessageBytes,
  offlineAfterMs,
  reconnectIntervalMs,
} from '#shared/std/protocol/limits.ts';
import type { PeerMessage } from '#shared/std/protocol/peer-messages.ts';
import type { FromRelay, ToRelay } from '#shared/std/protocol/relay-messages.ts';
import { SecuredSession } from '#shared/std/session/secured-session.ts';
import type { SessionKeys } from '#shared/std/session/session-keys.ts';
import type { EndedBy, EndReason, SessionStatus } from '#shared/std/session/session-status.ts';
import { TechnicianHandshake } from '#shared/std/session/technician-handshake.ts';
import type { EntryView, SessionSummary, SessionType } from '#shared/std/view/console-view.ts';
import type { MediaSignal } from '#shared/std/view/media-signal.ts';
import type { ChatLine, LogLine, TransferView } from '#shared/std/view/session-parts.ts';
import type { ConsolePorts, SessionRecordChange } from './console-ports.ts';
import { HelpTools } from './help-tools.ts';

export type TechnicianSessionOptions = {
  readonly id: string;
  readonly name: string;
  readonly type: SessionType;
  readonly entry: EntryView;
  readonly linkSecret: Uint8Array | null;
  readonly sendRelay: (message: ToRelay) => boolean;
  readonly onChange: (change: Partial<SessionSummary>) => void;
  readonly onChat: (line: ChatLine) => void;
  readonly onLog: (line: LogLine) => void;
  readonly onTransfer: (transfer: TransferView) => void;
  readonly onMediaSignal: (signal: MediaSignal) => void;
  readonly onMediaEnd: () => void;
};

type Secured = { readonly session: SecuredSession; readonly tools: HelpTools; readonly keys: SessionKeys };

/** One session on the technician's side, from the PIN that was handed out to the signed end of its log. */
export class TechnicianSession {
  readonly id: string;
  readonly #ports: ConsolePorts;
  readonly #options: TechnicianSessionOptions;
  readonly #log: SessionLog;
  #status: SessionStatus = { name: 'connecting' };
  #handshake: TechnicianHandshake | null = null;
  #secured: Secured | null = null;
  #verified = false;
  #stopHandshakeTimer: Dispose = () => {};
  #stopReconnectTimer: Dispose = () => {};
  #lostAtMs: number | null = null;
  #finished: Promise<void> = Promise.resolve();

  constructor(ports: ConsolePorts, options: TechnicianSessionOptions) {
    this.id = options.id;
    this.#ports = ports;
    this.#options = options;
    const { certificate, signer, signedCertificate } = ports.device;
    ports.archive.createSession({
      id: options.id,
      name: options.name,
      type: options.type,
      technician: certificate.technician,
      organisation: certificate.organisation,
      deviceKey: signer.publicKey,
      certificate: signedCertificate,
      createdAtMs: ports.clock.wallMs(),
    });
    const sink = ports.archive.sinkFor(options.id);
    this.#log = new SessionLog({ ...ports, sessionId: options.id, role: 'technician', signer, sink });
    this.#record('technician', 'session/created', { name: options.name, sessionType: options.type });
    const expiresInMinutes = Math.round((options.entry.expiresAtMs - ports.clock.wallMs()) / 60_000);
    if (options.entry.method === 'link') this.#record('technician', 'link/created', { expiresInMinutes });
    else this.#record('technician', 'pin/created', { pin: options.entry.pin, expiresInMinutes });
  }

  get isOver(): boolean {
    return this.#status.name === 'closed' || this.#status.name === 'timedOut';
  }

  /** What the technician can do in it; null before the customer is there and after the end. */
  get tools(): HelpTools | null {
    return this.isOver ? null : (this.#secured?.tools ?? null);
  }

  /** The Start button: picks the waiting customer up and connects. */
  start(): Result<null, FailureCode> {
    if (this.#status.name !== 'waiting' || this.#secured === null) return fail('sessionNotActive');
    this.#options.sendRelay({ v: 1, t: 'session/pickup', session: this.id });
    this.#record('technician', 'session/started', {});
    this.#updateRecord({ startedAtMs: this.#ports.clock.wallMs() });
    this.#setStatus({ name: 'active' });
    this.#secured.session.sendSealed({ t: 'session/start' });
    this.#secured.session.connect();
    return succeed(null);
  }

  hold(onHold: boolean): Result<null, FailureCode> {
    const expected = onHold ? 'active' : 'onHold';
    if (this.#status.name !== expected || this.#secured === null) return fail('sessionNotActive');
    if (!this.#secured.session.channel.sendMessage({ t: 'session/hold', onHold })) return fail('connectionFailed');
    this.#record('technician', onHold ? 'session/held' : 'session/resumed', {});
    this.#setStatus({ name: onHold ? 'onHold' : 'active' });
    return succeed(null);
  }

  writeChat(text: string): Result<null, FailureCode> {
    if (this.#secured === null || !this.#isStarted()) return fail('sessionNotActive');
    this.#secured.session.chat.write(text);
    return succeed(null);
  }

  end(): Result<null, FailureCode> {
    if (this.isOver) return fail('sessionNotActive');
    this.#end('technician', 'ended', true);
    return succeed(null);
  }

  relayBack(): void {
    this.#record('handrail', 'relay/back', {});
    this.#secured?.session.resendSealed();
  }

  relayLost(): void {
    this.#record('handrail', 'relay/lost', {});
  }

  /** The relay came back without this session: a PIN nobody used is void, a direct connection goes on. */
  relayForgot(): void {
    if (!this.isOver && !this.#isConnected()) this.#end('relay', 'connectionFailed', true);
  }

  receiveRelayState(state: Extract<FromRelay, { t: 'session/state' }>['state']): void {
    if (this.isOver) return;
    switch (state) {
      case 'claimed':
        return this.#shakeHands();
      case 'joinedTwice':
        return this.#end('relay', 'joinedTwice', true);
      case 'expired':
        return this.#expire();
      case 'ended':
        // A directly connected session is not the relay's to end.
        return this.#isConnected() ? undefined : this.#end('customer', 'ended', false);
      case 'peerBack':
        return this.#secured?.session.resendSealed();
      case 'peerLost':
      case 'pickedUp':
        return undefined;
    }
  }

  receiveSignal(data: string): void {
    if (this.isOver) return;
    const bytes = fromBase64Url(data);
    const frame = decodeJson(
      signalFrameSchema,
      bytes === null ? '' : new TextDecoder().decode(bytes),
      maxRelayMessageBytes,
    );
    if (!frame.ok) return this.#end('handrail', 'protocolBroken', true);
    if (this.#secured !== null) {
      if (frame.value.t === 'sealed') return this.#secured.session.receiveSealed(frame.value.box);
      return this.#end('handrail', 'protocolBroken', true);
    }
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

  #shakeHands(): void {
    // The commitment of an earlier attempt must never be opened again (HS3).
    if (this.#handshake !== null) return this.#failHandshake('outOfOrder');
    this.#handshake = new TechnicianHandshake({
      session: this.id,
      device: this.#ports.device.signer,
      certificate: this.#ports.device.signedCertificate,
      linkSecret: this.#options.linkSecret,
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
    this.#log.setPeer({ publicKey: customerLogPublicKey, verify: this.#ports.verify });
    this.#updateRecord({ customerLogKey: customerLogPublicKey });
    const session = new SecuredSession({
      ...this.#ports,
      role: 'technician',
      keys,
      log: this.#log,
      mayConnect: () => false, // The technician's side offers, and never answers.
      sendFrame: (frame) => this.#sendFrame(frame),
    });
    const tools = new HelpTools({
      ...this.#ports,
      ...this.#options,
      channel: session.channel,
      isReady: () => this.#verified && this.#isStarted(),
      record: (actor, type, body) => this.#record(actor, type, body),
    });
    this.#secured = { session, tools, keys };
    session.on('sealed', (message) => this.#receiveSealed(message));
    session.on('message', (message) => this.#receivePeer(message));
    session.on('fileFrame', (bytes) => tools.receiveFileFrame(bytes));
    session.on('chat', (line) => this.#options.onChat(line));
    session.on('connection', (connection) => this.#options.onChange({ connection }));
    session.on('bound', () => this.#connected());
    session.on('lost', () => this.#reconnect());
    session.on('broken', (detail) => {
      this.#ports.logger.warn('session/broken', { detail });
      this.#end('handrail', 'protocolBroken', true);
    });
    this.#record('handrail', 'handshake/done', {
      transcript: toHex(keys.transcript),
      technicianDevice: toHex(this.#ports.device.signer.publicKey),
      customerLogKey: toHex(customerLogPublicKey),
    });
    if (this.#options.linkSecret !== null) this.#setVerified('link');
    else this.#options.onChange({ verification: { state: 'awaitingCode', code: keys.verificationCode } });
  }

  #receiveSealed(message: Exclude<SealedMessage, { t: `data/${string}` }>): void {
    switch (message.t) {
      case 'customer/hello':
        this.#record('customer', 'customer/joined', { platform: message.platform });
        this.#updateRecord({ customerPlatform: message.platform });
        return this.#options.onChange({ customerPlatform: message.platform });
      case 'terms/answer':
        return this.#termsAnswered(message);
      case 'verification/wrong':
        return this.#record('customer', 'verification/wrong', { triesLeft: message.triesLeft });
      case 'verification/done':
        return this.#verified ? undefined : this.#setVerified('code');
      case 'session/end':
        return this.#end('customer', message.reason, false);
      case 'session/start':
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
    this.#record('customer', message.accepted ? 'terms/accepted' : 'terms/declined', logged);
    // The other side ends the session itself after declining.
    if (message.accepted) this.#setStatus({ name: 'waiting' });
  }

  #receivePeer(message: PeerMessage): void {
    if (message.t === 'session/end') return this.#end('customer', message.reason, false);
    return this.#secured?.tools.receive(message);
  }

  #setVerified(by: 'code' | 'link'): void {
    this.#verified = true;
    this.#record('handrail', 'verification/done', { by });
    this.#options.sendRelay({ v: 1, t: 'session/confirm', session: this.id });
    this.#options.onChange({ verification: { state: 'verified', by } });
  }

  #connected(): void {
    this.#stopReconnectTimer();
    this.#lostAtMs = null;
    this.#record('handrail', 'connection/opened', { path: 'direct' });
    if (this.#status.name === 'reconnecting' || this.#status.name === 'offline') this.#setStatus({ name: 'active' });
    this.#secured?.tools.connected();
  }

  /** Offers a new data connection until one holds (DC4). Grants stay with the customer's side. */
  #reconnect(): void {
    if (this.isOver || this.#secured === null) return;
    if (this.#lostAtMs === null) {
      this.#lostAtMs = this.#ports.clock.monotonicMs();
      this.#record('handrail', 'connection/lost', {});
      this.#secured.tools.connectionLost();
    }
    const isOffline = this.#ports.clock.monotonicMs() - this.#lostAtMs > offlineAfterMs;
    this.#setStatus({ name: isOffline ? 'offline' : 'reconnecting' });
    this.#stopReconnectTimer();
    this.#stopReconnectTimer = this.#ports.clock.after(reconnectIntervalMs, () => this.#secured?.session.connect());
  }

  #expire(): void {
    this.#record('handrail', 'entry/expired', {});
    this.#signEnd();
    this.#updateRecord({ endedAtMs: this.#ports.clock.wallMs(), endedBy: 'handrail' });
    this.#setStatus({ name: 'timedOut' });
  }

  #end(by: EndedBy, reason: EndReason, announce: boolean): void {
    if (this.isOver) return;
    this.#stopHandshakeTimer();
    this.#stopReconnectTimer();
    this.#secured?.tools.close();
    this.#record('handrail', 'session/ended', { by, reason });
    this.#updateRecord({ endedAtMs: this.#ports.clock.wallMs(), endedBy: by, endReason: reason });
    this.#setStatus({ name: 'closed', by, reason });
    this.#options.onChange({ connection: { state: 'none' } });
    if (reason === 'wrongCodes' || reason === 'handshakeFailed') {
      this.#options.onChange({ verification: { state: 'failed' } });
    }
    this.#finished = this.#finish(reason, announce);
  }

  async #finish(reason: EndReason, announce: boolean): Promise<void> {
    if (this.#secured !== null) await this.#secured.session.finish(reason, announce);
    else this.#signEnd();
    this.#options.sendRelay({ v: 1, t: 'session/end', session: this.id });
  }

  /** Without a customer there is nobody to counter-sign. */
  #signEnd(): void {
    try {
      this.#log.checkpoint(true);
    } catch (error) {
      // A full disk must not keep a session from ending; verification says that the log was not closed.
      this.#ports.logger.error('log/unsigned-end', { error: String(error) });
    }
    this.#log.close();
  }

  #isStarted(): boolean {
    return this.#status.name !== 'connecting' && this.#status.name !== 'waiting' && !this.isOver;
  }

  #isConnected(): boolean {
    return this.#secured?.session.channel.isOpen ?? false;
  }

  #setStatus(status: SessionStatus): void {
    if (status.name === this.#status.name) return;
    this.#status = status;
    this.#updateRecord({ status: status.name });
    this.#options.onChange({ status, statusSinceMs: this.#ports.clock.wallMs() });
  }

  #updateRecord(change: SessionRecordChange): void {
    try {
      this.#ports.archive.updateSession(this.id, change);
    } catch (error) {
      // The list beside the log is a convenience; the log itself has the same facts, or ends the session.
      this.#ports.logger.error('archive/unwritable', { error: String(error) });
    }
  }

  #sendFrame(frame: SignalFrame): void {
    const data = toBase64Url(utf8(JSON.stringify(frame)));
    this.#options.sendRelay({ v: 1, t: 'signal/send', session: this.id, data });
  }

  /** Nothing happens unlogged: a log that cannot be written ends the session, and the act at hand is not done. */
  #record<Name extends LogEventName>(actor: LogLine['actor'], type: Name, body: LogEvents[Name]): void {
    if (this.#log.closed || this.isOver) return;
    try {
      this.#options.onLog(this.#log.append(actor, type, body));
    } catch (error) {
      if (error instanceof LogUnwritableError && type !== 'session/ended') this.#end('handrail', 'logUnwritable', true);
      else if (type !== 'session/ended') throw error;
    }
  }
}
