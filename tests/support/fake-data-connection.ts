import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';
import { Emitter } from '#shared/std/core/emitter.ts';
import {
  channelNames,
  type ChannelName,
  type DataConnection,
  type DataSignal,
  type OpenDataConnection,
} from '#shared/std/session/data-connection.ts';

type Sent = { readonly from: FakeDataConnection; readonly channel: ChannelName; readonly bytes: Uint8Array };

/** What becomes of one message on the way: dropped (none), as it is, altered, split, repeated. */
export type Tamper = (sent: Sent) => readonly Uint8Array[];

/**
 * Data connections without a network. Everything arrives on a later turn, in order; `delayMs` and `tamper` make it worse.
 * Who offers and who answers find each other by what their descriptions say, as on the real thing.
 */
export class FakeNetwork {
  readonly connections: FakeDataConnection[] = [];
  readonly open: OpenDataConnection = (role) => this.make(role);
  readonly #clock: Clock;
  delayMs = 0;
  /** A slow line: nothing arrives sooner than this after what arrived before it. */
  spacingMs = 0;
  #lastArrivalMs = 0;
  tamper: Tamper = ({ bytes }) => [bytes];
  /** Nothing gets through and nobody is told: a pulled cable. */
  silent = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  make(role: 'offerer' | 'answerer'): FakeDataConnection {
    const connection = new FakeDataConnection(this, role, this.connections.length);
    this.connections.push(connection);
    if (role === 'offerer') this.later(() => connection.emitOffer());
    return connection;
  }

  /** Closes every connection at both ends, as a network that reports its end. */
  cut(): void {
    for (const connection of this.connections) connection.close();
  }

  /** The connections that nobody closed: what opens must close. */
  get openCount(): number {
    return this.connections.filter(({ isClosed }) => !isClosed).length;
  }

  later(task: () => void): void {
    if (this.delayMs === 0) {
      queueMicrotask(task);
      return;
    }
    const nowMs = this.#clock.monotonicMs();
    this.#lastArrivalMs = Math.max(nowMs + this.delayMs, this.#lastArrivalMs + this.spacingMs);
    this.#clock.after(this.#lastArrivalMs - nowMs, task);
  }
}

type Events = {
  localSignal: DataSignal;
  open: null;
  closed: null;
  message: { readonly channel: ChannelName; readonly bytes: Uint8Array };
  drained: ChannelName;
};

/** One end. A test may also deliver to it by hand, before it is open or out of nowhere. */
export class FakeDataConnection implements DataConnection {
  readonly role: 'offerer' | 'answerer';
  readonly localFingerprint: string;
  /** What the transport says of the other end; a man in the middle's is another. */
  remoteFingerprint: string | null = null;
  readonly sent: { readonly channel: ChannelName; readonly bytes: Uint8Array }[] = [];
  /** Bytes that a test pretends are waiting. */
  readonly buffered: Record<ChannelName, number> = { control: 0, input: 0, pointer: 0, file: 0, screen: 0 };
  readonly #network: FakeNetwork;
  readonly #number: number;
  readonly #events = new Emitter<Events>();
  #other: FakeDataConnection | null = null;
  #state: 'new' | 'open' | 'closed' = 'new';
  #sentBytes = 0;
  #receivedBytes = 0;

  constructor(network: FakeNetwork, role: 'offerer' | 'answerer', number: number) {
    this.#network = network;
    this.role = role;
    this.#number = number;
    this.localFingerprint = (number + 1).toString(16).padStart(64, '0');
  }

  get isClosed(): boolean {
    return this.#state === 'closed';
  }

  get listenerCount(): number {
    return this.#events.listenerCount;
  }

  onLocalSignal(listener: (signal: DataSignal) => void): Dispose {
    return this.#events.on('localSignal', listener);
  }

  onOpen(listener: () => void): Dispose {
    return this.#events.on('open', listener);
  }

  onClosed(listener: () => void): Dispose {
    return this.#events.on('closed', listener);
  }

  onMessage(listener: (channel: ChannelName, bytes: Uint8Array) => void): Dispose {
    return this.#events.on('message', ({ channel, bytes }) => listener(channel, bytes));
  }

  onDrained(listener: (channel: ChannelName) => void): Dispose {
    return this.#events.on('drained', listener);
  }

  acceptRemoteSignal(signal: DataSignal): void {
    if (signal.kind !== 'description' || this.isClosed || this.#other !== null) return;
    const other = this.#network.connections[Number(/^fake (\d+)$/.exec(signal.sdp)?.[1] ?? Number.NaN)];
    if (other === undefined || other.role === this.role) return this.close();
    this.#other = other;
    this.remoteFingerprint ??= other.localFingerprint;
    if (this.role === 'answerer') {
      this.#events.emit('localSignal', { kind: 'description', type: 'answer', sdp: `fake ${this.#number}` });
      return;
    }
    this.#network.later(() => this.open());
    this.#network.later(() => other.open());
  }

  send(channel: ChannelName, bytes: Uint8Array): boolean {
    if (this.#state !== 'open') return false;
    const copy = bytes.slice();
    this.sent.push({ channel, bytes: copy });
    this.#sentBytes += copy.length;
    if (this.#network.silent) return true;
    for (const each of this.#network.tamper({ from: this, channel, bytes: copy })) {
      this.#network.later(() => {
        if (!this.#network.silent) this.#other?.deliver(channel, each);
      });
    }
    return true;
  }

  bufferedBytes(channel: ChannelName): number {
    return this.buffered[channel];
  }

  fingerprints(): { readonly local: string; readonly remote: string } | null {
    if (this.#state !== 'open' || this.remoteFingerprint === null) return null;
    return { local: this.localFingerprint, remote: this.remoteFingerprint };
  }

  quality(): ReturnType<DataConnection['quality']> {
    return Promise.resolve({ path: 'direct', roundTripMs: 1 });
  }

  usage(): ReturnType<DataConnection['usage']> {
    return Promise.resolve(this.isClosed ? null : { sentBytes: this.#sentBytes, receivedBytes: this.#receivedBytes });
  }

  close(): void {
    if (this.#state === 'closed') return;
    const wasOpen = this.#state === 'open';
    this.#state = 'closed';
    this.#events.emit('closed', null);
    const other = this.#other;
    if (wasOpen && other !== null && !this.#network.silent) this.#network.later(() => other.close());
  }

  /** The offerer's first word, once somebody listens. */
  emitOffer(): void {
    if (!this.isClosed) {
      this.#events.emit('localSignal', { kind: 'description', type: 'offer', sdp: `fake ${this.#number}` });
    }
  }

  open(): void {
    if (this.#state !== 'new') return;
    this.#state = 'open';
    this.#events.emit('open', null);
  }

  /** The transport is up at both ends, but the listeners of `onOpen` are not told yet. */
  openUnseen(remoteFingerprint: string): void {
    this.#state = 'open';
    this.remoteFingerprint = remoteFingerprint;
  }

  /** `onOpen`, by hand. */
  sayOpen(): void {
    this.#events.emit('open', null);
  }

  /** A message arrives, whoever sent it. */
  deliver(channel: ChannelName, bytes: Uint8Array): void {
    if (this.#state === 'closed') return;
    this.#receivedBytes += bytes.length;
    this.#events.emit('message', { channel, bytes });
  }

  drain(channel: ChannelName): void {
    this.buffered[channel] = 0;
    this.#events.emit('drained', channel);
  }

  /** Texts sent on `control`. */
  get controlTexts(): readonly string[] {
    return this.sent.filter(({ channel }) => channel === 'control').map(({ bytes }) => new TextDecoder().decode(bytes));
  }
}

/** Two ends that are open and joined, without any signalling. */
export function joinedPair(network: FakeNetwork): readonly [FakeDataConnection, FakeDataConnection] {
  const offerer = network.make('offerer');
  const answerer = network.make('answerer');
  answerer.acceptRemoteSignal({
    kind: 'description',
    type: 'offer',
    sdp: `fake ${network.connections.indexOf(offerer)}`,
  });
  offerer.acceptRemoteSignal({
    kind: 'description',
    type: 'answer',
    sdp: `fake ${network.connections.indexOf(answerer)}`,
  });
  return [offerer, answerer];
}

export const everyChannel: readonly ChannelName[] = channelNames;
