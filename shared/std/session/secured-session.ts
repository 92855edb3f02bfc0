import { every, type Clock } from '../core/clock.ts';
import { DisposeBag, type Dispose } from '../core/dispose.ts';
import { Emitter } from '../core/emitter.ts';
import type { Logger } from '../core/logger.ts';
import type { RandomBytes } from '../core/random.ts';
import { LogUnwritableError } from '../log/log-unwritable-error.ts';
import type { SessionLog } from '../log/session-log.ts';
import type { SealedMessage, SignalFrame } from '../protocol/handshake-messages.ts';
import { endExchangeMs, qualityIntervalMs } from '../protocol/limits.ts';
import type { PeerMessage, PeerMessageOf } from '../protocol/peer-messages.ts';
import type { ChatLine, ConnectionView } from '../view/session-parts.ts';
import type { BoundConnection, ConnectionEnd, ReceivedScreenMessage } from './bound-connection.ts';
import { Chat } from './chat.ts';
import type { DataUsage, OpenDataConnection } from './data-connection.ts';
import { DataLink } from './data-link.ts';
import { MessageLimits } from './message-limits.ts';
import { SealedChannel } from './sealed-channel.ts';
import type { Role, SessionKeys } from './session-keys.ts';
import { SwitchedChannel } from './switched-channel.ts';
import { UsageMeter } from './usage-meter.ts';

type SealedRoleMessage = Exclude<SealedMessage, { t: 'data/description' | 'data/candidate' }>;

type Events = {
  sealed: SealedRoleMessage;
  message: PeerMessage;
  inputFrame: { readonly channel: 'input' | 'pointer'; readonly bytes: Uint8Array };
  fileFrame: Uint8Array;
  screenMessage: ReceivedScreenMessage;
  chat: ChatLine;
  connection: ConnectionView;
  /** A data connection is bound, for the first time or again. */
  bound: { readonly first: boolean };
  /** The bound data connection went away. */
  lost: ConnectionEnd;
  /** The other side, or the relay, did what no honest one does: the session must end. */
  broken: string;
  /** What the other side signed could not be kept: the disk is full. */
  logUnwritable: null;
};

type Quality = { readonly path: 'direct' | 'relayed'; readonly roundTripMs: number | null };

/** Round trips that differ by less look the same to people: milliseconds, and a share of the one before. */
const leastTellingMs = 5;
const tellingShare = 0.2;

/**
 * What both roles have in common once the handshake is done: sealed signalling, the data connection and its successors,
 * chat, the exchange of log checkpoints, and an end at which both logs are signed.
 */
export class SecuredSession {
  readonly channel = new SwitchedChannel();
  readonly chat: Chat;
  readonly #options: {
    readonly role: Role;
    readonly keys: SessionKeys;
    readonly clock: Clock;
    readonly logger: Logger;
    readonly log: SessionLog;
    readonly sendFrame: (frame: SignalFrame) => void;
  };
  readonly #events = new Emitter<Events>();
  readonly #bag = new DisposeBag();
  readonly #sealed: SealedChannel;
  readonly #link: DataLink;
  readonly #limits: MessageLimits;
  readonly #usage = new UsageMeter();
  #connection: BoundConnection | null = null;
  /** As the windows were told last; null while they show that there is none. */
  #reported: Quality | null = null;
  #everBound = false;
  #finishing = false;
  /** This side's relay connection was away: what was dropped meanwhile comes again, perhaps after something newer. */
  #awaitsResent = false;
  /** Rows of the own log when its end was signed. */
  #endRows: number | null = null;
  #ownLogSettled = false;
  #peerLogClosed = false;
  #closesWhenSettled = false;
  #stopWaiting: () => void = () => {};

  constructor(options: {
    readonly role: Role;
    readonly keys: SessionKeys;
    readonly clock: Clock;
    readonly random: RandomBytes;
    readonly logger: Logger;
    readonly log: SessionLog;
    readonly openDataConnection: OpenDataConnection;
    /** Whether an offer of the other side may be answered now (HS2). */
    readonly mayConnect: () => boolean;
    readonly sendFrame: (frame: SignalFrame) => void;
    /** Writes a line of chat to the log; false if it could not be, and the session is ending. */
    readonly recordChat: (from: Role, text: string) => boolean;
  }) {
    this.#options = options;
    this.#limits = new MessageLimits(options.clock);
    this.#sealed = new SealedChannel(options.keys, options.role, options.random);
    this.#link = new DataLink({
      role: options.role,
      keys: options.keys,
      open: options.openDataConnection,
      clock: options.clock,
      logger: options.logger,
      sendSealed: (message) => this.sendSealed(message),
      mayAnswer: options.mayConnect,
      onConnection: (connection) => this.#follow(connection),
    });
    this.chat = new Chat({
      role: options.role,
      clock: options.clock,
      random: options.random,
      send: (message) => this.channel.sendMessage(message),
      record: options.recordChat,
      onChanged: (line) => this.#events.emit('chat', line),
    });
    this.#bag.add(
      options.log.onCheckpoint((message) => this.channel.sendMessage(message)),
      every(options.clock, qualityIntervalMs, () => void this.#reportQuality()),
    );
  }

  on<Name extends keyof Events>(name: Name, listener: (payload: Events[Name]) => void): Dispose {
    return this.#events.on(name, listener);
  }

  sendSealed(message: SealedMessage): void {
    this.#options.sendFrame({ t: 'sealed', box: this.#sealed.seal(message) });
  }

  /** A sealed frame came through the relay. */
  receiveSealed(box: string): void {
    const opened = this.#sealed.open(box);
    if (!opened.ok) {
      if (opened.reason === 'gap' && this.#awaitsResent) return undefined;
      return this.refuseSignal(`sealed frame: ${opened.reason}`);
    }
    const { message } = opened.value;
    if (message === null) return undefined;
    this.#awaitsResent = false;
    if (message.t === 'data/description' || message.t === 'data/candidate') {
      this.#link.receive(message);
      return undefined;
    }
    return this.#events.emit('sealed', message);
  }

  /**
   * Something came through the relay that no honest side sends. It may be the relay's own, and a directly connected session
   * is not the relay's to end: there it is dropped. What it made of the numbering shows when a new connection is needed.
   */
  refuseSignal(detail: string): void {
    if (this.channel.isOpen) this.#options.logger.debug('signal/refused', { detail });
    else this.#events.emit('broken', detail);
  }

  /** The relay connection of this side is back. */
  relayBack(): void {
    this.#awaitsResent = true;
    this.resendSealed();
  }

  /** The relay connection, ours or theirs, is back: what may have been lost goes again. Repeats are ignored there. */
  resendSealed(): void {
    for (const box of this.#sealed.unacknowledged()) this.#options.sendFrame({ t: 'sealed', box });
  }

  /** Technician: makes the data connection, or makes it anew. */
  connect(): void {
    this.#reported = null;
    this.#events.emit('connection', { state: this.#everBound ? 'reconnecting' : 'connecting' });
    this.#link.offer();
  }

  /**
   * Signs the end of the own log and waits, at most `endExchangeMs`, until both logs are counter-signed; then closes
   * everything. Whoever ends the session announces it and leaves closing the connection to the other side, which does so
   * when it has what it needs. The caller has stopped input, capture and transfers before.
   */
  async finish(reason: PeerMessageOf<'session/end'>['reason'], announce: boolean): Promise<void> {
    this.#finishing = true;
    this.chat.close();
    this.#ownLogSettled = false;
    void this.#readUsage();
    const checkpoint = this.#signEnd();
    this.#endRows = checkpoint?.rows ?? null;
    const reachable = checkpoint !== null && this.channel.sendMessage(checkpoint);
    if (announce) {
      this.channel.sendMessage({ t: 'session/end', reason });
      this.sendSealed({ t: 'session/end', reason });
    }
    if (reachable) {
      await new Promise<void>((resolve) => {
        this.#stopWaiting = resolve;
        this.#closesWhenSettled = !announce;
        this.#bag.add(this.#options.clock.after(endExchangeMs, resolve));
      });
    }
    this.close();
  }

  /** What all data connections of the session have carried; of one that was lost, as far as it was read: each `qualityIntervalMs`. */
  get usage(): DataUsage | null {
    return this.#usage.total;
  }

  /** Closes connections and timers without a word. */
  close(): void {
    this.#bag.dispose();
    this.channel.use(null);
    this.#link.close();
    this.#options.log.close();
  }

  #signEnd(): PeerMessageOf<'log/checkpoint'> | null {
    try {
      return this.#options.log.checkpoint(true);
    } catch (error) {
      // A full disk must not keep a session from ending; verification says that the log was not closed.
      this.#options.logger.error('log/unsigned-end', { error: String(error) });
      return null;
    }
  }

  #follow(connection: BoundConnection): void {
    this.#connection = connection;
    this.#usage.begin();
    connection.on('bound', () => {
      const first = !this.#everBound;
      this.#everBound = true;
      this.channel.use(connection);
      this.#events.emit('bound', { first });
      this.chat.resend();
      void this.#reportQuality();
    });
    connection.on('message', (message) => this.#receive(message));
    connection.on('inputFrame', (frame) => this.#events.emit('inputFrame', frame));
    connection.on('fileFrame', (frame) => this.#events.emit('fileFrame', frame));
    connection.on('screenMessage', (received) => {
      if (!this.#finishing) this.#events.emit('screenMessage', received);
    });
    connection.on('ended', (end) => this.#lose(connection, end));
  }

  #lose(connection: BoundConnection, end: ConnectionEnd): void {
    // An older connection's end says nothing about the one that replaced it.
    if (connection !== this.#connection) return;
    this.#connection = null;
    this.channel.use(null);
    this.#stopWaiting();
    if (this.#finishing) return undefined;
    if (end === 'broken' || end === 'unproven') return this.#events.emit('broken', `data connection: ${end}`);
    this.#reported = null;
    this.#events.emit('connection', { state: 'reconnecting' });
    return this.#events.emit('lost', end);
  }

  #receive(message: PeerMessage): void {
    // The log is signed to its end: nothing may happen any more that would belong in it.
    if (this.#finishing && !message.t.startsWith('log/')) return undefined;
    if (!this.#limits.admit(message)) return this.#events.emit('broken', `too many of ${message.t}`);
    switch (message.t) {
      case 'chat/message':
      case 'chat/received':
        return this.chat.receive(message);
      case 'log/checkpoint': {
        const countersign = this.#keep(() => this.#options.log.receiveCheckpoint(message));
        if (countersign !== null) this.channel.sendMessage(countersign);
        else this.#options.logger.warn('log/checkpoint-refused', { rows: message.rows });
        this.#peerLogClosed ||= message.closed;
        return this.#settle();
      }
      case 'log/countersign': {
        const fits = this.#keep(() => this.#options.log.receiveCounterSignature(message)) ?? false;
        // That of an earlier checkpoint may still be on its way when the end is signed.
        this.#ownLogSettled ||= fits && message.rows === this.#endRows;
        return this.#settle();
      }
      default:
        return this.#events.emit('message', message);
    }
  }

  /** Null, and the session ends, if the log cannot be written. */
  #keep<Value>(write: () => Value): Value | null {
    try {
      return write();
    } catch (error) {
      if (!(error instanceof LogUnwritableError)) throw error;
      this.#events.emit('logUnwritable', null);
      return null;
    }
  }

  #settle(): void {
    if (this.#closesWhenSettled && this.#ownLogSettled && this.#peerLogClosed) this.#stopWaiting();
  }

  async #readUsage(): Promise<void> {
    const connection = this.#connection;
    const usage = (await connection?.usage()) ?? null;
    if (usage !== null && connection === this.#connection) this.#usage.read(usage);
  }

  async #reportQuality(): Promise<void> {
    const connection = this.#connection;
    if (connection === null || !connection.isBound) return;
    void this.#readUsage();
    const quality = await connection.quality();
    if (connection !== this.#connection || !connection.isBound) return;
    const path = quality?.path ?? 'direct';
    const roundTripMs = quality?.roundTripMs ?? null;
    if (isAlike(this.#reported, { path, roundTripMs })) return;
    this.#reported = { path, roundTripMs };
    this.#events.emit('connection', { state: 'connected', path, roundTripMs });
  }
}

/** Nobody could tell the one from the other: every report makes both windows render. */
function isAlike(before: Quality | null, now: Quality): boolean {
  if (before === null || before.path !== now.path) return false;
  if (before.roundTripMs === null || now.roundTripMs === null) return before.roundTripMs === now.roundTripMs;
  const differenceMs = Math.abs(before.roundTripMs - now.roundTripMs);
  return differenceMs < Math.max(leastTellingMs, tellingShare * before.roundTripMs);
}
