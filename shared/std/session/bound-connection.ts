import { equalBytes, fromBase64Url, toBase64Url, utf8 } from '../crypto/bytes.ts';
import { every, type Clock } from '../core/clock.ts';
import { DisposeBag, type Dispose } from '../core/dispose.ts';
import { Emitter } from '../core/emitter.ts';
import type { Logger } from '../core/logger.ts';
import { decodeJson } from '../protocol/decode-json.ts';
import {
  dataConnectTimeoutMs,
  linkPingIntervalMs,
  linkSilenceMs,
  maxControlMessagesPerSecond,
  maxInputMessageBytes,
} from '../protocol/limits.ts';
import { maxPeerMessageCharacters, peerMessageSchema, type PeerMessage } from '../protocol/peer-messages.ts';
import { maxScreenMessageBytes } from '../screen/screen-limits.ts';
import { decodeScreenMessage, type ScreenMessage } from '../screen/screen-message.ts';
import type { DataConnection, DataUsage } from './data-connection.ts';
import type { PeerChannel } from './peer-channel.ts';
import { RateLimit } from './rate-limit.ts';
import { bindingProof, type Role, type SessionKeys } from './session-keys.ts';

/** Why a data connection ended. `unproven` and `broken` are the other side's fault and end the session. */
export type ConnectionEnd = 'closed' | 'timedOut' | 'unproven' | 'broken';

/** What came on the `screen` channel, decoded, and as it came. */
export type ReceivedScreenMessage = { readonly message: ScreenMessage; readonly bytes: Uint8Array };

type Events = {
  /** Both ends are proven; messages flow. */
  bound: null;
  message: PeerMessage;
  inputFrame: { readonly channel: 'input' | 'pointer'; readonly bytes: Uint8Array };
  fileFrame: Uint8Array;
  screenMessage: ReceivedScreenMessage;
  fileDrained: null;
  ended: ConnectionEnd;
};

/**
 * One data connection with its ends bound to the handshake (HS4). Nothing from the other side is passed on before its
 * proof over both DTLS fingerprints has verified; whatever does not decode ends the connection.
 */
export class BoundConnection implements PeerChannel {
  readonly #connection: DataConnection;
  readonly #keys: SessionKeys;
  readonly #role: Role;
  readonly #logger: Logger;
  readonly #events = new Emitter<Events>();
  readonly #bag = new DisposeBag();
  readonly #rate: RateLimit;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  readonly #clock: Clock;
  #state: 'opening' | 'proving' | 'bound' | 'ended' = 'opening';
  #pingCount = 0;
  #pingSentAtMs = 0;
  #heardAtMs = 0;
  #roundTripMs: number | null = null;

  constructor(options: {
    readonly connection: DataConnection;
    readonly keys: SessionKeys;
    readonly role: Role;
    readonly clock: Clock;
    readonly logger: Logger;
  }) {
    this.#connection = options.connection;
    this.#keys = options.keys;
    this.#role = options.role;
    this.#logger = options.logger;
    this.#clock = options.clock;
    this.#rate = new RateLimit(options.clock, maxControlMessagesPerSecond);
    this.#bag.add(
      options.clock.after(dataConnectTimeoutMs, () => {
        if (this.#state !== 'bound') this.#end('timedOut');
      }),
      this.#connection.onOpen(() => {
        // The other side's proof can have come first, and have made us prove ourselves already.
        if (this.#state === 'opening') this.#prove();
      }),
      this.#connection.onClosed(() => this.#end('closed')),
      this.#connection.onDrained((channel) => {
        if (channel === 'file') this.#events.emit('fileDrained', null);
      }),
      this.#connection.onMessage((channel, bytes) => {
        if (channel === 'control') this.#receiveControl(bytes);
        else if (this.#state !== 'bound') this.#logger.warn('data/early', { channel, bytes: bytes.length });
        else if (channel === 'file') this.#events.emit('fileFrame', bytes);
        else if (channel === 'screen') this.#receiveScreen(bytes);
        else if (bytes.length <= maxInputMessageBytes) this.#events.emit('inputFrame', { channel, bytes });
        else this.#end('broken');
      }),
    );
  }

  on<Name extends keyof Events>(name: Name, listener: (payload: Events[Name]) => void): Dispose {
    return this.#events.on(name, listener);
  }

  get isBound(): boolean {
    return this.#state === 'bound';
  }

  sendMessage(message: PeerMessage): boolean {
    return this.#state === 'bound' && this.#connection.send('control', utf8(JSON.stringify(message)));
  }

  sendInputFrame(channel: 'input' | 'pointer', frame: Uint8Array): boolean {
    return this.#state === 'bound' && this.#connection.send(channel, frame);
  }

  inputBufferedBytes(channel: 'input' | 'pointer'): number {
    return this.#connection.bufferedBytes(channel);
  }

  screenBufferedBytes(): number {
    return this.#connection.bufferedBytes('screen');
  }

  sendScreenMessage(bytes: Uint8Array): boolean {
    return this.#state === 'bound' && this.#connection.send('screen', bytes);
  }

  sendFileFrame(frame: Uint8Array): boolean {
    return this.#state === 'bound' && this.#connection.send('file', frame);
  }

  fileBufferedBytes(): number {
    return this.#connection.bufferedBytes('file');
  }

  onFileDrained(listener: () => void): Dispose {
    return this.#events.on('fileDrained', listener);
  }

  /** Path as the connection knows it, round trip as the last ping measured it. */
  async quality(): ReturnType<DataConnection['quality']> {
    const quality = await this.#connection.quality();
    return quality && { path: quality.path, roundTripMs: this.#roundTripMs ?? quality.roundTripMs };
  }

  usage(): Promise<DataUsage | null> {
    return this.#connection.usage();
  }

  close(): void {
    this.#end('closed');
  }

  #prove(): void {
    const fingerprints = this.#connection.fingerprints();
    if (fingerprints === null) return this.#end('unproven');
    this.#state = 'proving';
    const mac = bindingProof(this.#keys, this.#role, { own: fingerprints.local, other: fingerprints.remote });
    const proof: PeerMessage = { t: 'bind/proof', mac: toBase64Url(mac) };
    this.#connection.send('control', utf8(JSON.stringify(proof)));
  }

  #receiveControl(bytes: Uint8Array): void {
    if (this.#state === 'ended') return;
    if (!this.#rate.admit()) return this.#end('broken');
    const message = this.#decode(bytes);
    if (message === null) return this.#end('broken');
    if (this.#state === 'bound') {
      return this.#dispatch(message);
    }
    if (message.t !== 'bind/proof') return this.#end('unproven');
    this.#checkProof(message.mac);
  }

  #dispatch(message: PeerMessage): void {
    this.#heardAtMs = this.#clock.monotonicMs();
    switch (message.t) {
      case 'bind/proof':
        // A second proof is never needed, so it is a fault of the other side.
        return this.#end('broken');
      case 'link/ping':
        this.sendMessage({ t: 'link/pong', count: message.count });
        return undefined;
      case 'link/pong':
        if (message.count === this.#pingCount) this.#roundTripMs = this.#heardAtMs - this.#pingSentAtMs;
        return undefined;
      default:
        return this.#events.emit('message', message);
    }
  }

  #receiveScreen(bytes: Uint8Array): void {
    const message = bytes.length <= maxScreenMessageBytes ? decodeScreenMessage(bytes) : null;
    // Pictures go to the technician, and word that they were drawn comes back.
    if (message === null || (message.kind === 'drawn') !== (this.#role === 'customer')) return this.#end('broken');
    return this.#events.emit('screenMessage', { message, bytes });
  }

  #ping(): void {
    const nowMs = this.#clock.monotonicMs();
    if (nowMs - this.#heardAtMs > linkSilenceMs) return this.#end('timedOut');
    this.#pingCount += 1;
    this.#pingSentAtMs = nowMs;
    this.sendMessage({ t: 'link/ping', count: this.#pingCount });
    return undefined;
  }

  #checkProof(mac: string): void {
    const fingerprints = this.#connection.fingerprints();
    const given = fromBase64Url(mac);
    if (fingerprints === null || given === null) return this.#end('unproven');
    // Their own certificate is our remote one.
    const other: Role = this.#role === 'technician' ? 'customer' : 'technician';
    const expected = bindingProof(this.#keys, other, { own: fingerprints.remote, other: fingerprints.local });
    if (!equalBytes(given, expected)) return this.#end('unproven');
    // Their proof can arrive before our side has seen all its channels open.
    if (this.#state === 'opening') this.#prove();
    if (this.#state !== 'proving') return;
    this.#state = 'bound';
    this.#heardAtMs = this.#clock.monotonicMs();
    this.#bag.add(every(this.#clock, linkPingIntervalMs, () => this.#ping()));
    this.#events.emit('bound', null);
    this.#ping();
  }

  #decode(bytes: Uint8Array): PeerMessage | null {
    let text: string;
    try {
      text = this.#decoder.decode(bytes);
    } catch {
      return null; // Not UTF-8: not a message.
    }
    const decoded = decodeJson(peerMessageSchema, text, maxPeerMessageCharacters);
    if (!decoded.ok) this.#logger.warn('data/malformed', { reason: decoded.reason, bytes: bytes.length });
    return decoded.ok ? decoded.value : null;
  }

  #end(reason: ConnectionEnd): void {
    if (this.#state === 'ended') return;
    this.#state = 'ended';
    this.#bag.dispose();
    this.#connection.close();
    // Whoever waits for room must not wait for ever.
    this.#events.emit('fileDrained', null);
    this.#events.emit('ended', reason);
  }
}
